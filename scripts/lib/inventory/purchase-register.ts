import type { ImportReport } from '#model/source'
import type { LocalInventory } from '#lib/define'
import { UsageError } from '../command/errors.ts'
import { findColumns, frenchDay, isScientific, readTable, type Row } from '../tables/csv-french.ts'
import { inventoryColumns, serialKey } from './inventory-words.ts'
import { isWorkbook, readWorkbookTable } from '../tables/workbook.ts'

/** Purchase dates of a finance file, by serial key. `unusable`: lines without a serial or a readable date. */
export type PurchaseRegister = { file: string; lines: number; unusable: number; dates: ReadonlyMap<string, string> }

const HEADER_WITHIN = 10

/** A finance file (CSV or workbook): of its columns, only the serial and the date are read. Throws a UsageError without them. */
export function readPurchases({ file, serial, purchase, bytes }: LocalInventory['purchases'][number]): PurchaseRegister {
  const { rows } = isWorkbook(bytes) ? readWorkbookTable(bytes) : readTable(bytes)
  const names = { serial: serial === undefined ? inventoryColumns.serial : [serial], purchase: purchase === undefined ? inventoryColumns.purchase : [purchase] }
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const { columns } = findColumns(cells, names)
    if (columns.serial !== undefined && columns.purchase !== undefined) return { file, ...datesOf(rows.slice(index + 1), columns.serial, columns.purchase) }
  }
  throw new UsageError(`${file} : aucune ligne d’en-têtes avec un numéro de série et une date d’achat.`, 'Donnez leurs noms dans « serial » et « purchase » de inventory.yml.')
}

function datesOf(rows: readonly Row[], serialColumn: number, dateColumn: number): Omit<PurchaseRegister, 'file'> {
  const dates = new Map<string, string>()
  let unusable = 0
  for (const { cells } of rows) {
    const [serial = '', date = ''] = [cells[serialColumn], cells[dateColumn]]
    const key = isScientific(serial) ? null : serialKey(serial)
    if (key === null || (frenchDay(date) === null && !/^\d{4}$/.test(date))) unusable += 1
    // A second line of one serial is a repair or an option, paid later.
    else if (!dates.has(key) || (frenchDay(date) ?? date) < (frenchDay(dates.get(key) ?? '') ?? '')) dates.set(key, date)
  }
  return { lines: rows.length, unusable, dates }
}

/** The first register that knows a serial gives its date. */
export function purchaseDates(registers: readonly PurchaseRegister[]): (serial: string) => string | null {
  return (serial) => registers.find(({ dates }) => dates.has(serial))?.dates.get(serial) ?? null
}

/** How many serials of each finance file the inventory has. */
export function purchaseNotes(registers: readonly PurchaseRegister[], serials: ReadonlySet<string>): ImportReport['notes'] {
  return registers.map(({ file, lines, unusable, dates }) => {
    const matched = [...dates.keys()].filter((serial) => serials.has(serial)).length
    return { line: null, message: `Fichier financier ${file} : ${lines} lignes, dont ${unusable} sans numéro de série ou sans date lisible ; ${matched} des ${dates.size} numéros de série sont dans l’inventaire.` }
  })
}
