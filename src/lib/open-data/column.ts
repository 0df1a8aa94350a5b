import { z } from 'zod'
import { t, type MessageKey } from '#lib/words/i18n'

export type Cell = string | number | boolean | null

/** A column's meaning is the message `column.<name>`: one name means one thing in every file. */
type NameIn<Key> = Key extends `column.${infer Name}` ? Name : never
export type ColumnName = NameIn<MessageKey>

/** Kinds of Table Schema (Data Package 2.0) that the files use. */
const fieldKinds = ['number', 'integer', 'boolean', 'date', 'datetime', 'string'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** What a dictionary says of a column. `codes` gives the words of each code, when the cells are codes. */
export type Field = { name: string; meaning: string; kind: FieldKind; codes?: ReadonlyMap<string, string> }
export type Column<Row> = { field: Field; cell: (row: Row) => Cell }

/** The kind of a schema's values. Throws for values that a cell cannot hold. */
export function kindOf(schema: z.ZodType): FieldKind {
  const { anyOf, ...own } = z.toJSONSchema(schema)
  const shapes = (anyOf ?? [own]).flatMap(({ type, format }) => [type ?? []].flat().map((each) => ({ type: String(each), format })))
  const known = shapes.find(({ type }) => type !== 'null')
  const named = known?.format === 'date-time' ? 'datetime' : known?.format === 'date' ? 'date' : known?.type
  const kind = fieldKinds.find((each) => each === named)
  if (kind === undefined) throw new Error(`A cell cannot hold ${JSON.stringify(own)}.`)
  return kind
}

/** Builders for the columns of one kind of row. The schema is the domain's own: it types the cell, and the dictionary. */
export function columnsOf<Row>() {
  return {
    plain<S extends z.ZodType<Cell>>(name: ColumnName, schema: S, cell: (row: Row) => z.output<S>): Column<Row> {
      return { field: { name, meaning: t(`column.${name}`), kind: kindOf(schema) }, cell }
    },
    /** A column of codes, or nothing where there is none. */
    coded<E extends Readonly<Record<string, string>>>(name: ColumnName, schema: z.ZodEnum<E>, words: (code: E[keyof E]) => string, cell: (row: Row) => E[keyof E] | null): Column<Row> {
      return { field: { name, meaning: t(`column.${name}`), kind: 'string', codes: new Map(schema.options.map((code) => [code, words(code)])) }, cell }
    },
  }
}

/** Several texts in one cell. */
export const listed = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(' | '))
