import type { ImportReport } from '#model/source'
import { counted } from '#lib/gate/value-words'
import type { LocalInventory } from '#lib/define'
import { frenchPeriod, text } from '../tables/column.ts'
import { isScientific } from '../tables/csv-french.ts'
import { readRecords } from '../tables/read-records.ts'
import { inventoryColumns, serialKey } from './inventory-words.ts'

/** Purchase dates of a finance file, by serial key. `unusable`: lines without a serial or a readable date. */
export type PurchaseRegister = { file: string; lines: number; unusable: number; dates: ReadonlyMap<string, string> }

const columns = {
  serial: { ...text.needed(inventoryColumns.serial), read: (cell: string) => (isScientific(cell) ? null : serialKey(cell)) },
  purchase: { ...text.needed(inventoryColumns.purchase), read: frenchPeriod },
}

/** A finance file (CSV or workbook): of its columns, only the serial and the date are read. Throws a UsageError without them. */
export function readPurchases({ file, serial, purchase, bytes }: LocalInventory['purchases'][number]): PurchaseRegister {
  const { lines, rejected } = readRecords(bytes, columns, {
    from: file, columns: { ...(serial === undefined ? {} : { serial }), ...(purchase === undefined ? {} : { purchase }) },
    mend: 'Donnez leurs noms dans « serial » et « purchase » de inventory.yml.',
  })
  const dates = new Map<string, string>()
  for (const { record } of lines) {
    const known = dates.get(record.serial)
    // A second line of one serial is a repair or an option, paid later.
    if (known === undefined || record.purchase < known) dates.set(record.serial, record.purchase)
  }
  return { file, lines: lines.length + rejected.length, unusable: rejected.length, dates }
}

/** The first register that knows a serial gives its date. */
export function purchaseDates(registers: readonly PurchaseRegister[]): (serial: string) => string | null {
  return (serial) => registers.find(({ dates }) => dates.has(serial))?.dates.get(serial) ?? null
}

/** How many serials of each finance file the inventory has. */
export function purchaseNotes(registers: readonly PurchaseRegister[], serials: { has(serial: string): boolean }): ImportReport['notes'] {
  return registers.map(({ file, lines, unusable, dates }) => {
    const matched = [...dates.keys()].filter((serial) => serials.has(serial)).length
    return { line: null, message: `Fichier financier ${file} : ${counted(lines, 'ligne', 'lignes')}, dont ${unusable} sans numéro de série ou sans date lisible ; ${matched} des ${dates.size} numéros de série sont dans l’inventaire.` }
  })
}
