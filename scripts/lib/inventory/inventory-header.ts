import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { findColumns, type Row } from '../tables/csv-french.ts'
import { inventoryColumns, type InventoryField } from './inventory-words.ts'

/** A file as rows of text, whatever its format. Only a delimited file has a `separator`. `notes`: what its reading has to say. */
export type InventoryTable = { encoding?: string; separator?: string; rows: readonly Row[]; blankLines: readonly number[]; notes: ImportReport['notes'] }

export type Header = { index: number; cells: string[]; columns: Partial<Record<InventoryField, number>>; repeated: InventoryField[] }

/** Lines above the header are titles; a header names the type and one more column. */
const HEADER_WITHIN = 10

/** `own`: field → header as written, over the ones that Trèfle knows. Throws a UsageError when no line is a header. */
export function findHeader(table: InventoryTable, { file, columns: own }: { file: string; columns: Partial<Record<InventoryField, string>> }): Header {
  const fields = Object.keys(inventoryColumns) as InventoryField[]
  const names: Record<InventoryField, readonly string[]> = { ...inventoryColumns, ...Object.fromEntries(Object.entries(own).map(([field, name]) => [field, [name]])) }
  for (const [index, { cells }] of table.rows.slice(0, HEADER_WITHIN).entries()) {
    const { columns, repeated } = findColumns(cells, names)
    if (columns.type === undefined || Object.keys(columns).length < 2) continue
    const absent = fields.find((field) => own[field] !== undefined && columns[field] === undefined)
    if (absent === undefined) return { index, cells, columns, repeated }
    throw new UsageError(`sources.yml, columns : ${file} n’a pas de colonne « ${own[absent]} ».`, `Recopiez l’en-tête du fichier, ou retirez « ${absent} ».`)
  }
  throw new UsageError(`${file} : aucune ligne d’en-têtes reconnue dans les ${HEADER_WITHIN} premières lignes.`, 'Il faut au moins une colonne « Type » et une autre (modèle, état, date d’achat…) ; donnez leurs noms dans « columns » de sources.yml.')
}

export function headerNotes(table: InventoryTable, header: Header): ImportReport['notes'] {
  const titles = table.rows.slice(0, header.index).map(({ line }) => ({ line, message: 'Ligne de titre, mise à part.' }))
  const repeated = header.repeated.map((field) => ({ line: table.rows[header.index]?.line ?? null, message: `Plusieurs colonnes peuvent donner « ${inventoryColumns[field][0]} » : la première est lue.` }))
  const blank = table.blankLines.map((line) => ({ line, message: 'Ligne vide, mise à part.' }))
  return [...table.notes, ...titles, ...repeated, ...blank]
}
