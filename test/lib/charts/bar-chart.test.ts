import { describe, expect, test } from 'vitest'
import { barChart, barFrame } from '#lib/charts/bar-chart'
import { aPoint } from '../../published-builders.ts'

const target = (value: number) => ({ value, due: '2027-12-31', direction: 'at-most' as const })

describe('bars', () => {
  test('start at zero: twice the value is twice the height', () => {
    const [one, two] = barChart([aPoint('2025', 5), aPoint('2026', 10)], null).bars
    expect(two?.certain?.height).toBeCloseTo(2 * (one?.certain?.height ?? 0), 6)
    expect(two?.certain?.y).toBeCloseTo(barFrame.top, 6)
  })

  test('are solid to the low bound and pale to the high bound, with a line at the value kept', () => {
    const [bar] = barChart([aPoint('2026', 10, { low: 8, high: 12 })], null).bars
    const scale = (barFrame.base - barFrame.top) / 12
    expect(bar?.certain?.height).toBeCloseTo(8 * scale, 6)
    expect(bar?.possible).toEqual({ y: barFrame.top, height: expect.closeTo(4 * scale, 6) })
    expect(bar?.keptY).toBeCloseTo(barFrame.base - 10 * scale, 6)
  })

  test('keep the next places of a series that has just begun, apart from its own and of one width', () => {
    const { bars: [only], waiting } = barChart([aPoint('2026', 5)], null)
    expect(waiting.map(({ x }) => x).every((x) => x > (only?.x ?? 0) + (only?.width ?? 0))).toBe(true)
    expect(waiting.map(({ width }) => width)).toEqual([only?.width, only?.width])
    expect(barChart([aPoint('2024', 1), aPoint('2025', 2), aPoint('2026', 3)], null).waiting).toEqual([])
  })

  test('leave an unknown value its place, without a height', () => {
    const [, gap] = barChart([aPoint('2025', 5), aPoint('2026', null)], null).bars
    expect(gap).toMatchObject({ certain: null, possible: null, keptY: null, value: null })
  })

  test('are hatched when estimated', () => {
    expect(barChart([aPoint('2025', 5), aPoint('2026', 5, { state: 'estimated' })], null).bars.map(({ hatched }) => hatched)).toEqual([false, true])
  })

  test('stay inside the frame and keep a human width, from one point to eight', () => {
    for (const count of [1, 2, 3, 8]) {
      const { bars } = barChart(Array.from({ length: count }, (_, index) => aPoint(String(2019 + index), index)), null)
      expect(Math.min(...bars.map(({ x }) => x))).toBeGreaterThan(0)
      expect(Math.max(...bars.map(({ x, width }) => x + width))).toBeLessThan(100)
      expect(Math.max(...bars.map(({ width }) => width))).toBeLessThanOrEqual(14)
    }
  })

  test('leave room for a target above them, and know whether its words would touch a bar', () => {
    expect(barChart([aPoint('2026', 5)], target(10))).toMatchObject({ targetY: barFrame.top, targetFree: true })
    expect(barChart([aPoint('2026', 5)], target(3)).targetFree).toBe(false)
  })

  test('of zeros draw a base and no height', () => {
    expect(barChart([aPoint('2026', 0)], null).bars[0]?.certain?.height).toBe(0)
  })

  test('show a change of method between the bars it parts', () => {
    const { breaks, bars } = barChart([aPoint('2025', 5), aPoint('2026', 5, { breakBefore: true, method: 2 })], null)
    expect(breaks).toEqual([{ x: expect.any(Number), before: 1, after: 2 }])
    expect(breaks[0]?.x).toBeGreaterThan(bars[0]?.centre ?? 100)
    expect(breaks[0]?.x).toBeLessThan(bars[1]?.centre ?? 0)
  })
})
