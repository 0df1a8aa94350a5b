import { strFromU8, Unzip, UnzipInflate, unzipSync } from 'fflate'
import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import type { FileTable, WalkedFile } from './file-table.ts'
import { contentReader, type SheetListener } from './ods-content.ts'
import { illegible, protectedByPassword, tooBigUnpacked, tooManyCells } from './office-archive.ts'
import { hiddenNote, mergedSpans, noSuchSheet, nothingWritten, otherSheetsNote, refuseTooManySheets } from './sheet-choice.ts'

const CONTENT = 'content.xml'
const MANIFEST = 'META-INF/manifest.xml'
const MAX_MANIFEST_BYTES = 1024 * 1024
/** A hundred bytes a cell: ten million of them. Past this it is a mistake, or a bomb of 1 to 1,000. */
const MAX_CONTENT_BYTES = 1024 * 1024 * 1024
/** Bytes of the archive given at a time, so that no more than a thousand times as many are unpacked at once. */
const SLICE_BYTES = 16 * 1024
/** Cells of one file, repeated ones included, when rows are forgotten as they pass. */
const MAX_WALKED_CELLS = 20_000_000

/** Whether a ZIP archive is an ODS. Throws a UsageError for one that has a password or is corrupt. */
export function isOds(bytes: Uint8Array): boolean {
  let hasContent = false
  const isManifest = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    hasContent ||= name === CONTENT
    return name === MANIFEST && originalSize <= MAX_MANIFEST_BYTES
  }
  const manifest = unzipped(() => unzipSync(bytes, { filter: isManifest }))[MANIFEST]
  if (manifest && strFromU8(manifest).includes('encryption-data')) throw protectedByPassword()
  return hasContent
}

function unzipped<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof UsageError ? error : illegible()
  }
}

/** One sheet of an ODS: the one named, or the first visible one that has something written. The walk throws a UsageError for a file that is corrupt, too big or without the sheet. */
export function openOds(bytes: Uint8Array, sheetName?: string, mostCells = MAX_WALKED_CELLS): WalkedFile {
  const notes: ImportReport['notes'] = []
  return {
    notes,
    walk(see) {
      const names: string[] = []
      const [hidden, spread] = [[] as number[], mergedSpans()]
      const sheet = { mayBeRead: false, isRead: false, isOther: false }
      let [found, others] = [false, 0]
      readOds(bytes, mostCells, {
        sheet(name, isVisible) {
          names.push(name)
          refuseTooManySheets(names.length)
          Object.assign(sheet, { mayBeRead: sheetName === undefined ? isVisible : name === sheetName, isRead: false, isOther: false })
        },
        row(row, isHidden) {
          if (!sheet.mayBeRead) return
          if (!found) found = sheet.isRead = true
          if (sheet.isRead) { see(row); if (isHidden) hidden.push(row.line) }
          else if (!sheet.isOther) { sheet.isOther = true; others += 1 }
        },
        merged: (first, last) => { if (sheet.isRead) spread.add(first, last) },
      })
      if (sheetName !== undefined && !names.includes(sheetName)) throw noSuchSheet(sheetName, names.length)
      if (sheetName === undefined && !found) throw nothingWritten()
      notes.push(...otherSheetsNote(others), ...spread.note(), ...hiddenNote(hidden))
    },
  }
}

/** Every sheet of an ODS, in its order. */
export function readOdsSheets(bytes: Uint8Array, mostCells: number): { name: string; rows: FileTable['rows'] }[] {
  const sheets: { name: string; rows: FileTable['rows'][number][] }[] = []
  readOds(bytes, mostCells, { sheet: (name) => { sheets.push({ name, rows: [] }); refuseTooManySheets(sheets.length) }, row: (row) => { sheets.at(-1)?.rows.push(row) }, merged: () => undefined })
  return sheets
}

/** Tells the sheets and the rows of an ODS as they are unpacked. Throws as `openOds` says. */
function readOds(bytes: Uint8Array, mostCells: number, on: SheetListener): void {
  let left = mostCells
  const content = contentReader(on, (cells) => { if ((left -= cells) < 0) throw tooManyCells(mostCells) })
  unzipped(() => {
    inflateContent(bytes, content.write)
    content.close()
  })
}

function inflateContent(bytes: Uint8Array, write: (chunk: string) => void): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const seen = { begun: false, ended: false, bytes: 0 }
  const unzip = new Unzip((file) => {
    if (file.name !== CONTENT || seen.begun) return
    seen.begun = true
    file.ondata = (error, data, isFinal) => {
      if (error) throw error
      seen.bytes += data.length
      if (seen.bytes > MAX_CONTENT_BYTES) throw tooBigUnpacked()
      seen.ended = isFinal
      write(decoder.decode(data, { stream: !isFinal }))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length && !seen.ended; at += SLICE_BYTES) unzip.push(bytes.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length)
}
