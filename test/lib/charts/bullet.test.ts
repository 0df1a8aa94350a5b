import { describe, expect, test } from 'vitest'
import { bullet } from '#lib/charts/bullet'

const exact = { low: null, high: null }

describe('a bullet', () => {
  test('is solid to the low bound and pale to the high bound, on a base of zero', () => {
    const bar = bullet(5.4, 'year', { low: 5.1, high: 5.7 }, 6)
    expect(bar).toEqual({ certain: expect.closeTo(72.86, 2), possible: { x: expect.closeTo(72.86, 2), width: expect.closeTo(8.57, 2) }, target: expect.closeTo(85.71, 2) })
  })

  test('of a percentage ends at one hundred', () => {
    expect(bullet(38, '%', exact, null)).toEqual({ certain: 38, possible: null, target: null })
  })

  test('of a score past one hundred takes its own length', () => {
    expect(bullet(120, 'score', exact, null)?.certain).toBeLessThan(100)
  })

  test('is not drawn where its length would mean nothing', () => {
    expect(bullet(2, 'count', exact, null)).toBeNull()
    expect(bullet(2, 'count', exact, 0)).toBeNull()
    expect(bullet(-3, '%', exact, null)).toBeNull()
  })
})
