import { describe, expect, it } from 'vitest'
import type { Point } from '#model/indicator'
import { monthlyPoints, withArchived, type ArchivedFigure } from '#lib/publish/archived-series'
import { numbersOf } from '#lib/explain/points'
import type { DatedPoint } from '#lib/publish/indicator-series'

const point = (value: number, change: Partial<Point> = {}): Point => ({
  value, low: null, high: null, state: 'computed', coverage: 1, n: 1, denominator: 1, missing: [], inputs: { runs: [], sources: [], factors: [] }, period: '2025-01-01', method: 1, breakBefore: false, ...change,
})
const dated = (on: string, value: number, change: Partial<Point> = {}): DatedPoint => ({ on, point: point(value, { period: on, ...change }), breakdowns: [], derivation: null, rows: [] })
const archived = (on: string, value: number, change: Partial<Point> = {}): ArchivedFigure => ({ name: 'villeneuve-2025.zip', schema: 'trefle/archived-point@1', indicator: 'page-weight', on, point: point(value, { period: on, ...change }), archive: 'a'.repeat(64) })
const values = (points: readonly DatedPoint[]) => points.map((each) => [each.on, each.point.value, each.point.breakBefore])

describe('what stays of a series whose detail is archived', () => {
  it('is the last figure of each month, and nothing of the years that remain', () => {
    expect(values(monthlyPoints([dated('2025-03-02', 1), dated('2025-03-30', 2), dated('2025-04-01', 3), dated('2026-01-01', 4)], '2026'))).toEqual([['2025-03-30', 2, false], ['2025-04-01', 3, false]])
  })

  it('keeps a break that stood inside a month', () => {
    expect(values(monthlyPoints([dated('2025-03-02', 1, { breakBefore: true }), dated('2025-03-30', 2)], '2026'))).toEqual([['2025-03-30', 2, true]])
  })
})

describe('a series with its archived months', () => {
  it('goes on from them without a break when nothing changed', () => {
    expect(values(withArchived([dated('2026-01-01', 3)], [archived('2025-12-30', 2), archived('2025-11-30', 1)], 'g'))).toEqual([['2025-11-30', 1, false], ['2025-12-30', 2, false], ['2026-01-01', 3, false]])
  })

  it('breaks where the method changed between them', () => {
    expect(values(withArchived([dated('2026-01-01', 3, { method: 2 })], [archived('2025-12-30', 2)], 'g')).at(-1)).toEqual(['2026-01-01', 3, true])
  })

  it('lets the record speak for a day that it still holds', () => {
    expect(values(withArchived([dated('2025-12-30', 9), dated('2026-01-01', 3)], [archived('2025-12-30', 2)], 'g'))).toEqual([['2025-12-30', 9, false], ['2026-01-01', 3, false]])
  })

  it('names for each of its numbers the archive that holds the detail', () => {
    const [first] = withArchived([], [archived('2025-12-30', 2, { low: 1, high: 3, coverage: 0.5, n: 1, denominator: 2 })], 'g')
    const trees = [first?.derivation, first?.bounds?.low, first?.bounds?.high, first?.counts?.n, first?.counts?.denominator, first?.counts?.coverage]
    expect(trees.map((tree) => tree?.value)).toEqual([2, 1, 3, 1, 2, 0.5])
    for (const tree of trees) expect(tree?.from).toEqual([{ kind: 'archive', name: 'villeneuve-2025.zip', sha256: 'a'.repeat(64) }])
  })

  it('has no tree for what it did not know', () => {
    const [first] = withArchived([], [{ ...archived('2025-12-30', 2), point: point(2, { value: null, n: null, denominator: null, coverage: null }) }], 'g')
    expect(numbersOf(first!)).toEqual([])
  })
})
