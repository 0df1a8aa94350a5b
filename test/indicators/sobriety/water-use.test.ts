import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/water-use'
import { monthsUpTo } from '#lib/time/period'
import { anObservation, facts, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2025-12', 12).flatMap((month) => meters(month, 1500, 1000))

describe('the water of the rooms', () => {
  it('is that of the year over the energy of the IT load, not of the whole room', () => {
    const water = anObservation({ metric: 'water.room', subject: 'ville', period: '2025', value: 18_000, unit: 'L', quality: 'declared' })
    expect(indicator.compute(facts({ observations: [...year, water] }), '2025').value).toBe(1.5)
    expect(indicator.compute(facts({ observations: [...year.slice(0, 22), water] }), '2025')).toMatchObject({ value: null, missing: [expect.stringContaining('91 % de 2025')] })
  })
})
