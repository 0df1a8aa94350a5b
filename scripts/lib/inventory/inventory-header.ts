import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { findColumns, type Row } from '../tables/csv-french.ts'
import { HEADER_WITHIN } from '../tables/file-table.ts'
import { inventoryColumns, type InventoryField } from './inventory-words.ts'

export type Header = Row & { columns: Partial<Record<InventoryField, number>>; repeated: InventoryField[] }

type Wanted = { file: string; /** Field → header as written, over the ones that Trèfle knows. */ columns: Partial<Record<InventoryField, string>> }

const fields = Object.keys(inventoryColumns) as InventoryField[]

const found = (cells: readonly string[], { columns: own }: Wanted): Pick<Header, 'columns' | 'repeated'> =>
  findColumns(cells, { ...inventoryColumns, ...Object.fromEntries(Object.entries(own).map(([field, name]) => [field, [name]])) })

/** The header that a row is, or null: it names the type and one more column, and those that sources.yml names. */
export function headerOf(row: Row, wanted: Wanted): Header | null {
  const { columns, repeated } = found(row.cells, wanted)
  if (columns.type === undefined || Object.keys(columns).length < 2) return null
  return absentFrom(columns, wanted) === undefined ? { ...row, columns, repeated } : null
}

/** The first column that sources.yml names and that a row, a header but for it, does not have; null otherwise. */
export function missingColumn({ cells }: Row, wanted: Wanted): InventoryField | null {
  const { columns } = found(cells, wanted)
  return columns.type === undefined && wanted.columns.type === undefined ? null : Object.keys(columns).length === 0 ? null : absentFrom(columns, wanted) ?? null
}

const absentFrom = (columns: Header['columns'], { columns: own }: Wanted): InventoryField | undefined => fields.find((field) => own[field] !== undefined && columns[field] === undefined)

/**
 * The header that goes on in the row under it, or null: « Achat » over « Date » and « Montant » gives « Date Achat ». A cell that is
 * merged over several columns is written in the first.
 */
export function headerOverTwoLines({ cells: upper, written = upper.length }: Header, row: Row, wanted: Wanted): Header | null {
  const lower = headerOf(row, { ...wanted, columns: {} })
  if (lower === null) return null
  const over = upper.map((_, i) => upper.slice(0, i + 1).findLast((cell) => cell !== '') ?? '')
  const width = Math.max(upper.length, row.cells.length)
  const both = Array.from({ length: width }, (_, i) => (row.cells[i] ? `${row.cells[i]} ${over[i] ?? ''}` : upper[i] ?? ''))
  const [alone, together] = [found(row.cells, wanted), found(both, wanted)]
  const columns = { ...together.columns, ...alone.columns }
  return { line: row.line, cells: both.map((cell, i) => row.cells[i] ?? cell), written: Math.max(written, row.written ?? width), columns, repeated: alone.repeated }
}

/** No row of the first ones is a header; `missing`: the column that one of them lacks to be it. */
export function withoutHeader({ file, columns }: Wanted, missing: InventoryField | null): UsageError {
  if (missing !== null) return new UsageError(`sources.yml, columns : ${file} n’a pas de colonne « ${columns[missing]} ».`, `Recopiez l’en-tête du fichier, ou retirez « ${missing} ».`)
  return new UsageError(`${file} : aucune ligne d’en-têtes reconnue dans les ${HEADER_WITHIN} premières lignes.`, 'Il faut au moins une colonne « Type » et une autre (modèle, état, date d’achat…) ; donnez leurs noms dans « columns » de sources.yml.')
}

/** The header that is quoted is one of the words that Trèfle knows, or that sources.yml gives. */
export function repeatedNotes({ line, cells, columns, repeated }: Header): ImportReport['notes'] {
  return repeated.map((field) => ({ line, message: `Plusieurs colonnes peuvent donner « ${inventoryColumns[field][0]} » : celle qui est lue est « ${cells[columns[field] ?? -1] ?? ''} ».` }))
}

/** Columns that most inventories have, and without which less is known. */
const expected = ['model', 'serial', 'state', 'organisation', 'purchase'] as const satisfies readonly InventoryField[]

/** What no header was recognised for: a column of another name would be left out without a word. */
export function absentNotes({ line, columns }: Header): ImportReport['notes'] {
  const absent = expected.filter((field) => columns[field] === undefined)
  if (absent.length === 0) return []
  return [{ line, message: `Aucune colonne reconnue pour : ${absent.map((field) => inventoryColumns[field][0]).join(', ')}. Si le fichier en a une, donnez son en-tête dans « columns » de sources.yml (${absent.join(', ')}).` }]
}
