import { z } from 'zod'
import type { Observation } from '#model/observation'
import { Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { pairedEnergyOf, type PairedEnergy, type PairedStretch, type Segment, type Span } from '#maths/energy'
import { logNormalInterval } from '#maths/statistics'
import { deviationOfClass } from './meter-accuracy.ts'

/**
 * What a person says of a room and its meters. `itMeter` is where the IT load is metered, which decides the category of the PUE
 * (EN 50600-4-2): output of the UPS (1), of the distribution units (2), input of the devices (3).
 */
export const RoomSettings = z.strictObject({
  /** The room, as the dashboard names it. */
  room: Slug.default('salle-serveurs'),
  itMeter: z.enum(['ups', 'pdu', 'device']).optional(),
  /** Accuracy class of the meters, in percent (1 for a class 1), when it is known. */
  accuracyPercent: z.strictObject({ room: z.number().positive().max(10), it: z.number().positive().max(10) }).optional(),
  /** Highest power that the room can draw: more is a reading error. */
  maxPowerKW: z.number().positive(),
})
export type RoomSettings = z.infer<typeof RoomSettings>

export type RoomMonth = PairedEnergy & { month: string }

/** Every UTC month of a window, even the ones of which nothing is known; the energies are of the time that both meters know. */
export function monthsOf(stretches: Iterable<PairedStretch>, { fromSeconds, toSeconds }: Span): RoomMonth[] {
  const months: Span[] = []
  for (let start = startOfMonth(fromSeconds, 0); start < toSeconds; start = startOfMonth(start, 1)) months.push({ fromSeconds: start, toSeconds: startOfMonth(start, 1) })
  return pairedEnergyOf(stretches, months).map((energy, index) => ({ month: new Date((months[index]?.fromSeconds ?? 0) * 1000).toISOString().slice(0, 7), ...energy }))
}

export function startOfMonth(seconds: number, ahead: number): number {
  const date = new Date(seconds * 1000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1) / 1000
}

/** A Wh and a millionth are beyond any meter: the last bits of a sum are noise that would look like a correction. */
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

type Origin = { source: string; at: string }

/**
 * What the meter of the whole room read by itself, for the months in which it covers more time than both meters do: a ratio cannot
 * use it, the electricity of the room can.
 */
export function aloneObservations(alone: readonly RoomMonth[], paired: readonly RoomMonth[], { room, accuracyPercent }: RoomSettings, origin: Origin): Observation[] {
  const known = new Map(paired.map(({ month, coverage }) => [month, round(coverage, 6)]))
  return alone.filter(({ month, coverage }) => round(coverage, 6) > (known.get(month) ?? 0)).map(({ month, totalKWh, coverage }) => ({
    metric: 'energy.room-alone', subject: room, period: month, value: round(totalKWh, 3), unit: 'kWh', ...bounds(totalKWh, accuracyPercent?.room),
    coverage: round(Math.min(1, coverage), 6), quality: 'measured', ...origin, dimensions: {},
  }))
}

/** Two facts a month. A month of which nothing is covered gives none: unknown is not zero. */
export function roomObservations(months: readonly RoomMonth[], { room, itMeter, accuracyPercent }: RoomSettings, origin: Origin): Observation[] {
  const meterDimension: Record<string, string> = itMeter === undefined ? {} : { meter: itMeter }
  return months.filter(({ coverage }) => coverage > 0).flatMap(({ month, totalKWh, itKWh, coverage }) => {
    const fact = { subject: room, period: month, unit: 'kWh', coverage: round(Math.min(1, coverage), 6), quality: 'measured', ...origin } as const
    return [
      { ...fact, metric: 'energy.room', value: round(totalKWh, 3), ...bounds(totalKWh, accuracyPercent?.room), dimensions: {} },
      { ...fact, metric: 'energy.it', value: round(itKWh, 3), ...bounds(itKWh, accuracyPercent?.it), dimensions: meterDimension },
    ]
  })
}

function bounds(kWh: number, percent: number | undefined): { low?: number; high?: number } {
  if (percent === undefined) return {}
  const { low, high } = logNormalInterval(kWh, deviationOfClass(percent))
  return { low: round(low, 3), high: round(high, 3) }
}

export type Notes = ImportReport['notes']

export function monthNotes(months: readonly RoomMonth[]): Notes {
  const said = (words: string, own: readonly RoomMonth[]): Notes => (own.length === 0 ? [] : [{ line: null, message: `${monthWords(own)} : ${words}` }])
  return [
    ...said('aucun temps couvert par les deux compteurs, pas de PUE.', months.filter(({ coverage }) => coverage === 0)),
    ...said('l’informatique dépasse la salle entière ; les deux compteurs sont peut-être intervertis.', months.filter(({ totalKWh, itKWh, coverage }) => coverage > 0 && itKWh > totalKWh)),
  ]
}

/** A few months by their names; more by their number and their bounds. */
function monthWords(months: readonly RoomMonth[]): string {
  const names = months.map(({ month }) => month)
  return names.length <= 3 ? names.join(', ') : `${names.length} mois, de ${names[0]} à ${names.at(-1)}`
}

/** What is said of an interval that was not simply followed; `covered` needs no word. */
export const incidentSentences: Readonly<Partial<Record<Segment['state'], (meter: string) => string>>> = {
  reset: (meter) => `Compteur « ${meter} » remis à zéro : cet intervalle est laissé hors du calcul pour les deux compteurs.`,
  rollover: (meter) => `Compteur « ${meter} » revenu à zéro en fin de course : la consommation est comptée.`,
  outlier: (meter) => `Compteur « ${meter} » : hausse impossible pour la puissance de la salle, intervalle laissé hors du calcul.`,
  spanned: (meter) => `Compteur « ${meter} » : relevés manquants ; l’énergie est exacte, le temps non suivi n’est pas couvert.`,
}
