import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/footprint-per-agent'
import { aTerritory, devices, facts } from '../../facts-builders.ts'

const staffed = { ...aTerritory, equippedStaff: { value: 5, on: '2026-10-31', source: 'Bilan social' } }

describe('the footprint of an agent', () => {
  it('is the footprint of the fleet, in kilograms, over the staff of the same year', () => {
    // 10 laptops weigh 415 kg a year.
    const measure = indicator.compute(facts({ territory: staffed, observations: [devices(10)] }), '2026')
    expect(measure.value).toBeCloseTo(83, 6)
    expect(measure.low!).toBeLessThan(83)
    expect(measure).toMatchObject({ n: 5, state: 'estimated' })
  })

  it('is unknown without the staff of that year', () => {
    for (const [territory, period] of [[aTerritory, '2026'], [staffed, '2025']] as const)
      expect(indicator.compute(facts({ territory, observations: [devices(10, {}, { period })] }), period)).toMatchObject({ value: null, state: 'not-measured' })
  })
})
