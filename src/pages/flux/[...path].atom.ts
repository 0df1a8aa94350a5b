import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { publicAddress } from '#lib/dashboard/public-address'
import { atomOf, feedsOf } from '#lib/open-data/feeds'
import { errata, frozenEditions, indicators, sites, territory } from '../../publication.ts'

/** A feed for each leaf and each site. A feed names addresses: without that of the dashboard there is none. */
export function getStaticPaths() {
  const address = publicAddress()
  if (address === null) return []
  const record = territory()
  const oldest = record.runs[0]?.startedAt ?? '1970-01-01T00:00:00Z'
  return feedsOf({ indicators: indicators(), sites: sites(), territory: record, editions: frozenEditions(), errata: errata() }).map((feed) => ({ params: { path: feed.path }, props: { atom: atomOf(feed, record.territory.name, oldest, address) } }))
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(props.atom, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
