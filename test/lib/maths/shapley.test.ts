import { describe, expect, it } from 'vitest'
import { shapleySplit } from '#maths/shapley'

describe('a change split among its causes', () => {
  it('gives each cause of a sum its own change', () => {
    expect(shapleySplit(['a', 'b'], (changed) => (changed.has('a') ? 7 : 2) + (changed.has('b') ? 1 : 10))).toEqual({ a: 5, b: -9 })
  })

  it('halves what two causes do only together', () => {
    // 2 × 3 → 4 × 5: 14 in all; a alone 6, b alone 4, and 4 that need both.
    expect(shapleySplit(['a', 'b'], (changed) => (changed.has('a') ? 4 : 2) * (changed.has('b') ? 5 : 3))).toEqual({ a: 8, b: 6 })
  })

  it('sums to the whole change, whatever the number of causes', () => {
    const [before, after] = [[1.7, 0.13, 42, 9.1, 0.5], [2.9, 0.31, 17, 8.8, 0.61]]
    const causes = ['0', '1', '2', '3', '4']
    const product = (changed: ReadonlySet<string>) => causes.reduce((value, cause) => value * (changed.has(cause) ? after : before)[Number(cause)]!, 1)
    const split = shapleySplit(causes, product)
    const whole = product(new Set(causes)) - product(new Set())
    expect(Object.values(split).reduce((sum, part) => sum + part)).toBeCloseTo(whole, 9)
  })

  it('gives nothing to what did not change', () => {
    expect(shapleySplit(['a', 'idle'], (changed) => (changed.has('a') ? 9 : 4)).idle).toBe(0)
  })
})
