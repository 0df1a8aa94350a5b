import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { badgeSvg, indicatorBadge, siteBadge } from '#lib/open-data/pictures'
import { indicators, sites } from '../../publication.ts'

/** A badge for each figure and each site, to be shown on another site. */
export function getStaticPaths() {
  return [
    ...indicators().map((indicator) => ({ params: { path: indicator.id }, props: { badge: indicatorBadge(indicator) } })),
    ...sites().map((site) => ({ params: { path: `sites/${site.id}` }, props: { badge: siteBadge(site) } })),
  ]
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(badgeSvg(props.badge), { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } })
