import type { PublishedIndicator } from '#model/indicator'
import type { Period } from '#model/quantity'
import { lastDayOf } from '../time/period.ts'
import { changeBetween, isKnown, type KnownPoint, type Movement } from './series.ts'

/** More dates make more pairs than a person compares. */
const comparedYears = 5
const comparedMonths = 12

/** Two years, or two months. */
export type DatePair = { from: Period; to: Period }
/** `broken`: the method, the perimeter or the sample changed in between. `lacking`: one of the two dates has no value, or both have the same one. */
export type DateComparison = { kind: 'compared'; movement: Movement } | { kind: 'broken' } | { kind: 'lacking' }

type Series = Pick<PublishedIndicator, 'series' | 'cadence' | 'unit'>

export const areMonths = ({ from }: DatePair): boolean => from.length === 7

const yearOf = ({ period }: { period: string }) => period.slice(0, 4)

/** The points that speak for two years: the last of each, or, of months, the last that both years have. */
function pointsOfYears({ series, cadence }: Series, { from, to }: DatePair): (KnownPoint | undefined)[] {
  const [before, after] = [from, to].map((year) => series.filter(isKnown).filter((point) => yearOf(point) === year)) as [KnownPoint[], KnownPoint[]]
  const last = after.findLast(({ period }) => cadence !== 'month' || before.some((point) => point.period.slice(4) === period.slice(4)))
  return [before.findLast(({ period }) => cadence !== 'month' || period.slice(4) === last?.period.slice(4)), last]
}

/** The points that speak for two months: what was known at the end of each. A monthly figure has its season: it compares with the same month of another year alone. */
function pointsOfMonths({ series, cadence }: Series, { from, to }: DatePair): (KnownPoint | undefined)[] {
  const known = series.filter(isKnown)
  if (cadence === 'month') return from.slice(4) === to.slice(4) ? [from, to].map((month) => known.find(({ period }) => period === month)) : []
  return [from, to].map((month) => known.findLast(({ period }) => lastDayOf(period) <= lastDayOf(month)))
}

/** How a figure moved from a date to another, never across a break of its series. */
export function compareDates(indicator: Series, pair: DatePair): DateComparison {
  const [from, to] = areMonths(pair) ? pointsOfMonths(indicator, pair) : pointsOfYears(indicator, pair)
  if (from === undefined || to === undefined || from === to) return { kind: 'lacking' }
  const between = indicator.series.slice(indicator.series.indexOf(from) + 1, indicator.series.indexOf(to) + 1)
  if (between.some(({ breakBefore }) => breakBefore)) return { kind: 'broken' }
  return { kind: 'compared', movement: { from, to, change: changeBetween(from, to, indicator.unit) } }
}

/** The last years that have values, two by two, the latest and closest first; then each of the last months of visits beside the latest one. Only where some figure compares. */
export function datePairs(indicators: readonly Series[]): DatePair[] {
  const periods = indicators.flatMap(({ series }) => series.filter(isKnown))
  const years = [...new Set(periods.map(yearOf))].sort().slice(-comparedYears)
  const months = [...new Set(periods.flatMap(({ period }) => (period.length === 10 ? [period.slice(0, 7)] : [])))].sort().slice(-comparedMonths)
  const pairs = [
    ...years.toReversed().flatMap((to) => years.filter((from) => from < to).toReversed().map((from) => ({ from, to }))),
    ...months.slice(0, -1).toReversed().map((from) => ({ from, to: months.at(-1) ?? from })),
  ]
  return pairs.filter((pair) => indicators.some((indicator) => compareDates(indicator, pair).kind === 'compared'))
}
