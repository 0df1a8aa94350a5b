import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import { Day } from '#model/quantity'
import { readDevices } from './device-reading.ts'
import { DeviceSettings } from './device-settings.ts'
import { fold } from '../tables/csv-french.ts'
import { findHeader, headerNotes, type Header, type InventoryTable } from './inventory-header.ts'
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
 * The one reading of an inventory, whatever the file it came in. Only counts leave it: no user, no serial, no machine
 * name, no address. Throws a UsageError for a table without headers and for a setting that names what does not exist.
 */
export function readInventory(table: InventoryTable, settings: InventorySettings, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const header = findHeader(table, settings)
  const { encoding, separator } = table
  const rows = table.rows.slice(header.index + 1).map((row) => ({ row, apart: reasonToSetApart(row.cells, header) }))
  return readDevices({
    rows: rows.flatMap(({ row, apart }) => (apart === null ? [row] : [])),
    notes: [...headerNotes(table, header), ...rows.flatMap(({ row, apart }) => (apart === null ? [] : [{ line: row.line, message: apart }]))],
    columns: header.columns,
    // A cell right of the headers is a remark in a workbook, a shifted line in a delimited file.
    width: table.separator === undefined ? Infinity : header.cells.length,
    read: { from: settings.file, ...(encoding && { encoding }), ...(separator && { separator }), lines: table.rows.length + table.blankLines.length },
  }, settings, context)
}

/** A totals line, or the header again where several exports were pasted together: not a device, said in the notes. */
function reasonToSetApart(cells: readonly string[], header: Header): string | null {
  if (cells.join('|') === header.cells.join('|')) return 'En-têtes répétés, mis à part.'
  const first = fold(cells.find((cell) => cell !== '') ?? '')
  const type = cells[header.columns.type ?? -1] ?? ''
  return /^(sous )?tota(l|ux)\b/.test(first) && typeOfWords(type) === null ? 'Ligne de total, mise à part.' : null
}
