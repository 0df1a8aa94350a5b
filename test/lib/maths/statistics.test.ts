import { describe, expect, it } from 'vitest'
import { countedQuantile, logNormalInterval, median, productDeviation, quantile } from '#maths/statistics'

describe('quantiles', () => {
  it('interpolate between closest ranks, as spreadsheets do', () => {
    expect(quantile([15, 20, 35, 40, 50], 0.4)).toBeCloseTo(29, 12)
    expect(median([3, 1, 2, 10])).toBe(2.5)
  })

  it('weigh a counted value as if it were written that many times', () => {
    const counted = [{ value: 9, count: 1 }, { value: 2, count: 3 }, { value: 4, count: 2 }]
    const written = [2, 2, 2, 4, 4, 9]
    for (const p of [0, 0.1, 0.25, 0.5, 0.73, 0.9, 1]) expect(countedQuantile(counted, p)).toBeCloseTo(quantile(written, p) ?? NaN, 12)
  })

  it('of nothing are unknown, not zero', () => {
    expect(median([])).toBeNull()
    expect(countedQuantile([{ value: 5, count: 0 }], 0.5)).toBeNull()
  })

  it('refuse a probability outside 0 to 1', () => {
    expect(() => quantile([1], 50)).toThrow(RangeError)
  })
})

describe('the log-normal interval', () => {
  it('keeps the mean inside and is wider above than below', () => {
    const { low, high } = logNormalInterval(100, 0.5)
    expect(low).toBeLessThan(100)
    expect(high - 100).toBeGreaterThan(100 - low)
  })

  it('has no width without uncertainty, nor around zero', () => {
    const exact = logNormalInterval(42, 0)
    expect(exact.low).toBeCloseTo(42, 12)
    expect(exact.high).toBeCloseTo(42, 12)
    expect(logNormalInterval(0, 0.5)).toEqual({ low: 0, high: 0 })
  })

  it('refuses a negative mean', () => {
    expect(() => logNormalInterval(-1, 0.1)).toThrow(RangeError)
  })
})

describe('the deviation of a product', () => {
  it('is the one of its only uncertain factor', () => {
    expect(productDeviation(0.3, 0, 0)).toBeCloseTo(0.3, 12)
  })
})
