import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/kept-beyond-five-years'
import { devices, facts } from '../../facts-builders.ts'

const of = (observations: ReturnType<typeof devices>[]) => indicator.compute(facts({ observations }), '2026')

describe('the share of the fleet kept beyond five years', () => {
  it('counts the devices in service whose age is known', () => {
    expect(of([devices(30, { purchaseYear: '2019' }), devices(10, { purchaseYear: '2024' }), devices(99, { purchaseYear: '2012', state: 'retired' })])).toMatchObject({ value: 75, n: 40, denominator: 40 })
  })

  it('lowers the coverage for a device without date, without giving it an age', () => {
    const measure = of([devices(20, { purchaseYear: '2019' }), devices(20, { purchaseYear: 'unknown' })])
    expect(measure).toMatchObject({ value: 100, coverage: 0.5, n: 20, denominator: 40 })
    expect(measure.missing.join()).toContain('20 appareils')
  })

  it('is unknown, and not zero, when no date is known', () => {
    expect(of([devices(20, { purchaseYear: 'unknown' })])).toMatchObject({ value: null, state: 'not-measured' })
  })
})
