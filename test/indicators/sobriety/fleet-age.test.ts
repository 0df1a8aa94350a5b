import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/fleet-age'
import { devices, facts } from '../../facts-builders.ts'

describe('the age of the fleet', () => {
  it('is the median over devices, counted from July of the year of purchase to the day of the inventory', () => {
    const observations = [devices(1, { purchaseYear: '2026' }), devices(3, { purchaseYear: '2022' }), devices(1, { purchaseYear: '2010' })]
    expect(indicator.compute(facts({ observations }), '2026').value).toBeCloseTo(4.33, 1)
  })

  it('lowers the coverage for devices without a date, and gives them no age', () => {
    const measure = indicator.compute(facts({ observations: [devices(1, { purchaseYear: '2022' }), devices(3, { purchaseYear: 'unknown' })] }), '2026')
    expect(measure).toMatchObject({ value: expect.closeTo(4.33, 1), n: 1, denominator: 4, coverage: 0.25 })
    expect(measure.breakdowns.find(({ id }) => id === 'by-purchase-year')?.rows).toContainEqual({ year: 'Non connue', devices: 3 })
  })

  it('leaves out retired devices', () => {
    expect(indicator.compute(facts({ observations: [devices(2, { purchaseYear: '2022' }), devices(9, { purchaseYear: '2008', state: 'retired' })] }), '2026')).toMatchObject({ denominator: 2 })
  })

  it('is unknown without a single date', () => {
    expect(indicator.compute(facts({ observations: [devices(5, { purchaseYear: 'unknown' })] }), '2026')).toMatchObject({ value: null, state: 'not-measured', n: 0, denominator: 5 })
  })
})
