import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { commonStretches, counterSegments, pairedEnergyWithin, type CounterSample, type PairedStretch, type Segment } from '#maths/energy'
import type { Observation } from '#model/observation'
import { Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { findColumns, frenchNumber, isScientific, readTable, type Row, type Table } from '#effects/inventory/csv-french'
import { UsageError } from '#effects/command/errors'
import { timestampReader } from '#effects/inventory/local-time'

const Settings = z.strictObject({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Headers, as written in the file: time, cumulative kWh of the whole room, cumulative kWh of its IT load. */
  timeColumn: z.string().min(1),
  roomColumn: z.string().min(1),
  itColumn: z.string().min(1),
  /** The room, as the dashboard names it. */
  room: Slug.default('salle-serveurs'),
  /** Zone of the times that are written without one. */
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone, for example "Europe/Paris" or "UTC"').default('UTC'),
  /** Where the registers return to 0, when their documentation says so. */
  modulusKWh: z.number().positive().optional(),
  maxGapMinutes: z.number().positive().default(45),
  /** Highest power that the room can draw: more is a reading error. */
  maxPowerKW: z.number().positive(),
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
    const room = segmentsOf(readings.kept, 'roomKWh', settings)
    const it = segmentsOf(readings.kept, 'itKWh', settings)
    const months = monthsOf(readings.kept, commonStretches(room, it))
    const lineAt = new Map(readings.kept.map(({ atSeconds, line }) => [atSeconds, line]))
    const notes = [
      ...readings.notes,
      ...incidentNotes('salle', room, lineAt), ...incidentNotes('informatique', it, lineAt),
      ...monthNotes(months),
    ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    const report: ImportReport = {
      schema: 'trefle/import@1', source: source.id, at,
      read: { from: settings.file, encoding: table.encoding, separator: table.separator, lines: table.rows.length + table.blankLines.length },
      kept: readings.kept.length, rejected: readings.rejected, duplicates: readings.duplicates, notes, known: knownShares(readings.kept),
    }
    return { observations: months.flatMap((month) => monthObservations(month, settings, { source: source.id, at })), report }
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

function segmentsOf(readings: readonly Reading[], meter: 'roomKWh' | 'itKWh', settings: Settings): Segment[] {
  const samples = readings.flatMap((reading): CounterSample[] => {
    const kWh = reading[meter]
    return kWh === null ? [] : [{ atSeconds: reading.atSeconds, kWh }]
  })
  const { modulusKWh, maxGapMinutes, maxPowerKW, resolutionKWh } = settings
  return counterSegments(samples, { maxGapSeconds: maxGapMinutes * 60, maxPowerKW, resolutionKWh, ...(modulusKWh === undefined ? {} : { modulusKWh }) })
}

type Month = { month: string; totalKWh: number; itKWh: number; coverage: number }

/** Every UTC month between the first and the last reading, even the ones of which nothing is known. */
function monthsOf(readings: readonly Reading[], stretches: readonly PairedStretch[]): Month[] {
  const [first, last] = [readings[0], readings.at(-1)]
  if (first === undefined || last === undefined) return []
  const months: Month[] = []
  for (let start = startOfMonth(first.atSeconds, 0); start < last.atSeconds; start = startOfMonth(start, 1)) {
    const window = { fromSeconds: start, toSeconds: startOfMonth(start, 1) }
    months.push({ month: new Date(start * 1000).toISOString().slice(0, 7), ...pairedEnergyWithin(stretches, window) })
  }
  return months
}

function startOfMonth(seconds: number, ahead: number): number {
  const date = new Date(seconds * 1000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1) / 1000
}

function monthObservations({ month, totalKWh, itKWh, coverage }: Month, { room }: Settings, origin: { source: string; at: string }): Observation[] {
  // Nothing covered is unknown, not zero.
  if (coverage === 0) return []
  const fact = { subject: room, period: month, unit: 'kWh', coverage: round(coverage, 6), quality: 'measured', ...origin, dimensions: {} } as const
  return [
    { ...fact, metric: 'energy.room', value: round(totalKWh, 3) },
    { ...fact, metric: 'energy.it', value: round(itKWh, 3) },
  ]
}

/** A Wh and a millionth are beyond any meter: the last bits of a sum are noise that would look like a correction. */
function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

const incidents: Readonly<Partial<Record<Segment['state'], (meter: string) => string>>> = {
  reset: (meter) => `Compteur « ${meter} » remis à zéro : cet intervalle est laissé hors du calcul pour les deux compteurs.`,
  rollover: (meter) => `Compteur « ${meter} » revenu à zéro en fin de course : la consommation est comptée.`,
  outlier: (meter) => `Compteur « ${meter} » : hausse impossible pour la puissance de la salle, intervalle laissé hors du calcul.`,
  spanned: (meter) => `Compteur « ${meter} » : relevés manquants ; l’énergie est exacte, le temps non suivi n’est pas couvert.`,
}

function incidentNotes(meter: string, segments: readonly Segment[], lineAt: ReadonlyMap<number, number>): ImportReport['notes'] {
  return segments.flatMap(({ state, toSeconds }) => {
    const sentence = incidents[state]
    return sentence === undefined ? [] : [{ line: lineAt.get(toSeconds) ?? null, message: sentence(meter) }]
  })
}

function monthNotes(months: readonly Month[]): ImportReport['notes'] {
  return months.flatMap(({ month, totalKWh, itKWh, coverage }) => {
    if (coverage === 0) return [{ line: null, message: `${month} : aucun temps couvert par les deux compteurs, le mois reste inconnu.` }]
    return itKWh > totalKWh ? [{ line: null, message: `${month} : l’informatique dépasse la salle entière ; les deux compteurs sont peut-être intervertis.` }] : []
  })
}

function knownShares(readings: readonly Reading[]): Record<string, number> {
  if (readings.length === 0) return {}
  const share = (meter: 'roomKWh' | 'itKWh'): number => readings.filter((reading) => reading[meter] !== null).length / readings.length
  return { room: share('roomKWh'), it: share('itKWh') }
}
