import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { kWhPer, kWPer, paceOfCounter, paceOfGauge, unitDoubt, type UnitDoubt } from '#lib/energy/meter-units'
import { aloneObservations, incidentSentences, monthNotes, monthsOf, RoomSettings, roomObservations } from '#lib/energy/room-record'
import { doubtSentence } from '#lib/energy/unit-words'
import { commonStretches, counterSegments, intervalSegments, ownStretches, type Segment } from '#maths/energy'
import type { ImportReport } from '#model/source'
import { readReadings, type Reading } from '#effects/energy/meter-readings'
import { readTable } from '#effects/tables/csv-french'

const RegisterUnit = z.enum(['kWh', 'Wh', 'MWh'])
const PowerUnit = z.enum(['kW', 'W'])
const Unit = z.union([RegisterUnit, PowerUnit]).default('kWh')

const Settings = RoomSettings.extend({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Headers, as written in the file: time, meter of the whole room, and that of its IT load when it has one. */
  timeColumn: z.string().min(1),
  roomColumn: z.string().min(1),
  itColumn: z.string().min(1).optional(),
  /** Units of the two columns. A power is the mean of an interval. */
  roomUnit: Unit,
  itUnit: Unit,
  /** Of a load curve: each value is what was drawn in the interval of this length that ends at its time. Without it, values are cumulative registers. */
  intervalMinutes: z.number().positive().max(60).optional(),
  /** Zone of the times that are written without one. */
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone, for example "Europe/Paris" or "UTC"').default('UTC'),
  /** Where the registers return to 0, when their documentation says so. */
  modulusKWh: z.number().positive().optional(),
  /** 45 suits a reading every quarter of an hour; 46080 (32 days) one a month, by hand. */
  maxGapMinutes: z.number().positive().default(45),
  /** A fall no larger than this is jitter of the register. */
  resolutionKWh: z.number().nonnegative().default(0),
}).refine(({ intervalMinutes, roomUnit, itUnit }) => intervalMinutes !== undefined || [roomUnit, itUnit].every((unit) => RegisterUnit.safeParse(unit).success),
  'une puissance (kW, W) se lit avec « intervalMinutes », la durée de ses intervalles')
type Settings = z.infer<typeof Settings>

type Role = 'room' | 'it'
const words: Readonly<Record<Role, string>> = { room: 'salle', it: 'informatique' }

/** The meters of a server room, registers or load curves: month by month, the energy of the time that both cover, and what the room's own covers beyond it. */
export default defineConnector({
  title: 'Compteurs d’une salle serveurs, fichier CSV',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, { source, at }) {
    const table = readTable(raw)
    const readings = readReadings(table, settings)
    const [room, it] = [meterOf(readings.kept, 'room', settings), meterOf(readings.kept, 'it', settings)]
    const [first, last] = [readings.kept[0], readings.kept.at(-1)]
    const window = first === undefined || last === undefined ? null : { fromSeconds: first.atSeconds, toSeconds: last.atSeconds }
    const months = window === null || settings.itColumn === undefined ? [] : monthsOf(commonStretches(room.segments, it.segments), window)
    const alone = window === null ? [] : monthsOf(ownStretches(room.segments), window)
    const origin = { source: source.id, at }
    const report: ImportReport = {
      schema: 'trefle/import@1', ...origin,
      read: { from: settings.file, encoding: table.encoding, separator: table.separator, lines: table.rows.length + table.blankLines.length },
      kept: readings.kept.length, rejected: readings.rejected, duplicates: readings.duplicates, known: knownShares(readings.kept, settings),
      notes: [...readings.notes, ...room.notes, ...it.notes, ...monthNotes(months)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    }
    return { observations: [...roomObservations(months, settings, origin), ...aloneObservations(alone, months, settings, origin)], report }
  },
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type Meter = { segments: Segment[]; notes: ImportReport['notes'] }

/** One meter as segments, with what is said of it; without any while its unit is in doubt. */
function meterOf(readings: readonly Reading[], role: Role, settings: Settings): Meter {
  const { segments, doubt } = settings.intervalMinutes === undefined ? register(readings, role, settings) : loadCurve(readings, role, settings, settings.intervalMinutes)
  if (doubt !== null) return { segments: [], notes: [{ line: null, message: doubtSentence(words[role], doubt) }] }
  const lineAt = new Map(readings.map(({ atSeconds, line }) => [atSeconds, line]))
  const notes = segments.flatMap(({ state, toSeconds }) => {
    const sentence = incidentSentences[state]
    return sentence === undefined ? [] : [{ line: lineAt.get(toSeconds) ?? null, message: sentence(words[role]) }]
  })
  return { segments, notes }
}

type Read = { segments: Segment[]; doubt: UnitDoubt | null }

function register(readings: readonly Reading[], role: Role, { roomUnit, itUnit, modulusKWh, maxGapMinutes, maxPowerKW, resolutionKWh }: Settings): Read {
  const worth = kWhPer[RegisterUnit.parse(role === 'room' ? roomUnit : itUnit)]
  const samples = valuesOf(readings, role).map(({ atSeconds, value }) => ({ atSeconds, kWh: value * worth }))
  const pace = paceOfCounter(samples, maxPowerKW, resolutionKWh)
  return {
    doubt: pace && unitDoubt(pace, maxPowerKW),
    segments: [...counterSegments(samples, { maxGapSeconds: maxGapMinutes * 60, maxPowerKW, resolutionKWh, ...(modulusKWh === undefined ? {} : { modulusKWh }) })],
  }
}

function loadCurve(readings: readonly Reading[], role: Role, { roomUnit, itUnit, maxPowerKW }: Settings, intervalMinutes: number): Read {
  const power = PowerUnit.safeParse(role === 'room' ? roomUnit : itUnit)
  const worth = power.success ? kWPer[power.data] : kWhPer[RegisterUnit.parse(role === 'room' ? roomUnit : itUnit)] * 60 / intervalMinutes
  const samples = valuesOf(readings, role).map(({ atSeconds, value }) => ({ atSeconds, kW: value * worth }))
  const pace = paceOfGauge(samples, maxPowerKW)
  return { doubt: pace && unitDoubt(pace, maxPowerKW), segments: [...intervalSegments(samples, { intervalSeconds: intervalMinutes * 60, maxPowerKW })] }
}

const valuesOf = (readings: readonly Reading[], role: Role): { atSeconds: number; value: number }[] =>
  readings.flatMap(({ atSeconds, [role]: value }) => (value === null ? [] : [{ atSeconds, value }]))

function knownShares(readings: readonly Reading[], { itColumn }: Settings): Record<string, number> {
  if (readings.length === 0) return {}
  const share = (role: Role): number => readings.filter(({ [role]: value }) => value !== null).length / readings.length
  return { room: share('room'), ...(itColumn === undefined ? {} : { it: share('it') }) }
}
