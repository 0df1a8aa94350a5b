import type { ArchivedPoint } from '#model/archive'
import type { DatedPoint } from './indicator-series.ts'

/** The last point of each month before a year: what stays of a series when its detail is archived. */
export function monthlyPoints(points: readonly DatedPoint[], before: string): DatedPoint[] {
  const past = points.filter(({ on }) => on < `${before}-01-01`)
  return [...Map.groupBy(past, ({ on }) => on.slice(0, 7)).values()].flatMap((month) => {
    const last = month.at(-1)
    if (last === undefined) return []
    // A break inside the month is one before what stays of it.
    return [{ ...last, point: { ...last.point, breakBefore: month.some(({ point }) => point.breakBefore) } }]
  })
}

/**
 * A series with its archived months before it. A day that the record still holds speaks for itself; where the two meet, a change of method or of
 * basis is a break.
 */
export function withArchived(points: readonly DatedPoint[], archived: readonly ArchivedPoint[]): DatedPoint[] {
  const first = points[0]
  const months: DatedPoint[] = archived
    .filter(({ on }) => first === undefined || on < first.on)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ on, point }) => ({ on, point, breakdowns: [], derivation: null, rows: [] }))
  const last = months.at(-1)
  if (first === undefined || last === undefined) return [...months, ...points]
  const meets = last.point.method === first.point.method && last.point.basis === first.point.basis
  return [...months, { ...first, point: { ...first.point, breakBefore: !meets } }, ...points.slice(1)]
}
