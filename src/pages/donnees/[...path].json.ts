import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { openDocuments, openSchemas, openTables } from '#lib/open-data/catalogue'
import { dataPackage } from '#lib/open-data/data-package'
import { atRoot } from '#lib/words/locale'
import { publication } from '../../open-data.ts'

/** Every JSON file of the open data: the publication as it was computed, its schemas, and the description of the CSV files; with the pages of the first language. */
export function getStaticPaths() {
  if (!atRoot) return []
  const whole = publication()
  const documents = [...openDocuments(whole), ...openSchemas()]
  const described = { path: 'datapackage', value: dataPackage(whole.territory, openTables(whole), documents) }
  return [described, ...documents].map(({ path, value }) => ({ params: { path }, props: { value } }))
}
type Props = InferGetStaticPropsType<typeof getStaticPaths>

export const GET: APIRoute<Props> = ({ props }) => new Response(JSON.stringify(props.value), { headers: { 'content-type': 'application/json' } })
