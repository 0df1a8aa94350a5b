import type { PublishedIndicator } from '#model/indicator'
import { changeBetween, isKnown, type KnownPoint, type Movement } from '#lib/publish/series'

/** More years make more pairs than a person compares. */
const comparedYears = 5

export type YearPair = { from: string; to: string }
/** `broken`: the method, the perimeter or the sample changed in between. `lacking`: one of the two years has no value. */
export type YearComparison = { kind: 'compared'; movement: Movement } | { kind: 'broken' } | { kind: 'lacking' }

type Series = Pick<PublishedIndicator, 'series' | 'cadence' | 'unit'>

const yearOf = ({ period }: { period: string }) => period.slice(0, 4)

/** The points that speak for the two years: the last of each, or, of months, the last that both years have. */
function pointsOf({ series, cadence }: Series, { from, to }: YearPair): [KnownPoint, KnownPoint] | null {
  const [before, after] = [from, to].map((year) => series.filter(isKnown).filter((point) => yearOf(point) === year)) as [KnownPoint[], KnownPoint[]]
  const last = after.findLast(({ period }) => cadence !== 'month' || before.some((point) => point.period.slice(4) === period.slice(4)))
  const first = before.findLast(({ period }) => cadence !== 'month' || period.slice(4) === last?.period.slice(4))
  return first && last ? [first, last] : null
}

/** How a figure moved from a year to another, never across a break of its series. */
export function compareYears(indicator: Series, pair: YearPair): YearComparison {
  const points = pointsOf(indicator, pair)
  if (points === null) return { kind: 'lacking' }
  const [from, to] = points
  const between = indicator.series.slice(indicator.series.indexOf(from) + 1, indicator.series.indexOf(to) + 1)
  if (between.some(({ breakBefore }) => breakBefore)) return { kind: 'broken' }
  return { kind: 'compared', movement: { from, to, change: changeBetween(from, to, indicator.unit) } }
}

/** The pairs among the last years that have values, the latest and closest first; only those where some figure compares. */
export function yearPairs(indicators: readonly Series[]): YearPair[] {
  const years = [...new Set(indicators.flatMap(({ series }) => series.filter(isKnown).map(yearOf)))].sort().slice(-comparedYears)
  const pairs = years.toReversed().flatMap((to) => years.filter((from) => from < to).toReversed().map((from) => ({ from, to })))
  return pairs.filter((pair) => indicators.some((indicator) => compareYears(indicator, pair).kind === 'compared'))
}
