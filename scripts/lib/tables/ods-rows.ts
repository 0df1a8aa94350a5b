import type { Row } from './csv-french.ts'

/** What the rows of one sheet are told to, in its order; a blank row is not told. */
export type RowListener = {
  row(row: Row, isHidden: boolean): void
  /** A text or a date merged over the lines of one column, and read on each of them. */
  merged(first: number, last: number): void
}
export type Attributes = Readonly<Record<string, string>>

/** Rows and columns of the largest sheets that LibreOffice and Excel make. */
const [MAX_ROWS, MAX_COLUMNS] = [1_048_576, 16_384]

type Spread = { text: string; rows: number }

/**
 * The rows of a sheet of an ODS, from its elements as they come (OpenDocument 1.3, part 3, 9.1): one row is held at a time. `spend` is
 * told of cells before they are made: a few bytes may repeat one a billion times, and Infinity is one too many.
 */
export function sheetRows(on: RowListener, spend: (cells: number) => void): { open(row: Attributes): void; cell(attributes: Attributes, shown: string, isCovered: boolean): void; close(): void } {
  const spreads = new Map<number, Spread>()
  const row = { line: 1, repeat: 1, isHidden: false, column: 0, cells: [] as string[], merges: [] as { column: number; spread: Spread }[] }
  return {
    open(attributes) {
      const visibility = attributes['table:visibility']
      Object.assign(row, { repeat: countOf(attributes, 'table:number-rows-repeated'), isHidden: visibility === 'collapse' || visibility === 'filter', column: 0, cells: [], merges: [] })
    },
    cell(attributes, shown, isCovered) {
      const [text, repeat] = [isCovered ? '' : textOf(attributes, shown), countOf(attributes, 'table:number-columns-repeated')]
      if (text !== '') {
        spend(row.column + repeat > MAX_COLUMNS ? Infinity : 0)
        row.cells.push(...Array.from({ length: row.column - row.cells.length }, () => ''), ...Array.from({ length: repeat }, () => text))
        const rows = countOf(attributes, 'table:number-rows-spanned')
        if (rows > 1 && countOf(attributes, 'table:number-columns-spanned') === 1 && isTextOrDate(attributes)) row.merges.push({ column: row.column, spread: { text, rows } })
      }
      row.column += repeat
    },
    close() {
      if (row.cells.length > 0) {
        spend(row.line + row.repeat > MAX_ROWS ? Infinity : row.cells.length * row.repeat)
        fillFrom(spreads, row.cells)
        for (let i = 0; i < row.repeat; i += 1) on.row({ line: row.line + i, cells: row.cells }, row.isHidden)
      }
      for (const [column, spread] of spreads) if ((spread.rows -= row.repeat) <= 0) spreads.delete(column)
      for (const { column, spread } of row.merges) {
        on.merged(row.line, row.line + spread.rows - 1)
        spreads.set(column, { text: spread.text, rows: spread.rows - 1 })
      }
      row.line += row.repeat
    },
  }
}

/** A cell merged over several rows says the same of each. */
function fillFrom(spreads: ReadonlyMap<number, Spread>, cells: string[]): void {
  for (const [column, { text }] of spreads) {
    while (cells.length <= column) cells.push('')
    if (cells[column] === '') cells[column] = text
  }
}

/** A count that is not said is one; one that is no count is as good as none. */
function countOf(attributes: Attributes, name: string): number {
  const count = Number(attributes[name] ?? 1)
  return Number.isInteger(count) && count > 0 ? count : 1
}

/** A number merged over several rows may be the sum of them all. */
const isTextOrDate = (attributes: Attributes): boolean => ['string', 'date', undefined].includes(attributes['office:value-type'])

/** Integers past this have lost digits: a spreadsheet keeps fifteen. */
const EXACT_BELOW = 1e15

/** What a cell says (OpenDocument 1.3, part 3, 19.387): its value rather than what is shown, but for an error and for a code with leading zeros. */
function textOf(attributes: Attributes, shown: string): string {
  const type = attributes['office:value-type']
  if (type === 'date') return attributes['office:date-value']?.slice(0, 10) ?? shown
  if (type === 'boolean') return attributes['office:boolean-value'] === 'true' ? 'oui' : 'non'
  const value = Number(attributes['office:value'] ?? Number.NaN)
  if (!['float', 'percentage', 'currency'].includes(type ?? '') || Number.isNaN(value)) return shown.trim()
  if (attributes['calcext:value-type'] === 'error') return shown.trim() || '#N/A'
  // A formula never calculated gives 0, and so does a lookup that found a blank cell: neither says anything.
  if (attributes['table:formula'] !== undefined && value === 0) return '#N/A'
  if (/^0\d+$/.test(shown) && Number(shown) === value) return shown
  return Math.abs(value) >= EXACT_BELOW ? value.toExponential() : String(value)
}
