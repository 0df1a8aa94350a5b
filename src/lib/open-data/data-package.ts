import type { PublishedTerritory } from '#model/publication'
import { t } from '#lib/words/i18n'
import type { OpenDocument } from '#lib/open-data/catalogue'
import type { Field } from '#lib/open-data/column'
import { csvDialect, type OpenTable } from '#lib/open-data/table'

/** SPDX keeps the whole text of the licence, in French. */
export const licence = { name: 'etalab-2.0', title: 'Licence Ouverte 2.0', path: 'https://spdx.org/licenses/etalab-2.0.html' } as const

function schemaField({ name, meaning, kind, codes }: Field) {
  return {
    name, type: kind, description: meaning,
    ...(kind === 'number' ? { decimalChar: csvDialect.decimalChar } : {}),
    ...(kind === 'boolean' ? { trueValues: [csvDialect.trueValue], falseValues: [csvDialect.falseValue] } : {}),
    ...(codes ? { categories: [...codes].map(([value, label]) => ({ value, label })) } : {}),
  }
}

/** The open data described for programs: a Data Package 2.0 descriptor, its columns from the same definitions as the files. */
export function dataPackage({ territory, lastAudit }: PublishedTerritory, tables: readonly OpenTable[], documents: readonly OpenDocument[]) {
  const { delimiter, lineTerminator } = csvDialect
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `trefle-${territory.id}`,
    title: t('data.package.title', { name: territory.name }),
    ...(lastAudit === null ? {} : { created: lastAudit }),
    licenses: [licence],
    resources: [
      ...tables.map(({ path, title, fields }) => ({
        name: `${path}.csv`, path: `${path}.csv`, type: 'table', title, format: 'csv', mediatype: 'text/csv', encoding: 'utf-8',
        dialect: { delimiter, lineTerminator }, schema: { fields: fields.map(schemaField) },
      })),
      ...documents.map(({ path, title }) => ({ name: `${path}.json`, path: `${path}.json`, title, format: 'json', mediatype: 'application/json', encoding: 'utf-8' })),
    ],
  }
}
