import type { ConnectorDefinition, LocalWord, Parsed } from '#lib/define'
import { canonical } from '#lib/record/canonical'
import { dayOf } from '#lib/time/period'
import { MatchGrade } from '#model/local-inventory'
import type { ImportReport } from '#model/source'
import type { Row } from '../tables/csv-french.ts'
import { fleetObservations } from './fleet-observations.ts'
import type { DeviceSettings } from './device-settings.ts'
import { spokenDoubts } from './inventory-doubts.ts'
import { readInventoryLine, type Device, type Doubt, type LineContext, type Puzzle } from './inventory-line.ts'
import { localWords, requireKnownIds } from './local-words.ts'
import { purchaseDates, purchaseNotes, readPurchases } from './purchase-register.ts'

/** Lines that each may be a device, and where each field stands in them. */
export type DeviceRows = Pick<LineContext, 'columns' | 'width'> & Pick<ImportReport, 'read' | 'notes'> & { rows: readonly Row[] }

type Reading = Pick<ImportReport, 'rejected' | 'duplicates'> & { devices: Device[]; doubts: Map<Doubt, number[]>; puzzles: Map<string, LocalWord>; outside: number }

/** Reads lines as devices and counts them. What leaves holds no user, serial, machine name or address; `words` is for the terminal only. */
export function readDevices(table: DeviceRows, settings: DeviceSettings & { asOf?: string | undefined }, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const { source, territory, at, factors, local } = context
  requireKnownIds(settings, territory.organisations.map(({ id }) => id), [...factors.devices.keys()])
  const asOf = settings.asOf ?? dayOf(at)
  const registers = (local?.purchases ?? []).map(readPurchases)
  const reading = readRows(table.rows, {
    columns: table.columns, width: table.width, words: localWords(settings, local), organisation: source.organisation,
    territory, factors, asOf, financeDate: purchaseDates(registers),
  })
  const { devices, rejected, duplicates, puzzles, outside } = reading
  const serials = new Set(devices.flatMap(({ serial }) => serial ?? []))
  const notes = [...table.notes, ...spokenDoubts(reading.doubts), ...purchaseNotes(registers, serials), ...outsideNote(outside), ...gradeNote(devices)]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const report: ImportReport = {
    schema: 'trefle/import@1', source: source.id, at, read: table.read,
    kept: devices.length, rejected, duplicates, notes, known: knownShares(devices),
  }
  const words = [...puzzles.values()].sort((a, b) => b.devices - a.devices)
  return { observations: fleetObservations(devices, { source: source.id, at, asOf }), report, words }
}

function readRows(rows: readonly Row[], context: LineContext): Reading {
  const reading: Reading = { devices: [], rejected: [], duplicates: [], doubts: new Map(), puzzles: new Map(), outside: 0 }
  const firstOf = new Map<string, number>()
  for (const row of rows) {
    const read = readInventoryLine(row, context)
    if ('outside' in read) { reading.outside += 1; continue }
    if ('rejection' in read) { reading.rejected.push({ line: row.line, ...read.rejection }); continue }
    const { serial, quantity } = read.device
    const sameAs = serial === null ? undefined : firstOf.get(serial)
    if (sameAs !== undefined) { reading.duplicates.push({ line: row.line, sameAs }); continue }
    if (serial !== null) firstOf.set(serial, row.line)
    reading.devices.push(read.device)
    for (const doubt of read.doubts) addLine(reading.doubts, doubt, row.line)
    for (const puzzle of read.puzzles) addDevices(reading.puzzles, puzzle, quantity)
  }
  return reading
}

function addLine(doubts: Map<Doubt, number[]>, doubt: Doubt, line: number): void {
  const lines = doubts.get(doubt)
  if (lines) lines.push(line)
  else doubts.set(doubt, [line])
}

function addDevices(puzzles: Map<string, LocalWord>, puzzle: Puzzle, quantity: number): void {
  const key = canonical(puzzle)
  const same = puzzles.get(key)
  if (same) same.devices += quantity
  else puzzles.set(key, { ...puzzle, devices: quantity })
}

function outsideNote(outside: number): ImportReport['notes'] {
  return outside === 0 ? [] : [{ line: null, message: `${outside} lignes hors du périmètre d’après inventory.yml ou sources.yml, mises à part.` }]
}

const gradeWords: Readonly<Record<MatchGrade, string>> = { A: 'modèle exact', B: 'type', C: 'gamme du modèle' }

/** How the devices got their reference type, the least sure being said as such. */
function gradeNote(devices: readonly Device[]): ImportReport['notes'] {
  const count = (grade: MatchGrade | null): number => devices.filter((device) => device.grade === grade).reduce((sum, { quantity }) => sum + quantity, 0)
  if (devices.every(({ grade }) => grade === 'B' || grade === null)) return []
  const shares = MatchGrade.options.map((grade) => `${count(grade)} par ${gradeWords[grade]} (${grade})`)
  return [{ line: null, message: `Type de référence des appareils : ${shares.join(', ')}, ${count(null)} sans type.` }]
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
