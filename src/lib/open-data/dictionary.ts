import type { Field } from '#lib/open-data/column'
import type { OpenTable } from '#lib/open-data/table'

export type DictionaryLine = { field: Field; tables: string[] }

/** Every column of the tables once, in alphabetical order, with the tables that have it. */
export function dictionaryOf(tables: readonly OpenTable[]): DictionaryLine[] {
  const seen = tables.flatMap(({ path, fields }) => fields.map((field) => ({ path, field })))
  return [...Map.groupBy(seen, ({ field }) => field.name).values()]
    .flatMap((same) => (same[0] ? [{ field: same[0].field, tables: same.map(({ path }) => path) }] : []))
    .sort((a, b) => a.field.name.localeCompare(b.field.name, 'fr'))
}
