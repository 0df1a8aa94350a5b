import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { findColumns, fold, shiftedRow, isSpreadsheetError, readTable, type Row } from './csv-french.ts'
import { encodingNotes } from './encoding.ts'
import { HEADER_WITHIN, type FileTable } from './file-table.ts'
import { linesApart, type Apart } from './lines-apart.ts'
import { isWorkbook, readWorkbookTable } from './workbook.ts'
import type { Columns, RecordOf } from './column.ts'
import { rowsOfJson } from './json-rows.ts'

export type ReadOptions = {
  /** Name of the file or the address, for the messages. */
  from: string
  sheet?: string | undefined
  /** Column → header as written in the file, over the names that the connector knows. */
  columns: Readonly<Partial<Record<string, string>>>
  /** How a person names a column that is missing. */
  mend?: string
}
export type Line<R> = { line: number; record: R }
/** What a table gave, and what its reading has to say. `has`: whether the file has the column at all. */
export type Records<R> = Pick<ImportReport, 'read' | 'rejected' | 'notes'> & { lines: Line<R>[]; has(column: keyof R): boolean }

/**
 * A table of any format (CSV of any encoding and separator, Excel, ODS, JSON) as typed records, by a map of columns. A line that
 * cannot be read whole is refused with its reason and the mend; no cell is quoted, since a shifted one may hold anything.
 * Throws a UsageError when a needed column is missing.
 */
export function readRecords<C extends Columns>(bytes: Uint8Array, columns: C, options: ReadOptions): Records<RecordOf<C>> {
  const table = tableOf(bytes, options.sheet)
  const header = headerOf(table.rows, columns, options)
  const records: Records<RecordOf<C>> = {
    lines: [], rejected: [], has: (column) => header.at[column as string] !== undefined,
    read: { from: options.from, ...(table.encoding && { encoding: table.encoding }), ...(table.separator && { separator: table.separator }), lines: table.rows.length + table.blankLines.length },
    notes: [...table.notes, ...header.notes, ...encodingNotes(table.encoding)],
  }
  const lines = linesApart()
  for (const { line } of table.rows.slice(0, header.index)) lines.add('title', line)
  for (const line of table.blankLines) lines.add('blank', line)
  for (const row of table.rows.slice(header.index + 1)) {
    const apart = reasonToSetApart(row.cells, header.cells)
    if (apart !== null) { lines.add(apart, row.line); continue }
    const read = readLine(row, columns, header.at, table.separator === undefined ? null : header)
    if ('reason' in read) records.rejected.push(read)
    else records.lines.push({ line: row.line, record: read.record as RecordOf<C> })
  }
  records.notes.push(...lines.notes())
  return records
}

function tableOf(bytes: Uint8Array, sheet: string | undefined): FileTable {
  if (isWorkbook(bytes)) return readWorkbookTable(bytes, sheet)
  return rowsOfJson(bytes) ?? { ...readTable(bytes), notes: [] }
}

type Header = Pick<Row, 'cells' | 'written'> & { index: number; at: Partial<Record<string, number>>; notes: ImportReport['notes'] }

/** The first line that has every needed column; the message names those that the likeliest line misses. */
function headerOf(rows: readonly Row[], columns: Columns, { from, columns: own, mend = 'Renommez l’en-tête du fichier, ou donnez-le dans « columns » de sources.yml : le nom entre parenthèses, puis l’en-tête.' }: ReadOptions): Header {
  const names = Object.fromEntries(Object.entries(columns).map(([id, { names: known }]) => [id, ownNames(own[id]) ?? known]))
  const needed = Object.keys(columns).filter((id) => columns[id]?.needed || own[id] !== undefined)
  let missing = needed
  for (const [index, { cells, line, written }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const { columns: at, repeated } = findColumns(cells, names)
    const absent = needed.filter((id) => at[id] === undefined)
    if (absent.length === 0 && Object.keys(at).length > 0) {
      const twice = repeated.map((id) => ({ line, message: `Plusieurs colonnes peuvent donner « ${names[id]?.[0] ?? id} » : celle qui est lue est « ${cells[at[id] ?? -1] ?? ''} ».` }))
      return { index, cells, ...(written !== undefined && { written }), at, notes: twice }
    }
    if (absent.length < missing.length) missing = absent
  }
  const spoken = missing.map((id) => `« ${names[id]?.[0] ?? id} » (${id})`).join(', ')
  throw new UsageError(`${from} : colonne absente : ${spoken || 'aucune colonne reconnue'}.`, mend)
}

const ownNames = (name: string | undefined): string[] | null => (name === undefined ? null : [name])

/** A totals line, or the header again where several exports were pasted together. */
function reasonToSetApart(cells: readonly string[], header: readonly string[]): Apart | null {
  if (cells.join('|') === header.join('|')) return 'header'
  return /^(sous )?tota(l|ux)\b/.test(fold(cells.find((cell) => cell !== '') ?? '')) ? 'total' : null
}

/** `header`: that of a delimited file; in a workbook, a cell right of the headers is a remark. */
function readLine(row: Row, columns: Columns, at: Header['at'], header: Pick<Row, 'cells' | 'written'> | null): { record: Record<string, unknown> } | ImportReport['rejected'][number] {
  const { line, cells } = row
  const shifted = header && shiftedRow(row, header)
  if (shifted) return { line, ...shifted }
  const record: Record<string, unknown> = {}
  for (const [id, column] of Object.entries(columns)) {
    const written = cells[at[id] ?? -1] ?? ''
    const blank = written === '' || isSpreadsheetError(written)
    record[id] = blank ? null : column.read(written)
    if (record[id] === null && (column.needed || !blank)) {
      return { line, reason: `« ${column.names[0] ?? id} » ${blank ? 'vide' : 'illisible'}`, mend: column.write }
    }
  }
  return { record }
}
