import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { unitDoubt, type Pace } from '#lib/energy/meter-units'
import { aloneObservations, incidentSentences, monthNotes, monthsOf, RoomSettings, roomObservations, startOfMonth, type Notes, type RoomMonth } from '#lib/energy/room-record'
import { pack, unpacked } from '#lib/energy/packed'
import { meanPace, readSeriesPage, type SeriesPage } from '#lib/energy/series-page'
import { doubtSentence } from '#lib/energy/unit-words'
import { addedSegments, commonStretches, ownStretches, type Segment } from '#maths/energy'
import { canonical } from '#lib/record/canonical'
import { Day } from '#model/quantity'
import { UsageError } from '#effects/command/errors'
import { askSeries, pagesOf, ServerSettings } from '#effects/energy/prometheus-ask'
import { MeterSettings, meterOf, type Meter } from '#effects/energy/prometheus-meters'

const DAY_SECONDS = 86_400
/** A gap is three readings that did not come, and an hour at most. */
const gapOf = (stepSeconds: number): number => Math.min(3 * stepSeconds, 3600)

const Settings = RoomSettings.extend({
  ...ServerSettings,
  meters: z.array(MeterSettings).min(2).max(100),
  /** Nominal time between two readings. */
  stepSeconds: z.int().min(1).max(3600).default(60),
  /** `raw`: samples as they were scraped, for a plain selector; `range`: any query, evaluated at each step. */
  reading: z.enum(['raw', 'range']).default('raw'),
  /** First day to read; by default that of the month before. */
  since: Day.optional(),
})
type Settings = z.infer<typeof Settings>

const Read = z.object({
  role: z.enum(['room', 'it']), name: z.string(), samples: z.int(), notNumbers: z.int(), negative: z.int(),
  pace: z.object({ meanKW: z.number(), impossibleShare: z.number(), fallingShare: z.number().optional() }).nullable(), maxPowerKW: z.number(), segments: z.array(z.number()),
})
const Raw = z.object({ from: z.string(), fromSeconds: z.number(), toSeconds: z.number(), meters: z.array(Read) })
type Read = z.infer<typeof Read>

/**
 * Meters of a server room in Prometheus, whatever exporter feeds it (SNMP, IPMI, Redfish, Zabbix…). Samples become energy as they
 * arrive, by quarter of an hour: never `increase()`, which extrapolates to the edges of its window.
 */
export default defineConnector({
  title: 'Compteurs d’une salle serveurs, Prometheus',
  settings: Settings,
  async fetch(settings, io) {
    const window = windowOf(settings, io.now())
    const meters = []
    for (const meter of settings.meters.map(meterOf)) meters.push(...await readMeter(meter, settings, window, io))
    return new TextEncoder().encode(JSON.stringify({ from: new URL(settings.url).host, ...window, meters }))
  },
  parse(raw, settings, { source, at }) {
    const { from, meters, ...window } = Raw.parse(JSON.parse(new TextDecoder().decode(raw)))
    const doubts = new Map(meters.map((meter) => [meter, meter.pace === null ? null : unitDoubt(meter.pace, meter.maxPowerKW)]))
    const sumOf = (role: Read['role']): Iterable<Segment> => summed(meters.filter((meter) => meter.role === role).map((meter) => (doubts.get(meter) ? [] : unpacked(meter.segments))))
    const all = monthsOf(commonStretches(sumOf('room'), sumOf('it')), window)
    const { months, notes } = begunMonths(all, meters)
    const alone = begunMonths(monthsOf(ownStretches(sumOf('room')), window), meters.filter(({ role }) => role === 'room')).months
    const origin = { source: source.id, at }
    const samples = meters.reduce((sum, meter) => sum + meter.samples, 0)
    return {
      observations: [...roomObservations(months, settings, origin), ...aloneObservations(alone, months, settings, origin)],
      report: {
        schema: 'trefle/import@1', source: source.id, at, read: { from, lines: samples },
        kept: samples - meters.reduce((sum, { notNumbers, negative }) => sum + notNumbers + negative, 0), rejected: [], duplicates: [],
        notes: [...meters.flatMap((meter) => meterNotes(meter, doubts.get(meter) ?? null)), ...notes, ...monthNotes(months)], known: {},
      },
    }
  },
})

function windowOf({ since, stepSeconds }: Settings, now: string): { fromSeconds: number; toSeconds: number } {
  const end = Math.floor(Date.parse(now) / 1000 / stepSeconds) * stepSeconds
  return { fromSeconds: since === undefined ? startOfMonth(end, -1) : Date.parse(`${since}T00:00:00Z`) / 1000, toSeconds: end }
}

/** `segments`: five numbers each (see packed.ts). */
type Kept = { segments: number[]; last: SeriesPage['last']; samples: number; notNumbers: number; negative: number; paces: Pace[] }

async function readMeter(meter: Meter, settings: Settings, window: { fromSeconds: number; toSeconds: number }, io: Io): Promise<unknown[]> {
  const { stepSeconds, reading } = settings
  const maxPowerKW = meter.maxPowerKW ?? settings.maxPowerKW
  const series = new Map<string, Kept>()
  for (const page of pagesOf(window, reading, stepSeconds)) {
    for (const { labels, values } of await askSeries(io, settings, meter.query, page, reading, stepSeconds)) {
      const kept = series.get(canonical(labels)) ?? { segments: [], last: null, samples: 0, notNumbers: 0, negative: 0, paces: [] }
      series.set(canonical(labels), withPage(kept, readSeriesPage(values, kept.last, { ...meter, maxPowerKW, maxGapSeconds: gapOf(stepSeconds) })))
    }
  }
  if (series.size !== meter.series) throw new UsageError(`Prometheus : « ${meter.query} » donne ${series.size} séries, ${meter.series} sont attendues.`, 'Précisez la requête, ou écrivez « series » : un compteur muet ne doit pas passer pour zéro.')
  return [...series.values()].map(({ last: _last, paces, ...kept }, i) => ({
    role: meter.role, name: series.size === 1 ? meter.query : `${meter.query} n° ${i + 1}`, maxPowerKW, ...kept, pace: meanPace(paces),
  }))
}

/** Adds to what is kept, in place: a year of quarters is too long to be copied every day. */
function withPage(kept: Kept, { segments, last, samples, notNumbers, negative, pace }: SeriesPage): Kept {
  for (const segment of segments) pack(kept.segments, segment)
  if (pace !== null) kept.paces.push(pace)
  return Object.assign(kept, { last, samples: kept.samples + samples, notNumbers: kept.notNumbers + notNumbers, negative: kept.negative + negative })
}

function summed(meters: readonly Iterable<Segment>[]): Iterable<Segment> {
  const [first, ...others] = meters
  return first === undefined ? [] : others.reduce<Iterable<Segment>>((sum, meter) => addedSegments(sum, meter), first)
}

/** A month whose beginning the server has already forgotten would replace a fuller reading of it: it is left as the record has it. */
function begunMonths(months: readonly RoomMonth[], meters: readonly Read[]): { months: RoomMonth[]; notes: Notes } {
  const known = Math.max(...meters.map(({ segments: [first = Infinity] }) => first))
  const begun = ({ month }: RoomMonth): boolean => Date.parse(`${month}-01T00:00:00Z`) / 1000 + DAY_SECONDS >= known
  const forgotten = months.filter((month) => !begun(month))
  return {
    months: months.filter(begun),
    notes: forgotten.map(({ month }) => ({ line: null, message: `${month} : le serveur n’en connaît pas le début ; le mois n’est pas écrit. Gardez-y au moins 40 jours de mesures.` })),
  }
}

function meterNotes({ name, segments, notNumbers, negative }: Read, doubt: ReturnType<typeof unitDoubt>): Notes {
  const found = new Map<Segment['state'], number[]>()
  for (const { state, toSeconds } of unpacked(segments)) if (state !== 'covered') (found.get(state) ?? found.set(state, []).get(state))?.push(toSeconds)
  const incidents = [...found].flatMap(([state, ends]) => {
    const when = ends.slice(0, 3).map((end) => new Date(end * 1000).toISOString().slice(0, 16)).join(', ')
    const sentence = incidentSentences[state]?.(name)
    return sentence === undefined ? [] : [`${sentence} ${ends.length} fois (${when}${ends.length > 3 ? '…' : ''}).`]
  })
  return [
    ...incidents,
    ...(notNumbers > 0 ? [`Compteur « ${name} » : ${notNumbers} mesures qui ne sont pas des nombres (NaN, Inf), mises à part.`] : []),
    ...(negative > 0 ? [`Compteur « ${name} » : ${negative} mesures négatives, mises à part.`] : []),
    ...(doubt === null ? [] : [doubtSentence(name, doubt)]),
  ].map((message) => ({ line: null, message }))
}
