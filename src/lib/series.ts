import type { Period, Unit } from '#model/quantity'
import type { Point, PublishedIndicator } from '#model/indicator'
import { formatQuantity } from '#lib/format'

/** A point that has a value. */
export type KnownPoint = Point & { value: number }
export const isKnown = (point: Point | null | undefined): point is KnownPoint => point?.value != null

/** What a chart needs of a point; `value: null` is a gap, drawn as such. */
export type ChartPoint = Pick<Point, 'period' | 'value' | 'low' | 'high' | 'state' | 'method' | 'breakBefore'>

export const isBounded = <P extends Pick<Point, 'low' | 'high'>>(point: P): point is P & { low: number; high: number } =>
  point.low !== null && point.high !== null

/** A target voted or announced: its value, its day, and on which side of it one should be. */
export type Target = { value: number; due: string; direction: 'at-least' | 'at-most' }

/** The points since the last change of method, perimeter or sample: only these may be compared with each other. */
export function comparablePoints<P extends { breakBefore: boolean }>(points: readonly P[]): readonly P[] {
  const start = points.findLastIndex((point) => point.breakBefore)
  return start < 0 ? points : points.slice(start)
}

export type Change = 'rise' | 'fall' | 'within'

/**
 * How a value moved between two comparable points. With intervals, a change is said only when they do not overlap;
 * without, only when the two figures differ as they are printed.
 */
export function changeBetween(from: KnownPoint, to: KnownPoint, unit: Unit): Change {
  const clear = isBounded(from) && isBounded(to)
    ? to.low > from.high || to.high < from.low
    : formatQuantity(from.value, unit) !== formatQuantity(to.value, unit)
  if (!clear) return 'within'
  return to.value > from.value ? 'rise' : 'fall'
}

export type Movement = { from: KnownPoint; to: KnownPoint; change: Change }

/** First to last known point since the last break; null when there are not two. */
export function wholeMovement({ series, unit }: Pick<PublishedIndicator, 'series' | 'unit'>): Movement | null {
  const known = comparablePoints(series).filter(isKnown)
  const [from, to] = [known[0], known.at(-1)]
  return from && to && from !== to ? { from, to, change: changeBetween(from, to, unit) } : null
}

/** The last two known points, when nothing breaks the series between them. */
export function latestMovement({ series, unit }: Pick<PublishedIndicator, 'series' | 'unit'>): Movement | null {
  const [from, to] = comparablePoints(series).filter(isKnown).slice(-2)
  return from && to ? { from, to, change: changeBetween(from, to, unit) } : null
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
