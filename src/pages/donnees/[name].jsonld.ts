import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { publicAddress } from '#lib/dashboard/public-address'
import { openDocuments, seriesOf, wholeTables } from '#lib/open-data/catalogue'
import { dcatCatalogue } from '#lib/open-data/dcat'
import { atRoot } from '#lib/words/locale'
import { publication } from '../../open-data.ts'

/** The catalogue that data portals harvest; it names addresses, so it waits for that of the dashboard. */
export function getStaticPaths() {
  const address = publicAddress()
  if (!atRoot || address === null) return []
  const whole = publication()
  const catalogue = dcatCatalogue(whole.territory, [...wholeTables(whole), ...whole.indicators.map(seriesOf)], openDocuments(whole), address)
  return [{ params: { name: 'catalogue' }, props: { catalogue } }]
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(JSON.stringify(props.catalogue), { headers: { 'content-type': 'application/ld+json' } })
