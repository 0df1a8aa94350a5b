import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { openTables } from '#lib/open-data/catalogue'
import { csvOf } from '#lib/open-data/table'
import { atRoot } from '#lib/words/locale'
import { publication } from '../../open-data.ts'

/** Every CSV file of the open data, made with the pages of the first language: the files of the others are the same. */
export const getStaticPaths = () => (atRoot ? openTables(publication()) : []).map((table) => ({ params: { path: table.path }, props: { table } }))
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(csvOf(props.table), { headers: { 'content-type': 'text/csv; charset=utf-8' } })
