import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import { Day } from '#model/quantity'
import { deviceReading, type DeviceReading } from './device-reading.ts'
import { DeviceSettings } from './device-settings.ts'
import { fold } from '../tables/csv-french.ts'
import { encodingNotes } from '../tables/encoding.ts'
import { linesApart, type Apart } from '../tables/lines-apart.ts'
import { HEADER_WITHIN, type WalkedFile } from '../tables/file-table.ts'
import { absentNotes, headerOf, headerOverTwoLines, missingColumn, repeatedNotes, withoutHeader, type Header } from './inventory-header.ts'
import { inventoryColumns, typeOfWords, type InventoryField } from './inventory-words.ts'

const fields = Object.keys(inventoryColumns) as [InventoryField, ...InventoryField[]]

/** What every connector that reads a table of devices asks of sources.yml. */
export const InventorySettings = DeviceSettings.extend({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Day of the inventory; the day of the pull without it. */
  asOf: Day.optional(),
  /** Field → header as written in the file, when it is not one that Trèfle knows. */
  columns: z.partialRecord(z.enum(fields), z.string()).default({}),
})
export type InventorySettings = z.infer<typeof InventorySettings>

/**
 * The one reading of an inventory, whatever the file it came in, row by row. Only counts leave it: no user, no serial, no machine
 * name, no address. Throws a UsageError for a table without headers and for a setting that names what does not exist.
 */
export function readInventory({ encoding, separator, notes, walk }: WalkedFile, settings: InventorySettings, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const apart = linesApart()
  const state: { lines: number; above: number; missing: InventoryField | null; reading: Reading | null } = { lines: 0, above: 0, missing: null, reading: null }
  // A cell right of the headers is a remark in a workbook, a shifted line in a delimited file.
  const under = (header: Header): Reading =>
    ({ header, isNext: true, devices: deviceReading({ columns: header.columns, byHand: true, ...(separator !== undefined && { header }) }, settings, context) })
  walk((row) => {
    state.lines += 1
    if (row.cells.length === 0) { apart.add('blank', row.line); return }
    if (state.reading === null) {
      const mayBeHeader = state.above < HEADER_WITHIN
      const header = mayBeHeader ? headerOf(row, settings) : null
      state.above += 1
      if (header !== null) { state.reading = under(header); return }
      if (mayBeHeader) state.missing ??= missingColumn(row, settings)
      apart.add('title', row.line)
      return
    }
    const { header, isNext, devices } = state.reading
    const both = isNext ? headerOverTwoLines(header, row, settings) : null
    state.reading.isNext = false
    if (both !== null) { state.reading = { ...under(both), isNext: false }; apart.add('header', row.line); return }
    const reason = reasonToSetApart(row.cells, header)
    if (reason === null) devices.see(row)
    else apart.add(reason, row.line)
  })
  if (state.reading === null) throw withoutHeader(settings, state.missing)
  const { header, devices } = state.reading
  return devices.end({ notes: [...encodingNotes(encoding), ...notes, ...repeatedNotes(header), ...absentNotes(header), ...apart.notes()], read: { from: settings.file, ...(encoding && { encoding }), ...(separator && { separator }), lines: state.lines } })
}

/** `isNext`: no line has been read under the header yet. */
type Reading = { header: Header; devices: DeviceReading; isNext: boolean }

/** What begins a totals line; a spreadsheet writes "Somme" or "Nombre" where it was asked for subtotals. */
const TOTAL = /^(sous )?(tota(l|ux)|somme|nombre|nb)\b/
/** Such a word and nothing more: it needs no sign that the line is of no device. */
const BARE_TOTAL = /^(sous )?(tota(l|ux)|somme|nombre|nb)( generale?| generaux)?$/

/** A totals line, or the header again: several exports pasted together, or cells merged over its two lines. */
function reasonToSetApart(cells: readonly string[], { cells: header, columns }: Header): Apart | null {
  const type = fold(cells[columns.type ?? -1] ?? '')
  if (type !== '' && type === fold(header[columns.type ?? -1] ?? '')) return 'header'
  const first = fold(cells.find((cell) => cell !== '') ?? '')
  // « Somme Numérique » may be a service: a total has no type in words of its own.
  const hasOwnType = type !== '' && type !== first && !/^\d/.test(type)
  return TOTAL.test(first) && typeOfWords(type) === null && (BARE_TOTAL.test(first) || !hasOwnType) ? 'total' : null
}
