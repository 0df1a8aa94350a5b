import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { atRoot } from '#lib/words/locale'
import { crop, sites } from '../../publication.ts'

/** The pictures of proven failures that the pages of sites show; with the pages of the first language. */
export function getStaticPaths() {
  const files = sites().flatMap(({ pages }) => pages.flatMap(({ crops = [] }) => crops.map(({ file }) => file)))
  return atRoot ? [...new Set(files)].map((file) => ({ params: { file }, props: { file } })) : []
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(crop(props.file), { headers: { 'content-type': 'image/jpeg' } })
