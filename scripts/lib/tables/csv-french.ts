import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import { UsageError } from '../command/errors.ts'
import { decode, wideEncoding, type Encoding } from './encoding.ts'

/** Trimmed cells, without the empty ones at the end; `line` is where the row ends in the file, from 1; `written`: cells of a delimited row, those included. */
export type Row = { line: number; cells: string[]; written?: number }
/** A table as a French office exports it. `rows` have something written; `blankLines` hold at most separators. */
export type Table = { encoding: Encoding; separator: string; rows: Row[]; blankLines: number[] }

/** A CSV file that is read row by row: nothing is kept of the rows that were seen. A blank row has no cells. */
export type WalkedTable = Pick<Table, 'encoding' | 'separator'> & { walk(see: (row: Row) => void): void }

/** The bytes of a CSV file, to be walked; the walk throws a UsageError, with the line, when quotes do not match. */
export function openTable(bytes: Uint8Array): WalkedTable {
  const { encoding, text, utf8 } = textOf(bytes)
  const separator = sniffSeparator(text)
  return {
    encoding, separator,
    walk(see) {
      try {
        parse(utf8, {
          delimiter: separator, bom: true, relax_column_count: true, relax_quotes: true, trim: true,
          // A record that is given back is kept: a metropolis has hundreds of thousands.
          on_record: (record: string[], { lines }) => { see({ line: lines, cells: withoutTrailingBlanks(record), written: record.length }); return null },
        })
      } catch (error) {
        if (!(error instanceof CsvError)) throw error
        throw new UsageError(`Le fichier CSV est illisible vers la ligne ${String(error['lines'] ?? '?')} : guillemets mal fermés.`, 'Corrigez les guillemets de cette ligne, ou réexportez le fichier.')
      }
    },
  }
}

/** The bytes of a CSV file as rows of text, all at once. Throws as `openTable` does. */
export function readTable(bytes: Uint8Array): Table {
  const { encoding, separator, walk } = openTable(bytes)
  const table: Table = { encoding, separator, rows: [], blankLines: [] }
  walk((row) => {
    if (row.cells.length === 0) table.blankLines.push(row.line)
    else table.rows.push(row)
  })
  return table
}

/** The bytes as UTF-8 for the parser, which are the file itself when it is already so, and the beginning of its text. */
function textOf(bytes: Uint8Array): { encoding: Encoding; text: string; utf8: Buffer } {
  if (isUtf8(bytes) && wideEncoding(bytes) === null) {
    const utf8 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { encoding: 'utf-8', utf8, text: utf8.toString('utf8', 0, 4 * SNIFFED_CHARACTERS) }
  }
  const { text, encoding } = decode(bytes)
  return { encoding, text, utf8: Buffer.from(text) }
}

const SNIFFED_CHARACTERS = 20_000

/**
 * The first of `;`, tab and `,` that most lines hold outside quotes. In that order: decimal commas may outnumber the
 * semicolons of a French file, while nothing puts a semicolon in most lines of a comma-separated one.
 */
export function sniffSeparator(text: string): string {
  const lines: Record<string, number>[] = [{}]
  let quoted = false
  for (const character of text.slice(0, SNIFFED_CHARACTERS)) {
    const line = lines.at(-1) ?? {}
    if (character === '"') quoted = !quoted
    else if (character === '\n' && !quoted) lines.push({})
    else if (!quoted) line[character] = (line[character] ?? 0) + 1
  }
  const written = lines.filter((line) => Object.keys(line).length > 0)
  return [';', '\t', ','].find((separator) => written.filter((line) => line[separator] !== undefined).length * 2 > written.length) ?? ';'
}

function withoutTrailingBlanks(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

/**
 * What is wrong when a separator in a text has moved the cells of a row, else null: it says something right of the last header, in more cells than the
 * header has, blank ones included. A column without a header moves nothing.
 */
export function shiftedRow(row: Pick<Row, 'cells' | 'written'>, header: Pick<Row, 'cells' | 'written'>): { reason: string; mend: string } | null {
  const isShifted = row.cells.length > header.cells.length && (row.written ?? row.cells.length) > (header.written ?? header.cells.length)
  return isShifted ? { reason: `${row.cells.length} cellules au lieu de ${header.cells.length} : un séparateur dans un texte a décalé les colonnes`, mend: 'Mettez le texte entre guillemets, ou retirez-en le séparateur.' } : null
}

/** Words compared without accents, case, punctuation or doubled spaces: "N° de série " and "n de serie" are equal. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('œ', 'oe').replaceAll('Œ', 'oe')
    .toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()
}

/** Blank, no-break (U+00A0) and narrow no-break (U+202F) spaces, and the apostrophe, group thousands. */
const GROUPING = /[\s\u00a0\u202f'’]/g
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
const UNIT_SUFFIX = /(?:€|eur|euros?|kwh|kw|%)$/i

/**
 * A number as French people write it: "1 234,56", "12 €", "1.234,5". Null when it is not one, and for scientific
 * notation, in which a spreadsheet has already lost digits.
 */
export function frenchNumber(text: string): number | null {
  const bare = text.replace(GROUPING, '').replace(UNIT_SUFFIX, '')
  const plain = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(bare) ? bare.replaceAll('.', '') : bare
  return NUMBER.test(plain) ? Number(plain.replace(',', '.')) : null
}

/** "5,52178E+13": a long code that a spreadsheet took for a number. Its last digits are lost for good. */
export function isScientific(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text.trim())
}

/** "#REF!", "#N/A", "#VALEUR!", "Err:502": what a spreadsheet writes, in French or in English, where a formula failed. */
export function isSpreadsheetError(text: string): boolean {
  return /^(?:#(?:N\/A|(?:REF|VALEUR|VALUE|NOM|NAME|DIV\/0|NOMBRE|NUM|NUL|NULL|SPILL|CALC)[!?])|Err:\d{3})$/i.test(text.trim())
}

/** Oui/Non, O/N, Vrai/Faux, 1/0, X; null for anything else. */
export function frenchYesNo(text: string): boolean | null {
  const word = fold(text)
  if (['oui', 'o', 'vrai', 'true', 'yes', 'y', '1', 'x'].includes(word)) return true
  if (['non', 'n', 'faux', 'false', 'no', '0'].includes(word)) return false
  return null
}

/** Day 25 569 of a spreadsheet is 1 January 1970 (system of 1900, with its imaginary 29 February). */
const SERIAL_OF_EPOCH = 25_569
/** 1960 to 2099: other five-digit numbers are not dates of equipment. */
const SERIAL_RANGE = [21_916, 73_050] as const
/** POSIX strptime %y: 69 to 99 are of the last century. */
const CENTURY_PIVOT = 69

/** ISO day of "31/12/2024", "31/12/24", "31-12-2024", "2024-12-31[T…]", "20241231" or a spreadsheet's serial; null when it is none. */
export function frenchDay(text: string): string | null {
  const trimmed = text.trim()
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?$/.exec(trimmed)
  if (french) return isoDay(fullYear(french[3] ?? ''), Number(french[2]), Number(french[1]))
  const iso = /^(\d{4})([/-]?)(\d{2})\2(\d{2})(?:[T\s].*)?$/.exec(trimmed)
  if (iso) return isoDay(Number(iso[1]), Number(iso[3]), Number(iso[4]))
  const serial = /^\d{5}(?:[.,]\d+)?$/.test(trimmed) ? Math.floor(Number(trimmed.replace(',', '.'))) : null
  if (serial === null || serial < SERIAL_RANGE[0] || serial > SERIAL_RANGE[1]) return null
  return new Date((serial - SERIAL_OF_EPOCH) * 86_400_000).toISOString().slice(0, 10)
}

export function fullYear(digits: string): number {
  const year = Number(digits)
  return digits.length === 4 ? year : year + (year < CENTURY_PIVOT ? 2000 : 1900)
}

/** Null for a day that no calendar has, such as 31 February. */
function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : null
}

/**
 * Index of each wanted column in a header. A header cell answers to a name when both fold to the same letters, spaces
 * aside ("dateAchat", "Date d’achat"). The column of the first name wins, then the first column; a field that several could
 * give is listed in `repeated`.
 */
export function findColumns<F extends string>(header: readonly string[], names: Readonly<Record<F, readonly string[]>>): { columns: Partial<Record<F, number>>; repeated: F[] } {
  const key = (text: string): string => fold(text).replaceAll(' ', '')
  const keys = header.map(key)
  const columns: Partial<Record<F, number>> = {}
  const repeated: F[] = []
  for (const field of Object.keys(names) as F[]) {
    const accepted = [...new Set(names[field].map(key))]
    const found = accepted.flatMap((name) => keys.flatMap((cell, i) => (cell === name ? [i] : [])))
    if (found[0] !== undefined) columns[field] = found[0]
    if (found.length > 1) repeated.push(field)
  }
  return { columns, repeated }
}
