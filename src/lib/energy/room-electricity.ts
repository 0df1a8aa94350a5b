import type { Observation } from '#model/observation'
import type { Period, Quality } from '#model/quantity'

/** Trèfle's own rule: a month of which less was read is not one yet, or a room begun yesterday would have fallen to nothing. */
const MONTH_COVERAGE = 0.5

export const coverageOf = ({ coverage }: Pick<Observation, 'coverage'>): number => coverage ?? 1
export const isReadMonth = (reading: Pick<Observation, 'coverage'>): boolean => coverageOf(reading) >= MONTH_COVERAGE

/** What speaks of the electricity of a whole room: over the time of both meters, its own meter, or its bills. */
export const wholeRoom: readonly string[] = ['energy.room', 'energy.room-alone']
/** A meter is worth more than a bill, and a bill than what is shared by its days. */
const worth: readonly Quality[] = ['measured', 'computed', 'declared', 'estimated', 'announced']

/** Readings together are worth what the weakest of them is. */
export const weakestOf = (readings: readonly Pick<Observation, 'quality'>[]): Quality => worth[Math.max(...readings.map(({ quality }) => worth.indexOf(quality)))] ?? 'declared'

/** The electricity of each room over a month, whoever says it: what covers the most, once. */
export function wholeRooms(observations: readonly Observation[], month: Period): Observation[] {
  const known = observations.filter(({ metric, period, value }) => wholeRoom.includes(metric) && period === month && value !== null)
  return [...Map.groupBy(known, ({ subject }) => subject)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) =>
    own.toSorted((a, b) => coverageOf(b) - coverageOf(a) || worth.indexOf(a.quality) - worth.indexOf(b.quality) || wholeRoom.indexOf(a.metric) - wholeRoom.indexOf(b.metric)).slice(0, 1))
}

/** The electricity of the rooms over a month: those that were read or billed for half of it at least. */
export type WholeMonth = { month: Period; readings: readonly Observation[] }

/** Months in which a room at least was read; the others are left out. */
export const wholeMonths = (observations: readonly Observation[], months: readonly Period[]): WholeMonth[] =>
  months.map((month) => ({ month, readings: wholeRooms(observations, month).filter(isReadMonth) })).filter(({ readings }) => readings.length > 0)

/** One sentence for each room that some of the months do not count: their sum is not that of the same rooms. */
export function unevenRooms(roomsOfMonths: readonly (readonly string[])[]): string[] {
  const months = roomsOfMonths.length
  return [...new Set(roomsOfMonths.flat())].sort().flatMap((name) => {
    const own = roomsOfMonths.filter((rooms) => rooms.includes(name)).length
    return own === months ? [] : [`${name} n’a que ${own} mois sur ${months} : les salles ne sont pas les mêmes d’un mois à l’autre.`]
  })
}
