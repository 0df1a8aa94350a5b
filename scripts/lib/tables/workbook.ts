import { read, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import type { Row } from './csv-french.ts'
import { walked, type FileTable, type WalkedFile } from './file-table.ts'
import { illegible, MAX_CELLS, protectedByPassword, safeArchive, tooManyCells } from './office-archive.ts'
import { isOds, openOds, readOdsSheets } from './ods.ts'
import { hiddenNote, mergedSpans, noSuchSheet, nothingWritten, otherSheetsNote, refuseTooManySheets } from './sheet-choice.ts'

const MAX_FILE_BYTES = 64 * 1024 * 1024

type Notes = ImportReport['notes']

/**
 * One sheet of an Excel (.xlsx, .xlsb, .xls) or ODS workbook as rows of text: the one named, or the first visible one
 * that has something written. Formulas give the value that the spreadsheet last saved; dates are ISO days in the
 * calendar of the workbook (1900 or 1904). Throws a UsageError for a file that is protected, corrupt, too big or without the sheet.
 */
export function readWorkbookTable(bytes: Uint8Array, sheetName?: string): FileTable {
  if (!isOdsFile(bytes)) return readExcel(bytes, sheetName)
  const [{ notes, walk }, rows] = [openOds(bytes, sheetName, MAX_CELLS), [] as Row[]]
  walk((row) => { rows.push(row) })
  return { rows, blankLines: [], notes }
}

/** The same sheet, row by row: an ODS is never held whole, an Excel workbook is. */
export function walkWorkbook(bytes: Uint8Array, sheetName?: string): WalkedFile {
  return isOdsFile(bytes) ? openOds(bytes, sheetName) : walked(readExcel(bytes, sheetName))
}

/** Every sheet of a workbook as rows of text, in its order. Bounded and refused as `readWorkbookTable` does. */
export function readWorkbookSheets(bytes: Uint8Array): { name: string; rows: FileTable['rows'] }[] {
  if (isOdsFile(bytes)) return readOdsSheets(bytes, MAX_CELLS)
  const workbook = openExcel(bytes)
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true
  return workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name]
    return sheet ? [{ name, rows: rowsOf(sheet, is1904) }] : []
  })
}

function isOdsFile(bytes: Uint8Array): boolean {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new UsageError(`Le classeur est trop gros (${Math.round(bytes.length / 1_000_000)} Mo).`, `Exportez un service à la fois, ou en CSV : ${MAX_FILE_BYTES / 1024 / 1024} Mio au plus pour un classeur.`)
  }
  // The library would read a picture as a table of one column: only the two containers of a workbook are let in.
  if (!isWorkbook(bytes)) {
    throw new UsageError('Ce fichier n’est pas un classeur Excel ou ODS.', 'Enregistrez-le en .xlsx ou en .ods ; pour un .csv, le connecteur est inventory-csv.')
  }
  return isArchive(bytes) && isOds(bytes)
}

function readExcel(bytes: Uint8Array, sheetName: string | undefined): FileTable {
  const workbook = openExcel(bytes, sheetName)
  const { sheet, notes } = chooseSheet(workbook, sheetName)
  const merged = fillMergedCells(sheet)
  const all = rowsOf(sheet, workbook.Workbook?.WBProps?.date1904 === true)
  const lastWritten = all.findLastIndex(({ cells }) => cells.length > 0)
  const lines = all.slice(0, lastWritten + 1)
  return {
    rows: lines.filter(({ cells }) => cells.length > 0),
    blankLines: lines.filter(({ cells }) => cells.length === 0).map(({ line }) => line),
    notes: [...notes, ...merged, ...hiddenRows(sheet, lines.length)],
  }
}

/** Stream that holds an .xlsx once it has a password ([MS-OFFCRYPTO] 2.3.4); names of a compound file are in UTF-16. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/** `only`: the one sheet to read; the others are named and nothing more. */
function openExcel(bytes: Uint8Array, only?: string): WorkBook {
  if (!isArchive(bytes) && Buffer.from(bytes).includes(ENCRYPTED_PACKAGE)) throw protectedByPassword()
  const workbook = parseExcel(bytes, only)
  refuseTooManySheets(workbook.SheetNames.length)
  return workbook
}

function parseExcel(bytes: Uint8Array, only: string | undefined): WorkBook {
  try {
    return read(isArchive(bytes) ? safeArchive(bytes) : bytes, { type: 'array', dense: true, cellNF: true, cellStyles: true, cellHTML: false, ...(only !== undefined && { sheets: only }) })
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw /password|encrypt/i.test(String(error)) ? protectedByPassword() : illegible()
  }
}

/** Whether bytes are a container of a workbook: a ZIP archive (.xlsx, .ods) or a compound file (.xls). */
export function isWorkbook(bytes: Uint8Array): boolean {
  return isArchive(bytes) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])
}

const isArchive = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

function chooseSheet(workbook: WorkBook, name: string | undefined): { sheet: WorkSheet; notes: Notes } {
  if (name !== undefined) {
    const sheet = workbook.Sheets[name]
    if (sheet && workbook.SheetNames.includes(name)) return { sheet, notes: [] }
    throw noSuchSheet(name, workbook.SheetNames.length)
  }
  const written = workbook.SheetNames.flatMap((sheetName, i) => {
    const sheet = workbook.Sheets[sheetName]
    const hidden = (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0
    return sheet && !hidden && writtenRows(sheet).some(([, row]) => row.some(({ t }) => t !== 'z')) ? [sheet] : []
  })
  const [sheet, ...others] = written
  if (!sheet) throw nothingWritten()
  return { sheet, notes: otherSheetsNote(others.length) }
}

/** Rows as stored, by index from 0: a sheet whose last row is number 4 billion has few entries, and is never walked whole. */
function writtenRows(sheet: WorkSheet): [number, CellObject[]][] {
  return Object.entries(sheet['!data'] ?? []).map(([index, row]) => [Number(index), row])
}

function rowsOf(sheet: WorkSheet, is1904: boolean): { line: number; cells: string[] }[] {
  let cellCount = 0
  return writtenRows(sheet).map(([index, row]) => {
    cellCount += row.length
    if (cellCount > MAX_CELLS) throw tooManyCells()
    const cells = Array.from(row, (cell: CellObject | undefined) => (cell === undefined ? '' : textOf(cell, is1904)))
    return { line: index + 1, cells: cells.slice(0, cells.findLastIndex((text) => text !== '') + 1) }
  })
}

/** Integers past this have lost digits: a spreadsheet keeps fifteen. */
const EXACT_BELOW = 1e15

function textOf(cell: CellObject, is1904: boolean): string {
  if (cell.t === 'e') return cell.w ?? '#N/A'
  // A formula never calculated reads as 0, and so does a lookup that found a blank cell: neither says anything.
  if (cell.f !== undefined && cell.v === 0) return '#N/A'
  if (cell.t === 'b') return cell.v === true ? 'oui' : 'non'
  if (typeof cell.v === 'number') return textOfNumber(cell.v, String(cell.z ?? ''), cell.w, is1904)
  return cell.v === undefined || cell.v === null ? '' : String(cell.v).trim()
}

function textOfNumber(value: number, format: string, shown: string | undefined, is1904: boolean): string {
  if (isDateFormat(format)) return dayOfSerial(value, is1904) ?? String(value)
  // A format of zeros gives back the leading ones of a code (SIRET 01234…).
  if (/^0{2,}$/.test(format) && shown !== undefined) return shown
  return Math.abs(value) >= EXACT_BELOW ? value.toExponential() : String(value)
}

const isDateFormat: (format: string) => boolean = SSF.is_date
const parseDateCode: (serial: number, options: { date1904: boolean }) => { y: number; m: number; d: number } | null = SSF.parse_date_code

/** ISO day of a spreadsheet's day number; null outside its calendar. */
function dayOfSerial(serial: number, date1904: boolean): string | null {
  const date = parseDateCode(serial, { date1904 })
  return date && [String(date.y).padStart(4, '0'), String(date.m).padStart(2, '0'), String(date.d).padStart(2, '0')].join('-')
}

/**
 * A cell merged over several rows says the same of each: its text or date is written in all of them. A number is not, since
 * it may be the sum of them all.
 */
function fillMergedCells(sheet: WorkSheet): Notes {
  const data: (CellObject[] | undefined)[] = sheet['!data'] ?? []
  let filled = 0
  const spread = mergedSpans()
  const merges = (sheet['!merges'] ?? []).filter(({ s, e }) => s.c === e.c && e.r > s.r)
  for (const { s, e } of merges) {
    const cell = data[s.r]?.[s.c]
    if (!cell || !(cell.t === 's' || isDateFormat(String(cell.z ?? '')))) continue
    for (let r = s.r + 1; r <= Math.min(e.r, data.length - 1); r += 1) {
      filled += 1
      if (filled > MAX_CELLS) throw tooManyCells()
      const row = data[r]
      if (row) row[s.c] = cell
    }
    spread.add(s.r + 1, e.r + 1)
  }
  return spread.note()
}

function hiddenRows(sheet: WorkSheet, lineCount: number): Notes {
  return hiddenNote(Object.entries(sheet['!rows'] ?? []).flatMap(([index, row]) => (row?.hidden && Number(index) < lineCount ? [Number(index) + 1] : [])))
}
