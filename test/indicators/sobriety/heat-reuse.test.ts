import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/heat-reuse'
import { monthsUpTo } from '#lib/time/period'
import { anObservation, facts, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2025-12', 12).flatMap((month) => meters(month, 1500, 1000))

describe('the heat of the rooms that serves elsewhere', () => {
  it('is a declared zero without an exchanger, over the energy that meters read', () => {
    const none = anObservation({ metric: 'energy.reused-heat', subject: 'ville', period: '2025', value: 0, unit: 'kWh', quality: 'declared' })
    expect(indicator.compute(facts({ observations: [...year, none] }), '2025').value).toBe(0)
    expect(indicator.compute(facts({ observations: [...year, { ...none, value: 1800 }] }), '2025').value).toBe(0.1)
    expect(indicator.compute(facts({ observations: year }), '2025').value).toBeNull()
  })
})
