import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/manufacturing-share'
import { devices, facts } from '../../facts-builders.ts'

describe('the share of making', () => {
  it('is what making weighs in the whole footprint', () => {
    // 10 laptops: 400 kg of making and 15 kg of electricity a year.
    expect(indicator.compute(facts({ observations: [devices(10)] }), '2026').value).toBeCloseTo(100 * 400 / 415, 6)
  })

  it('leaves out of both sides a type whose electricity is unknown, and says how many', () => {
    const measure = indicator.compute(facts({ observations: [devices(10), devices(3, { type: 'monitor' })] }), '2026')
    expect(measure.value).toBeCloseTo(100 * 400 / 415, 6)
    expect(measure).toMatchObject({ n: 10, denominator: 13 })
    expect(measure.missing.join()).toContain('3 appareils')
  })

  it('is unknown without inventory', () => {
    expect(indicator.compute(facts(), '2026')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
