import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import { dayOf } from '#lib/time/period'
import { Day, Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { findColumns, fold, type Row } from './csv-french.ts'
import { UsageError } from '../command/errors.ts'
import { fleetObservations } from './fleet-observations.ts'
import { spokenDoubts } from './inventory-doubts.ts'
import { readInventoryLine, type Device, type Doubt, type LineContext } from './inventory-line.ts'
import { inventoryColumns, typeOfWords, type InventoryField } from './inventory-words.ts'

const fields = Object.keys(inventoryColumns) as [InventoryField, ...InventoryField[]]

/** What every connector that reads a table of devices asks of sources.yml. */
export const InventorySettings = z.strictObject({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Day of the inventory; the day of the pull without it. */
  asOf: Day.optional(),
  /** Field → header as written in the file, when it is not one that Trèfle knows. */
  columns: z.partialRecord(z.enum(fields), z.string()).default({}),
  /** Local type → id of datasets/factors/devices*.json. */
  types: z.record(z.string(), Slug).default({}),
  states: z.record(z.string(), z.enum(['in-use', 'in-stock', 'retired'])).default({}),
  /** Local service name or SIRET → organisation id of territory.yml. */
  organisations: z.record(z.string(), Slug).default({}),
})
export type InventorySettings = z.infer<typeof InventorySettings>

/** A file as rows of text, whatever its format. Only a delimited file has a `separator`. `notes`: what its reading has to say. */
export type InventoryTable = { encoding?: string; separator?: string; rows: readonly Row[]; blankLines: readonly number[]; notes: ImportReport['notes'] }

type Reading = Pick<ImportReport, 'rejected' | 'duplicates' | 'notes'> & { devices: Device[]; doubts: Map<Doubt, number[]> }

/**
 * The one reading of an inventory, whatever the file it came in. Only counts leave it: no user, no serial, no machine
 * name, no address. Throws a UsageError for a table without headers and for a setting that names what does not exist.
 */
export function readInventory(table: InventoryTable, settings: InventorySettings, { source, territory, at, factors }: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const header = findHeader(table, settings)
  requireKnownIds(settings, territory.organisations.map(({ id }) => id), [...factors.devices.keys()])
  const asOf = settings.asOf ?? dayOf(at)
  const reading = readRows(table.rows.slice(header.index + 1), header, {
    // A cell right of the headers is a remark in a workbook, a shifted line in a delimited file.
    columns: header.columns, width: table.separator === undefined ? Infinity : header.cells.length,
    words: localWords(settings), organisation: source.organisation, territory, factors, asOf,
  })
  const { devices, rejected, duplicates } = reading
  const notes = [...headerNotes(table, header), ...reading.notes, ...spokenDoubts(reading.doubts)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const { encoding, separator } = table
  const report: ImportReport = {
    schema: 'trefle/import@1', source: source.id, at,
    read: { from: settings.file, ...(encoding && { encoding }), ...(separator && { separator }), lines: table.rows.length + table.blankLines.length },
    kept: devices.length, rejected, duplicates, notes, known: knownShares(devices),
  }
  return { observations: fleetObservations(devices, { source: source.id, at, asOf }), report }
}

type Header = { index: number; cells: string[]; columns: Partial<Record<InventoryField, number>>; repeated: InventoryField[] }

/** Lines above the header are titles; a header names the type and one more column. */
const HEADER_WITHIN = 10

function findHeader(table: InventoryTable, settings: InventorySettings): Header {
  const own = Object.fromEntries(Object.entries(settings.columns).map(([field, name]) => [field, [name]]))
  const names: Record<InventoryField, readonly string[]> = { ...inventoryColumns, ...own }
  for (const [index, { cells }] of table.rows.slice(0, HEADER_WITHIN).entries()) {
    const { columns, repeated } = findColumns(cells, names)
    if (columns.type === undefined || Object.keys(columns).length < 2) continue
    const absent = fields.find((field) => settings.columns[field] !== undefined && columns[field] === undefined)
    if (absent === undefined) return { index, cells, columns, repeated }
    throw new UsageError(`sources.yml, columns : ${settings.file} n’a pas de colonne « ${settings.columns[absent]} ».`, `Recopiez l’en-tête du fichier, ou retirez « ${absent} ».`)
  }
  throw new UsageError(`${settings.file} : aucune ligne d’en-têtes reconnue dans les ${HEADER_WITHIN} premières lignes.`, 'Il faut au moins une colonne « Type » et une autre (modèle, état, date d’achat…) ; donnez leurs noms dans « columns » de sources.yml.')
}

function headerNotes(table: InventoryTable, header: Header): ImportReport['notes'] {
  const titles = table.rows.slice(0, header.index).map(({ line }) => ({ line, message: 'Ligne de titre, mise à part.' }))
  const repeated = header.repeated.map((field) => ({ line: table.rows[header.index]?.line ?? null, message: `Plusieurs colonnes peuvent donner « ${inventoryColumns[field][0]} » : la première est lue.` }))
  const blank = table.blankLines.map((line) => ({ line, message: 'Ligne vide, mise à part.' }))
  return [...table.notes, ...titles, ...repeated, ...blank]
}

function localWords(settings: InventorySettings): LineContext['words'] {
  const folded = <T>(words: Readonly<Record<string, T>>): Map<string, T> => new Map(Object.entries(words).map(([word, value]) => [fold(word), value]))
  return { types: folded(settings.types), states: folded(settings.states), organisations: folded(settings.organisations) }
}

function requireKnownIds(settings: InventorySettings, organisations: readonly string[], types: readonly string[]): void {
  const check = (key: string, given: Readonly<Record<string, string>>, known: readonly string[]): void => {
    const stranger = Object.values(given).find((id) => !known.includes(id))
    if (stranger !== undefined) throw new UsageError(`sources.yml, ${key} : « ${stranger} » n’existe pas.`, `Choisissez parmi : ${[...known].sort().join(', ')}.`)
  }
  check('organisations', settings.organisations, organisations)
  check('types', settings.types, types)
}

function readRows(rows: readonly Row[], header: Header, context: LineContext): Reading {
  const reading: Reading = { devices: [], rejected: [], duplicates: [], notes: [], doubts: new Map() }
  const firstOf = new Map<string, number>()
  for (const row of rows) {
    const setApart = reasonToSetApart(row, header)
    if (setApart !== null) { reading.notes.push({ line: row.line, message: setApart }); continue }
    const read = readInventoryLine(row, context)
    if ('rejection' in read) { reading.rejected.push({ line: row.line, ...read.rejection }); continue }
    const { serial } = read.device
    const sameAs = serial === null ? undefined : firstOf.get(serial)
    if (sameAs !== undefined) { reading.duplicates.push({ line: row.line, sameAs }); continue }
    if (serial !== null) firstOf.set(serial, row.line)
    reading.devices.push(read.device)
    for (const doubt of read.doubts) addLine(reading.doubts, doubt, row.line)
  }
  return reading
}

function addLine(doubts: Map<Doubt, number[]>, doubt: Doubt, line: number): void {
  const lines = doubts.get(doubt)
  if (lines) lines.push(line)
  else doubts.set(doubt, [line])
}

/** A totals line, or the header again where several exports were pasted together: not a device, said in the notes. */
function reasonToSetApart({ cells }: Row, header: Header): string | null {
  if (cells.join('|') === header.cells.join('|')) return 'En-têtes répétés, mis à part.'
  const first = fold(cells.find((cell) => cell !== '') ?? '')
  const type = cells[header.columns.type ?? -1] ?? ''
  return /^(sous )?tota(l|ux)\b/.test(first) && typeOfWords(type) === null ? 'Ligne de total, mise à part.' : null
}

/** Shares 0..1 of the kept lines; none when there is no line to share. */
function knownShares(devices: readonly Device[]): Record<string, number> {
  if (devices.length === 0) return {}
  const share = (known: (device: Device) => boolean): number => devices.filter(known).length / devices.length
  return {
    type: share(({ type }) => type !== 'unknown'),
    model: share(({ modelKnown }) => modelKnown),
    age: share(({ purchaseYear }) => purchaseYear !== null),
  }
}
