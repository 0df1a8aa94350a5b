import { describe, expect, it } from 'vitest'
import type { ArchivedPoint } from '#model/archive'
import type { Point } from '#model/indicator'
import { monthlyPoints, withArchived } from '#lib/publish/archived-series'
import type { DatedPoint } from '#lib/publish/indicator-series'

const point = (value: number, change: Partial<Point> = {}): Point => ({
  value, low: null, high: null, state: 'computed', coverage: 1, n: 1, denominator: 1, missing: [], inputs: { runs: [], sources: [], factors: [] }, period: '2025-01-01', method: 1, breakBefore: false, ...change,
})
const dated = (on: string, value: number, change: Partial<Point> = {}): DatedPoint => ({ on, point: point(value, { period: on, ...change }), breakdowns: [], derivation: null, rows: [] })
const archived = (on: string, value: number, change: Partial<Point> = {}): ArchivedPoint => ({ schema: 'trefle/archived-point@1', indicator: 'page-weight', on, point: point(value, { period: on, ...change }), archive: 'a'.repeat(64) })
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
    expect(values(withArchived([dated('2026-01-01', 3)], [archived('2025-12-30', 2), archived('2025-11-30', 1)]))).toEqual([['2025-11-30', 1, false], ['2025-12-30', 2, false], ['2026-01-01', 3, false]])
  })

  it('breaks where the method changed between them', () => {
    expect(values(withArchived([dated('2026-01-01', 3, { method: 2 })], [archived('2025-12-30', 2)])).at(-1)).toEqual(['2026-01-01', 3, true])
  })

  it('lets the record speak for a day that it still holds', () => {
    expect(values(withArchived([dated('2025-12-30', 9), dated('2026-01-01', 3)], [archived('2025-12-30', 2)]))).toEqual([['2025-12-30', 9, false], ['2026-01-01', 3, false]])
  })
})
