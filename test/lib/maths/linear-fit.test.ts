import { describe, expect, it } from 'vitest'
import { linearFit, predicted } from '#maths/linear-fit'

/** Anscombe (1973), first set: y = 3 + 0.5 x, r² 0.667. */
const anscombe = [[10, 8.04], [8, 6.95], [13, 7.58], [9, 8.81], [11, 8.33], [14, 9.96], [6, 7.24], [4, 4.26], [12, 10.84], [7, 4.82], [5, 5.68]] as const

describe('a least squares fit', () => {
  it('finds the plane that points lie on', () => {
    const rows = [[1, 2], [3, 1], [4, 4], [0, 5], [7, 3]]
    const fit = linearFit(rows, rows.map(([a = 0, b = 0]) => 10 + 2 * a - 3 * b))
    expect(fit?.coefficients).toEqual([10, 2, -3].map((value) => expect.closeTo(value, 9)))
    expect([fit?.r2, fit?.residualDeviation]).toEqual([expect.closeTo(1, 9), expect.closeTo(0, 6)])
    expect(predicted(fit?.coefficients ?? [], [2, 2])).toBeCloseTo(8, 9)
  })

  it('gives the published figures of Anscombe’s first set', () => {
    const fit = linearFit(anscombe.map(([x]) => [x]), anscombe.map(([, y]) => y))
    expect(fit?.coefficients).toEqual([expect.closeTo(3.0001, 4), expect.closeTo(0.5001, 4)])
    expect([fit?.r2, fit?.residualDeviation]).toEqual([expect.closeTo(0.6665, 4), expect.closeTo(1.2366, 4)])
  })

  it('is none with too few points, or regressors that say the same', () => {
    expect(linearFit([[1], [2]], [1, 2])).toBeNull()
    expect(linearFit([[1, 2], [2, 4], [3, 6], [4, 8], [5, 10]], [1, 2, 3, 4, 5])).toBeNull()
    expect(linearFit([], [])).toBeNull()
  })
})
