import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { cardSvg, indicatorCard } from '#lib/open-data/pictures'
import { indicators, territory } from '../../publication.ts'

/** A card for each figure: a picture that another page shows without a frame or a script. */
export const getStaticPaths = () => indicators().map((indicator) => ({ params: { id: indicator.id }, props: { card: indicatorCard(indicator, territory().territory.name) } }))
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(cardSvg(props.card), { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } })
