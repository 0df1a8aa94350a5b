import type { Period } from '#model/quantity'

const DAY_MS = 86_400_000

/** Day (YYYY-MM-DD) of an instant, in UTC. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10)
}

/** Last day of a year, of a month, or the day itself. */
export function lastDayOf(period: Period): string {
  if (period.length === 10) return period
  const [year = 0, month = 12] = period.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Whole days from one day to another, both YYYY-MM-DD; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The `count` months that end with `month` (YYYY-MM), oldest first. */
export function monthsUpTo(month: Period, count: number): Period[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(year, number - count + index, 1)).toISOString().slice(0, 7))
}
