import { describe, expect, test } from 'vitest'
import { breakReasons, changeBetween, comparablePoints, isKnown, latestMovement, missingOf, wholeMovement, withGaps, type KnownPoint } from '#lib/publish/series'
import { aPoint, anIndicator } from '../../published-builders.ts'

const known = (...args: Parameters<typeof aPoint>): KnownPoint => {
  const point = aPoint(...args)
  if (!isKnown(point)) throw new Error('expected a value')
  return point
}

describe('a change between two points', () => {
  test('is said only when their intervals do not overlap', () => {
    const before = known('2025', 10, { low: 8, high: 12 })
    expect(changeBetween(before, known('2026', 14, { low: 12.1, high: 16 }), 't')).toBe('rise')
    expect(changeBetween(before, known('2026', 14, { low: 11.9, high: 16 }), 't')).toBe('within')
    expect(changeBetween(before, known('2026', 5, { low: 4, high: 7.9 }), 't')).toBe('fall')
  })

  test('without interval, is said only when it shows in the printed figures', () => {
    expect(changeBetween(known('2025', 1_130_000), known('2026', 1_140_000), 'B')).toBe('within')
    expect(changeBetween(known('2025', 1_130_000), known('2026', 1_710_000), 'B')).toBe('rise')
    expect(changeBetween(known('2025', 1_000_000), known('2026', 1_000), 'B')).toBe('fall')
  })

  test('without interval, is not said under one per cent, however exactly it is printed', () => {
    expect(changeBetween(known('2025-10', 8_016), known('2026-10', 8_007), 'kWh')).toBe('within')
    expect(changeBetween(known('2025-10', 8_016), known('2026-10', 7_900), 'kWh')).toBe('fall')
  })

  test('is measured against the only interval known, when one of the two has none', () => {
    expect(changeBetween(known('2025', 10), known('2026', 7, { low: 7, high: 10 }), 'count')).toBe('within')
    expect(changeBetween(known('2025', 10), known('2026', 7, { low: 7, high: 9 }), 'count')).toBe('fall')
  })
})

describe('the movement of a series', () => {
  test('of months compares a month with the same month of another year, never two seasons', () => {
    const months = ['2024-10', '2024-11', '2025-10', '2025-11', '2026-09', '2026-10'].map((period, index) => aPoint(period, 8_000 + 500 * index))
    expect(latestMovement(anIndicator(months, { cadence: 'month', unit: 'kWh' }))).toMatchObject({ from: { period: '2025-10' }, to: { period: '2026-10' } })
    expect(wholeMovement(anIndicator(months, { cadence: 'month', unit: 'kWh' }))?.from.period).toBe('2024-10')
    expect(latestMovement(anIndicator(months.slice(-2), { cadence: 'month', unit: 'kWh' }))).toBeNull()
  })

  test('never crosses a change of method', () => {
    const indicator = anIndicator([aPoint('2024', 9e6), aPoint('2025', 5e6, { breakBefore: true }), aPoint('2026', 2e6)])
    expect(wholeMovement(indicator)?.from.period).toBe('2025')
    expect(latestMovement(anIndicator([aPoint('2025', 9e6), aPoint('2026', 2e6, { breakBefore: true })]))).toBeNull()
  })

  test('steps over what was not measured', () => {
    expect(latestMovement(anIndicator([aPoint('2024', 9e6), aPoint('2025', null), aPoint('2026', 2e6)]))?.from.period).toBe('2024')
  })

  test('needs two known points', () => {
    expect(wholeMovement(anIndicator([aPoint('2026', 1)]))).toBeNull()
    expect(wholeMovement(anIndicator([]))).toBeNull()
  })

  test('starts again at the last break', () => {
    expect(comparablePoints([{ breakBefore: true, id: 1 }, { breakBefore: true, id: 2 }, { breakBefore: false, id: 3 }]).map(({ id }) => id)).toEqual([2, 3])
  })
})

describe('what a figure does not hold', () => {
  test('is said of its latest value, or of the last period that was looked at when it never had one', () => {
    const point = (missing: string[]) => aPoint('2026', null, { missing })
    expect(missingOf({ latest: point(['a']), series: [point(['a']), point(['b'])] })).toEqual(['a'])
    expect(missingOf({ latest: null, series: [point(['a']), point(['b'])] })).toEqual(['b'])
    expect(missingOf({ latest: null, series: [] })).toEqual([])
  })
})

describe('a cut in a series', () => {
  test('is given its own reason: an interim ratio, another perimeter, else the method or the sample', () => {
    const cut = (before: string | undefined, after: string | undefined) => breakReasons([{ value: 1, breakBefore: false, ...(before ? { basis: before } : {}) }, { value: 1, breakBefore: true, ...(after ? { basis: after } : {}) }])
    expect(cut('iPUE', 'PUE')).toEqual(['interim'])
    expect(cut('ville', 'ccas ville')).toEqual(['perimeter'])
    expect(cut(undefined, undefined)).toEqual(['method'])
    expect(breakReasons([{ value: 1, breakBefore: true }, { value: 1, breakBefore: false }])).toEqual([])
  })

  test('at a point without a value, or before the first that has one, is of method: what is unknown has no perimeter', () => {
    for (const basis of ['ville', 'iPUE']) {
      expect(breakReasons([{ value: 1, breakBefore: false, basis }, { value: null, breakBefore: true }, { value: 1, breakBefore: false, basis }])).toEqual(['method'])
      expect(breakReasons([{ value: null, breakBefore: false }, { value: 1, breakBefore: true, basis }])).toEqual(['method'])
    }
  })
})

describe('a series put on a calendar', () => {
  test('shows the months that nobody saw as gaps, across a new year', () => {
    const drawn = withGaps([aPoint('2025-11', 1), aPoint('2026-02', 2)], 'month')
    expect(drawn.map(({ period, value }) => [period, value])).toEqual([['2025-11', 1], ['2025-12', null], ['2026-01', null], ['2026-02', 2]])
  })

  test('expects nothing between two runs', () => {
    expect(withGaps([aPoint('2025-11-18', 1), aPoint('2026-05-19', 2)], 'run')).toHaveLength(2)
  })
})
