import type { Period, Unit } from '#model/quantity'
import type { Point, PublishedIndicator } from '#model/indicator'
import { formatQuantity } from '#lib/words/format'

/** A point that has a value. */
export type KnownPoint = Point & { value: number }
export const isKnown = (point: Point | null | undefined): point is KnownPoint => point?.value != null

/** What a figure does not hold: its latest value, or, when it never had one, the last period in which it was looked for. */
export const missingOf = ({ latest, series }: Pick<PublishedIndicator, 'latest' | 'series'>): readonly string[] => (latest ?? series.at(-1))?.missing ?? []

/** What a chart needs of a point; `value: null` is a gap, drawn as such. */
export type ChartPoint = Pick<Point, 'period' | 'value' | 'low' | 'high' | 'state' | 'method' | 'breakBefore' | 'basis' | 'undated'>

export const isBounded = <P extends Pick<Point, 'low' | 'high'>>(point: P): point is P & { low: number; high: number } =>
  point.low !== null && point.high !== null

/** A target voted or announced: its value, its day, and on which side of it one should be. */
export type Target = { value: number; due: string; direction: 'at-least' | 'at-most' }

/** The points since the last change of method, perimeter or sample: only these may be compared with each other. */
export function comparablePoints<P extends { breakBefore: boolean }>(points: readonly P[]): readonly P[] {
  const start = points.findLastIndex((point) => point.breakBefore)
  return start < 0 ? points : points.slice(start)
}

export type BreakReason = 'method' | 'interim' | 'perimeter'

/** True for a ratio of less than a year, which is not one of a year (ISO/IEC 30134-2: interim PUE). */
export const isInterim = ({ basis }: Pick<Point, 'basis'>): boolean => basis === 'iPUE'

/** Why the series is cut, each reason once: what the value is about changed, or else the method or the sample did. */
export function breakReasons(points: readonly Pick<Point, 'value' | 'breakBefore' | 'basis'>[]): BreakReason[] {
  return [...new Set(points.flatMap((point, index): BreakReason[] => {
    if (index === 0 || !point.breakBefore) return []
    const before = points.slice(0, index).findLast(({ value }) => value !== null)
    // What was not measured has no basis: it cannot be about something else.
    if (!before || point.value === null || before.basis === point.basis) return ['method']
    return [isInterim(before) || isInterim(point) ? 'interim' : 'perimeter']
  }))]
}

export type Change = 'rise' | 'fall' | 'within'

/** Under this share of the value before, a figure without an interval is said stable: no instrument read here is that steady. */
const NOTICEABLE_SHARE = 0.01

/**
 * How a value moved between two comparable points. With intervals, a change is said only when they do not overlap (a value
 * without margin is its own interval); without any, only when it is noticeable and the two figures differ as they are printed.
 */
export function changeBetween(from: KnownPoint, to: KnownPoint, unit: Unit): Change {
  const clear = isBounded(from) || isBounded(to)
    ? (to.low ?? to.value) > (from.high ?? from.value) || (to.high ?? to.value) < (from.low ?? from.value)
    : Math.abs(to.value - from.value) >= NOTICEABLE_SHARE * Math.abs(from.value) && formatQuantity(from.value, unit) !== formatQuantity(to.value, unit)
  if (!clear) return 'within'
  return to.value > from.value ? 'rise' : 'fall'
}

export type Movement = { from: KnownPoint; to: KnownPoint; change: Change }

type Series = Pick<PublishedIndicator, 'series' | 'unit' | 'cadence'>

/** The last known point and, oldest first, those that it may be compared with: of months, only the same month of other years, or the season would pass for a change. */
function lastAndItsPeers({ series, cadence }: Series): { peers: KnownPoint[]; to: KnownPoint | undefined } {
  const known = comparablePoints(series).filter(isKnown)
  const to = known.at(-1)
  return { to, peers: known.slice(0, -1).filter(({ period }) => cadence !== 'month' || period.slice(4) === to?.period.slice(4)) }
}

const movementFrom = (from: KnownPoint | undefined, { to }: { to: KnownPoint | undefined }, unit: Unit): Movement | null =>
  from && to ? { from, to, change: changeBetween(from, to, unit) } : null

/** From the first to the last known point since the last break; null when there are not two to compare. */
export function wholeMovement(indicator: Series): Movement | null {
  const compared = lastAndItsPeers(indicator)
  return movementFrom(compared.peers[0], compared, indicator.unit)
}

/** To the last known point from the one before it, of months from the same month of the year before; null when nothing compares. */
export function latestMovement(indicator: Series): Movement | null {
  const compared = lastAndItsPeers(indicator)
  return movementFrom(compared.peers.at(-1), compared, indicator.unit)
}

function periodAfter(period: Period): Period {
  if (period.length === 4) return String(Number(period) + 1)
  const [year, month] = period.split('-').map(Number) as [number, number]
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
}

/** The series with the months or years that were not seen at all put back as gaps. Runs are not expected on any day. */
export function withGaps(points: readonly ChartPoint[], cadence: PublishedIndicator['cadence']): ChartPoint[] {
  if (cadence === 'run') return [...points]
  return points.flatMap((point, index) => {
    const next = points[index + 1]
    const gaps: ChartPoint[] = []
    for (let period = periodAfter(point.period); next && period < next.period; period = periodAfter(period))
      gaps.push({ period, value: null, low: null, high: null, state: 'not-measured', method: point.method, breakBefore: false })
    return [point, ...gaps]
  })
}
