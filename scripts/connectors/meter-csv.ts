import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { paceOfCounter, unitDoubt, type UnitDoubt } from '#lib/energy/meter-units'
import { incidentSentences, monthNotes, monthsOf, RoomSettings, roomObservations } from '#lib/energy/room-record'
import { doubtSentence } from '#lib/energy/unit-words'
import { commonStretches, counterSegments, type CounterSample, type Segment } from '#maths/energy'
import type { ImportReport } from '#model/source'
import { findColumns, frenchNumber, isScientific, readTable, type Row, type Table } from '#effects/tables/csv-french'
import { UsageError } from '#effects/command/errors'
import { timestampReader } from '#effects/tables/local-time'

const Settings = RoomSettings.extend({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Headers, as written in the file: time, cumulative kWh of the whole room, cumulative kWh of its IT load. */
  timeColumn: z.string().min(1),
  roomColumn: z.string().min(1),
  itColumn: z.string().min(1),
  /** Zone of the times that are written without one. */
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone, for example "Europe/Paris" or "UTC"').default('UTC'),
  /** Where the registers return to 0, when their documentation says so. */
  modulusKWh: z.number().positive().optional(),
  /** 45 suits a reading every quarter of an hour; 46080 (32 days) one a month, by hand. */
  maxGapMinutes: z.number().positive().default(45),
  /** A fall no larger than this is jitter of the register. */
  resolutionKWh: z.number().nonnegative().default(0),
})
type Settings = z.infer<typeof Settings>

/** Two cumulative meters of a server room: month by month, the energy of the time that both of them cover. */
export default defineConnector({
  title: 'Compteurs d’une salle serveurs, fichier CSV',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, { source, at }) {
    const table = readTable(raw)
    const readings = readReadings(table, settings)
    const [roomSamples, itSamples] = [samplesOf(readings.kept, 'roomKWh'), samplesOf(readings.kept, 'itKWh')]
    const [roomDoubt, itDoubt] = [doubtOf(roomSamples, settings), doubtOf(itSamples, settings)]
    const [room, it] = [roomDoubt ? [] : segmentsOf(roomSamples, settings), itDoubt ? [] : segmentsOf(itSamples, settings)]
    const [first, last] = [readings.kept[0], readings.kept.at(-1)]
    const months = first === undefined || last === undefined ? [] : monthsOf(commonStretches(room, it), { fromSeconds: first.atSeconds, toSeconds: last.atSeconds })
    const lineAt = new Map(readings.kept.map(({ atSeconds, line }) => [atSeconds, line]))
    const notes = [
      ...readings.notes,
      ...incidentNotes('salle', room, lineAt), ...incidentNotes('informatique', it, lineAt),
      ...doubtNotes('salle', roomDoubt), ...doubtNotes('informatique', itDoubt),
      ...monthNotes(months),
    ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    const report: ImportReport = {
      schema: 'trefle/import@1', source: source.id, at,
      read: { from: settings.file, encoding: table.encoding, separator: table.separator, lines: table.rows.length + table.blankLines.length },
      kept: readings.kept.length, rejected: readings.rejected, duplicates: readings.duplicates, notes, known: knownShares(readings.kept),
    }
    return { observations: roomObservations(months, settings, { source: source.id, at }), report }
  },
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type Reading = { line: number; atSeconds: number; roomKWh: number | null; itKWh: number | null }
type Readings = Pick<ImportReport, 'rejected' | 'duplicates' | 'notes'> & { kept: Reading[] }

function readReadings(table: Table, settings: Settings): Readings {
  const [header, ...rows] = table.rows
  const names = { time: [settings.timeColumn], room: [settings.roomColumn], it: [settings.itColumn] }
  const { columns: { time, room, it } } = findColumns(header?.cells ?? [], names)
  if (time === undefined || room === undefined || it === undefined) {
    throw new UsageError(`${settings.file} n’a pas les colonnes « ${Object.values(names).join(' », « ')} ».`, 'Recopiez ses en-têtes dans timeColumn, roomColumn et itColumn de sources.yml.')
  }
  const readings: Readings = { kept: [], rejected: [], duplicates: [], notes: table.blankLines.map((line) => ({ line, message: 'Ligne vide, mise à part.' })) }
  const readTime = timestampReader(settings.timeZone)
  const lineOf = new Map<number, number>()
  for (const row of rows) {
    const reading = readRow(row, { time, room, it }, readTime)
    if ('reason' in reading) { readings.rejected.push(reading); continue }
    const sameAs = lineOf.get(reading.atSeconds)
    if (sameAs !== undefined) { readings.duplicates.push({ line: row.line, sameAs }); continue }
    lineOf.set(reading.atSeconds, row.line)
    readings.kept.push(reading)
  }
  const inOrder = readings.kept.every(({ atSeconds }, i) => i === 0 || atSeconds > (readings.kept[i - 1]?.atSeconds ?? 0))
  if (!inOrder) readings.notes.push({ line: null, message: 'Relevés remis dans l’ordre du temps.' })
  readings.kept.sort((a, b) => a.atSeconds - b.atSeconds)
  return readings
}

function readRow({ line, cells }: Row, columns: { time: number; room: number; it: number }, readTime: (text: string) => number | null): Reading | ImportReport['rejected'][number] {
  const atSeconds = readTime(cells[columns.time] ?? '')
  if (atSeconds === null) return { line, reason: 'date et heure illisibles', mend: 'Écrivez 31/10/2026 23:45 ou 2026-10-31T23:45:00Z.' }
  const values = [cells[columns.room] ?? '', cells[columns.it] ?? '']
  if (values.some(isScientific)) return { line, reason: 'index en notation scientifique : le tableur en a perdu des chiffres', mend: 'Mettez la colonne au format Nombre, puis réexportez.' }
  const [roomKWh = null, itKWh = null] = values.map((text) => (text === '' ? null : frenchNumber(text)))
  const unreadable = values.some((text, i) => text !== '' && [roomKWh, itKWh][i] === null)
  if (unreadable || (roomKWh ?? 0) < 0 || (itKWh ?? 0) < 0) return { line, reason: 'index illisible ou négatif', mend: 'Un compteur cumulé est un nombre de kWh positif ; laissez vide un relevé manquant.' }
  if (roomKWh === null && itKWh === null) return { line, reason: 'aucun des deux index', mend: 'Retirez la ligne, ou complétez-la.' }
  return { line, atSeconds, roomKWh, itKWh }
}

function samplesOf(readings: readonly Reading[], meter: 'roomKWh' | 'itKWh'): CounterSample[] {
  return readings.flatMap((reading): CounterSample[] => {
    const kWh = reading[meter]
    return kWh === null ? [] : [{ atSeconds: reading.atSeconds, kWh }]
  })
}

function doubtOf(samples: readonly CounterSample[], { maxPowerKW }: Settings): UnitDoubt | null {
  const pace = paceOfCounter(samples, maxPowerKW)
  return pace === null ? null : unitDoubt(pace, maxPowerKW)
}

function doubtNotes(meter: string, doubt: UnitDoubt | null): ImportReport['notes'] {
  return doubt === null ? [] : [{ line: null, message: doubtSentence(meter, doubt) }]
}

function segmentsOf(samples: readonly CounterSample[], { modulusKWh, maxGapMinutes, maxPowerKW, resolutionKWh }: Settings): Segment[] {
  return [...counterSegments(samples, { maxGapSeconds: maxGapMinutes * 60, maxPowerKW, resolutionKWh, ...(modulusKWh === undefined ? {} : { modulusKWh }) })]
}

function incidentNotes(meter: string, segments: readonly Segment[], lineAt: ReadonlyMap<number, number>): ImportReport['notes'] {
  return segments.flatMap(({ state, toSeconds }) => {
    const sentence = incidentSentences[state]
    return sentence === undefined ? [] : [{ line: lineAt.get(toSeconds) ?? null, message: sentence(meter) }]
  })
}

function knownShares(readings: readonly Reading[]): Record<string, number> {
  if (readings.length === 0) return {}
  const share = (meter: 'roomKWh' | 'itKWh'): number => readings.filter((reading) => reading[meter] !== null).length / readings.length
  return { room: share('roomKWh'), it: share('itKWh') }
}
