import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/carbon-usage'
import { recompute } from '#lib/explain/derivation'
import { monthsUpTo } from '#lib/time/period'
import { facts, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2024-12', 12)

describe('the carbon of a useful kilowatt-hour', () => {
  it('is the factor of the grid times the PUE when all energy is from the grid', () => {
    const measure = indicator.compute(facts({ observations: year.flatMap((month) => meters(month, 1500, 1000)) }), '2024-12')
    expect(measure).toMatchObject({ value: expect.closeTo(50 * 1.5, 9), basis: 'PUE', coverage: 1 })
    expect(recompute(measure.derivation!)).toBe(measure.value)
    expect(measure.low).toBeLessThan(75)
  })

  it('is interim under a year, and unknown when the meters contradict each other', () => {
    const observations = year.slice(6).flatMap((month) => meters(month, 1500, 1000))
    expect(indicator.compute(facts({ observations }), '2024-12')).toMatchObject({ basis: 'iPUE', n: 6 })
    expect(indicator.compute(facts({ observations: meters('2024-12', 900, 1000) }), '2024-12')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
