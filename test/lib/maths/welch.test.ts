import { describe, expect, it } from 'vitest'
import { holm, studentUpperTail, welchPValue } from '#maths/welch'

describe('the tail of Student’s distribution', () => {
  // Critical values of the printed tables (one-sided).
  it.each([[6.3138, 1, 0.05], [2.92, 2, 0.05], [2.1318, 4, 0.05], [3.7469, 4, 0.01], [1.8125, 10, 0.05], [1.6577, 120, 0.05], [31.599, 2, 0.0005]])(
    'beyond %d with %d degrees holds %d', (t, freedom, p) => expect(studentUpperTail(t, freedom)).toBeCloseTo(p, 4))

  it('is one half on each side', () => {
    expect(studentUpperTail(0, 3.3)).toBeCloseTo(0.5, 9)
    expect(studentUpperTail(-2, 5) + studentUpperTail(2, 5)).toBeCloseTo(1, 9)
  })
})

describe('the test of Welch', () => {
  // Means 5 and 2.2, variances 1.75 and 1.44.
  it('gives what the formula gives by hand', () => {
    const [a, b] = [[4, 4.5, 6.5], [1, 2.2, 3.4]]
    const [va, vb] = [1.75 / 3, 1.44 / 3]
    const freedom = (va + vb) ** 2 / (va ** 2 / 2 + vb ** 2 / 2)
    expect(welchPValue(a, b)).toBeCloseTo(studentUpperTail((5 - 2.2) / Math.sqrt(va + vb), freedom), 9)
  })

  it('says nothing of one load, nor of loads that do not vary', () => {
    expect(welchPValue([4], [1, 2])).toBeNull()
    expect(welchPValue([4, 4], [1, 1])).toBeNull()
  })
})

describe('several tests at once, by Holm', () => {
  it('hold the smallest to a share of alpha, the next to a greater one, and stop at the first that fails', () => {
    expect(holm([0.01, 0.04, 0.03], 0.05)).toEqual([true, false, false])
    expect(holm([0.001, 0.04, 0.02], 0.05)).toEqual([true, true, true])
    expect(holm([0.03, 0.001], 0.05)).toEqual([true, true])
    expect(holm([], 0.05)).toEqual([])
  })
})
