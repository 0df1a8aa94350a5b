import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { atRoot } from '#lib/words/locale'
import { report, reportDocument } from '../../../publication.ts'

const types = { html: 'text/html; charset=utf-8', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const

/** The documents of the yearly reviews that were presented, to the byte; with the pages of the first language. */
export function getStaticPaths() {
  const files = report().reports.flatMap(({ presented }) => presented.flatMap((archive) => archive.files))
  return atRoot ? files.map(({ path, format }) => ({ params: { path }, props: { path, format } })) : []
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props: { path, format } }) => new Response(reportDocument(path), { headers: { 'content-type': types[format] } })
