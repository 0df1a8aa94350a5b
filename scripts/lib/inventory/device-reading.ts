import type { ConnectorDefinition, LocalWord, Parsed } from '#lib/define'
import { counted } from '#lib/gate/value-words'
import { canonical } from '#lib/record/canonical'
import { dayOf } from '#lib/time/period'
import { MatchGrade } from '#model/local-inventory'
import type { ImportReport } from '#model/source'
import type { Row } from '../tables/csv-french.ts'
import { addLine, linesApart, spokenLines } from '../tables/lines-apart.ts'
import { fleetCount } from './fleet-observations.ts'
import type { DeviceSettings } from './device-settings.ts'
import { spokenDoubts } from './inventory-doubts.ts'
import { readInventoryLine, type Device, type Doubt, type LineContext, type Puzzle } from './inventory-line.ts'
import { localWords, requireKnownIds } from './local-words.ts'
import { purchaseDates, purchaseNotes, readPurchases } from './purchase-register.ts'

/** Lines that each may be a device, and where each field stands in them. */
export type DeviceRows = Pick<LineContext, 'columns' | 'header' | 'byHand'> & Pick<ImportReport, 'read' | 'notes'> & { rows: readonly Row[] }

/** Devices counted line by line: what a line said is forgotten, but for its serial, which finds the next one. */
export type DeviceReading = { see(row: Row): void; end(said: Pick<ImportReport, 'read' | 'notes'>): Parsed }

/** Reads lines as devices and counts them. What leaves holds no user, serial, machine name or address; `words` is for the terminal only. */
export function readDevices({ rows, read, notes, ...place }: DeviceRows, settings: DeviceSettings, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const reading = deviceReading(place, settings, context)
  for (const row of rows) reading.see(row)
  return reading.end({ read, notes })
}

export function deviceReading(place: Pick<LineContext, 'columns' | 'header' | 'byHand'>, settings: DeviceSettings & { asOf?: string | undefined }, context: Parameters<ConnectorDefinition['parse']>[2]): DeviceReading {
  const { source, territory, at, factors, local } = context
  requireKnownIds(settings, territory.organisations.map(({ id }) => id), [...factors.devices.keys()])
  const asOf = settings.asOf ?? dayOf(at)
  const registers = (local?.purchases ?? []).map(readPurchases)
  const line: LineContext = { ...place, words: localWords(settings, local), organisation: source.organisation, territory, factors, asOf, financeDate: purchaseDates(registers) }
  const [rejected, duplicates]: [ImportReport['rejected'], ImportReport['duplicates']] = [[], []]
  const [doubts, puzzles, firstOf] = [new Map<Doubt, number[]>(), new Map<string, LocalWord>(), new Map<string, number>()]
  const [count, known, graded] = [fleetCount({ source: source.id, at, asOf }), { lines: 0, devices: 0, type: 0, model: 0, age: 0 }, new Map<MatchGrade | null, number>()]
  const apart = linesApart()
  let outside = 0
  return {
    see(row) {
      const read = readInventoryLine(row, line)
      if ('apart' in read) { if (read.apart === 'outside') outside += 1; else apart.add(read.apart, row.line); return }
      if ('rejection' in read) { rejected.push({ line: row.line, ...read.rejection }); return }
      const { device } = read
      const sameAs = device.serial === null ? undefined : firstOf.get(device.serial)
      if (sameAs !== undefined) { duplicates.push({ line: row.line, sameAs }); return }
      if (device.serial !== null) firstOf.set(device.serial, row.line)
      count.add(device)
      note(known, graded, device)
      for (const doubt of read.doubts) addLine(doubts, doubt, row.line)
      for (const puzzle of read.puzzles) addDevices(puzzles, puzzle, device.quantity)
    },
    end({ read, notes }) {
      const all = [...notes, ...apart.notes(), ...spokenDoubts(doubts), ...sharedSerialNote(duplicates), ...purchaseNotes(registers, firstOf), ...outsideNote(outside), ...gradeNote(graded)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
      const report: ImportReport = { schema: 'trefle/import@1', source: source.id, at, read, kept: known.lines, rejected, duplicates, notes: all, known: knownShares(known) }
      return { observations: count.observations(), report, words: [...puzzles.values()].sort((a, b) => b.devices - a.devices) }
    },
  }
}

type Known = { lines: number; devices: number; type: number; model: number; age: number }

function note(known: Known, graded: Map<MatchGrade | null, number>, { type, modelKnown, purchaseYear, grade, quantity }: Device): void {
  known.lines += 1
  known.devices += quantity
  known.type += type === 'unknown' ? 0 : quantity
  known.model += modelKnown ? quantity : 0
  known.age += purchaseYear === null ? 0 : quantity
  graded.set(grade, (graded.get(grade) ?? 0) + quantity)
}

function addDevices(puzzles: Map<string, LocalWord>, puzzle: Puzzle, quantity: number): void {
  const key = canonical(puzzle)
  const same = puzzles.get(key)
  if (same) same.devices += quantity
  else puzzles.set(key, { ...puzzle, devices: quantity })
}

/** So many lines of one serial are a filler that Trèfle does not know, rather than one device written again and again. */
const SHARED_BY = 4

function sharedSerialNote(duplicates: ImportReport['duplicates']): ImportReport['notes'] {
  const shared = [...Map.groupBy(duplicates, ({ sameAs }) => sameAs)].filter(([, same]) => same.length + 1 >= SHARED_BY).map(([first]) => first)
  return shared.length === 0 ? [] : [{ line: shared[0] ?? null, message: `Un numéro de série porté par ${SHARED_BY} lignes ou plus, dont la première seule est comptée (${spokenLines(shared)}) ; s’il est mis là faute de numéro, videz ces cellules.` }]
}

function outsideNote(outside: number): ImportReport['notes'] {
  return outside === 0 ? [] : [{ line: null, message: `${counted(outside, 'ligne', 'lignes')} hors du périmètre d’après inventory.yml ou sources.yml, ${outside > 1 ? 'mises' : 'mise'} à part.` }]
}

const gradeWords: Readonly<Record<MatchGrade, string>> = { A: 'modèle exact', B: 'type', C: 'gamme du modèle' }

/** How the devices got their reference type, the least sure being said as such. */
function gradeNote(graded: ReadonlyMap<MatchGrade | null, number>): ImportReport['notes'] {
  const count = (grade: MatchGrade | null): number => graded.get(grade) ?? 0
  if (count('A') + count('C') === 0) return []
  const shares = MatchGrade.options.map((grade) => `${count(grade)} par ${gradeWords[grade]} (${grade})`)
  return [{ line: null, message: `Type de référence des appareils : ${shares.join(', ')}, ${count(null)} sans type.` }]
}

/** Shares 0..1 of the devices of the kept lines; none when there is none. */
function knownShares({ lines: _lines, devices, ...known }: Known): Record<string, number> {
  return devices === 0 ? {} : Object.fromEntries(Object.entries(known).map(([name, count]) => [name, count / devices]))
}
