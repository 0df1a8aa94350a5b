import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { findColumns, type Row } from '../tables/csv-french.ts'
import { HEADER_WITHIN, type FileTable } from '../tables/file-table.ts'
import { inventoryColumns, type InventoryField } from './inventory-words.ts'

/** A table of any format, seen row by row; a blank row has no cells. */
export type WalkedInventory = Pick<FileTable, 'encoding' | 'separator' | 'notes'> & { walk(see: (row: Row) => void): void }

/** Rows that are all there, to be walked in the order of the file. */
export function walked({ rows, blankLines, ...table }: FileTable): WalkedInventory {
  const blank = blankLines.map((line): Row => ({ line, cells: [] }))
  return { ...table, walk: (see) => { for (const row of [...rows, ...blank].sort((a, b) => a.line - b.line)) see(row) } }
}

export type Header = { line: number; cells: string[]; columns: Partial<Record<InventoryField, number>>; repeated: InventoryField[] }

/** The header that a row is, or null: it names the type and one more column. `own`: field → header as written, over the ones that Trèfle knows. Throws a UsageError when it lacks one of these. */
export function headerOf({ cells, line }: Row, { file, columns: own }: { file: string; columns: Partial<Record<InventoryField, string>> }): Header | null {
  const fields = Object.keys(inventoryColumns) as InventoryField[]
  const names: Record<InventoryField, readonly string[]> = { ...inventoryColumns, ...Object.fromEntries(Object.entries(own).map(([field, name]) => [field, [name]])) }
  const { columns, repeated } = findColumns(cells, names)
  if (columns.type === undefined || Object.keys(columns).length < 2) return null
  const absent = fields.find((field) => own[field] !== undefined && columns[field] === undefined)
  if (absent === undefined) return { line, cells, columns, repeated }
  throw new UsageError(`sources.yml, columns : ${file} n’a pas de colonne « ${own[absent]} ».`, `Recopiez l’en-tête du fichier, ou retirez « ${absent} ».`)
}

export function withoutHeader(file: string): UsageError {
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
