import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/electricity-hours'
import { anObservation, facts } from '../../facts-builders.ts'

const fact = (hour: string, value: number) => anObservation({ metric: 'electricity.direct-intensity', subject: 'france', period: '2026-09', value, unit: 'g/kWh', quality: 'estimated', coverage: 0.99, dimensions: { hour } })

describe('the hours of electricity', () => {
  it('are the mean of the month, with its hours in order', () => {
    const measure = indicator.compute(facts({ observations: [fact('all', 24), fact('19', 40), fact('03', 18)] }), '2026-09')
    expect(measure).toMatchObject({ value: 24, state: 'estimated', coverage: 0.99 })
    expect(measure.breakdowns[0]?.rows).toEqual([{ hour: '03 h', value: 18 }, { hour: '19 h', value: 40 }])
  })

  it('are unknown without data', () => {
    expect(indicator.compute(facts({ observations: [fact('all', 24)] }), '2026-10')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
