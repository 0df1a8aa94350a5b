import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { publicAddress } from '#lib/dashboard/public-address'
import { carbonTxt } from '#lib/open-data/carbon-txt'
import { dayOf } from '#lib/time/period'
import { atRoot } from '#lib/words/locale'
import { territory } from '../publication.ts'

/** carbon.txt, at the root of the dashboard; it names addresses, so it waits for that of the dashboard. */
export function getStaticPaths() {
  const address = publicAddress()
  const { lastAudit } = territory()
  return atRoot && address ? [{ params: { name: 'carbon' }, props: { text: carbonTxt(lastAudit && dayOf(lastAudit), address) } }] : []
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(props.text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
