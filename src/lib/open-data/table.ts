import { stringify } from 'csv-stringify/sync'
import { withoutControls } from '#lib/words/clean'
import type { Cell, Column, Field } from '#lib/open-data/column'

/** One CSV file of the open data. `path` is its address under /donnees/, without the ending. */
export type OpenTable = { path: string; title: string; fields: readonly Field[]; readonly rows: readonly (readonly Cell[])[] }

/** Its rows are made each time they are asked for: the tables of a large territory would not stand together in memory. */
export function openTable<Row>(path: string, title: string, columns: readonly Column<Row>[], rowsOf: () => readonly Row[]): OpenTable {
  return { path, title, fields: columns.map(({ field }) => field), get rows() { return rowsOf().map((row) => columns.map(({ cell }) => cell(row))) } }
}

/** How the files are written, as Table Dialect and Table Schema name it (Data Package 2.0). */
export const csvDialect = { delimiter: ';', lineTerminator: '\r\n', decimalChar: ',', trueValue: 'oui', falseValue: 'non' } as const

/**
 * A table as a file that a French spreadsheet opens by itself: UTF-8 with its mark, semicolons, decimal commas, CRLF
 * (RFC 4180). Unknown is an empty cell, never 0. A text that a spreadsheet would run as a formula is preceded by an
 * apostrophe (OWASP, CSV Injection); a number may begin with a minus sign.
 */
export function csvOf({ fields, rows }: OpenTable): string {
  const { delimiter, lineTerminator } = csvDialect
  const lines = [fields.map(({ name }) => name), ...rows]
  const texts = textsOf(lines)
  return `\uFEFF${lines.map((line) => line.map((cell) => (typeof cell === 'string' ? texts.get(cell) : bare(cell))).join(delimiter) + lineTerminator).join('')}`
}

/** A cell that is no text holds nothing to quote. */
function bare(cell: Exclude<Cell, string>): string {
  const { decimalChar, trueValue, falseValue } = csvDialect
  if (typeof cell === 'number') return String(cell).replace('.', decimalChar)
  return cell === null ? '' : cell ? trueValue : falseValue
}

/** How each different text is written: a history repeats a few of them in thousands of rows. Once cleaned, a text holds no line end. */
function textsOf(rows: OpenTable['rows']): Map<string, string> {
  const texts = [...new Set(rows.flatMap((row) => row.filter((cell) => typeof cell === 'string')))]
  const { delimiter, lineTerminator } = csvDialect
  const written = stringify(texts.map((text) => [withoutControls(text).trimStart()]), { delimiter, record_delimiter: lineTerminator, escape_formulas: true }).split(lineTerminator)
  return new Map(texts.map((text, index) => [text, written[index] ?? '']))
}
