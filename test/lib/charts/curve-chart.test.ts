import { describe, expect, test } from 'vitest'
import { curveChart, curveFrame, sparkline } from '#lib/charts/curve-chart'
import { aPoint } from '../../published-builders.ts'

const strokes = (path: string) => path.split('M').length - 1

describe('a curve', () => {
  test('is cut where nothing was measured', () => {
    const points = [aPoint('2026-01', 1), aPoint('2026-02', 2), aPoint('2026-03', null), aPoint('2026-04', 2), aPoint('2026-05', 3)]
    expect(strokes(curveChart(points, null).line)).toBe(2)
    expect(curveChart(points, null).marks).toHaveLength(4)
  })

  test('never crosses a change of method', () => {
    const points = [aPoint('2026-01', 1), aPoint('2026-02', 2), aPoint('2026-03', 2, { breakBefore: true, method: 2 }), aPoint('2026-04', 3)]
    const chart = curveChart(points, null)
    expect(strokes(chart.line)).toBe(2)
    expect(chart.breaks).toEqual([{ x: expect.any(Number), before: 1, after: 2 }])
  })

  test('starts at zero when its values are spread, and says so when it does not', () => {
    expect(curveChart([aPoint('2025', 1), aPoint('2026', 10)], null).zeroBased).toBe(true)
    expect(curveChart([aPoint('2025', 1.5), aPoint('2026', 1.6)], null).zeroBased).toBe(false)
  })

  test('has a band only where there is an interval', () => {
    expect(curveChart([aPoint('2025', 1), aPoint('2026', 10)], null).band).toBe('')
    expect(strokes(curveChart([aPoint('2024', 1, { low: 0, high: 2 }), aPoint('2025', 5, { low: 4, high: 6 }), aPoint('2026', 10)], null).band)).toBe(1)
  })

  test('places points by their date, not by their rank', () => {
    const [first, second, third] = curveChart([aPoint('2026-01-01', 1), aPoint('2026-01-11', 5), aPoint('2026-04-11', 10)], null).marks.map(({ x }) => x)
    expect((second ?? 0) - (first ?? 0)).toBeCloseTo((curveFrame.right - curveFrame.left) / 10, 5)
    expect(third).toBeCloseTo(curveFrame.right, 6)
  })

  test('keeps its target inside the frame', () => {
    const { targetY, targetFree } = curveChart([aPoint('2025', 1), aPoint('2026', 2)], { value: 50, due: '2027-12-31', direction: 'at-least' })
    expect(targetY).toBeGreaterThanOrEqual(curveFrame.top)
    expect(targetFree).toBe(true)
  })

  test('of one point is that point, in the middle', () => {
    expect(curveChart([aPoint('2026', 4)], null).marks).toEqual([expect.objectContaining({ x: 50, value: 4 })])
  })
})

describe('a sparkline', () => {
  test('of nothing known has neither line nor point', () => {
    expect(sparkline([aPoint('2026', null)], 26, 3)).toEqual({ line: '', last: null, targetY: null })
  })

  test('of equal values runs through the middle', () => {
    expect(sparkline([aPoint('2025', 4), aPoint('2026', 4)], 26, null).last?.y).toBe(13)
  })

  test('of several that share a scale stands at the height of its own values', () => {
    const low = sparkline([aPoint('2025', 1), aPoint('2026', 1)], 64, null, [0, 10]).last?.y ?? 0
    const high = sparkline([aPoint('2025', 9), aPoint('2026', 9)], 64, null, [0, 10]).last?.y ?? 0
    expect([low, high].map(Math.round)).toEqual([54, 10])
  })

  test('ends at its last known point', () => {
    expect(sparkline([aPoint('2024', 1), aPoint('2025', 3), aPoint('2026', null)], 26, null).last?.x).toBeCloseTo(48, 0)
  })
})
