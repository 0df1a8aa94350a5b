import type { ArchivedPoint } from '#model/archive'
import type { ExplainedBounds, ExplainedCounts } from '#model/indicator'
import { given } from '../explain/derivation.ts'
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

/** An archived figure, with the name of the archive that holds its detail. */
export type ArchivedFigure = ArchivedPoint & { name: string }

/** Of an archived figure, its numbers stay in the record and their steps are in the archive: each is a leaf that says where. */
function archivedDated({ on, point, name, archive }: ArchivedFigure, unit: string): DatedPoint {
  const leaf = (label: string, value: number | null, of = '') => (value === null ? undefined : given(label, value, of, { kind: 'archive', name, sha256: archive }))
  const [low, high] = [leaf('Au moins', point.low, unit), leaf('Au plus', point.high, unit)]
  const counts: ExplainedCounts = { n: leaf('Compté', point.n), denominator: leaf('Attendu', point.denominator), coverage: leaf('Part de ce qui devait être vu', point.coverage) }
  const bounds: ExplainedBounds | undefined = low && high && { low, high }
  return { on, point, breakdowns: [], derivation: leaf('Chiffre publié avant l’archivage', point.value, unit) ?? null, ...(bounds && { bounds }), counts, rows: [] }
}

/**
 * A series with its archived months before it. A day that the record still holds speaks for itself; where the two meet, a change of method or of
 * basis is a break.
 */
export function withArchived(points: readonly DatedPoint[], archived: readonly ArchivedFigure[], unit: string): DatedPoint[] {
  const first = points[0]
  const months: DatedPoint[] = archived
    .filter(({ on }) => first === undefined || on < first.on)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map((figure) => archivedDated(figure, unit))
  const last = months.at(-1)
  if (first === undefined || last === undefined) return [...months, ...points]
  const meets = last.point.method === first.point.method && last.point.basis === first.point.basis
  return [...months, { ...first, point: { ...first.point, breakBefore: !meets } }, ...points.slice(1)]
}
