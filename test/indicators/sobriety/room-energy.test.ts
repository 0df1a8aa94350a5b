import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/room-energy'
import { facts, meters } from '../../facts-builders.ts'

describe('the electricity of the server room', () => {
  it('is what the meter of the whole room read in the month', () => {
    const measure = indicator.compute(facts({ observations: [...meters('2026-09', 3000, 2000), ...meters('2026-10', 3200, 2100)] }), '2026-10')
    expect(measure).toMatchObject({ value: 3200, state: 'measured', coverage: 1, missing: [] })
    expect(measure.breakdowns[0]?.rows.map(({ month }) => month)).toEqual(['2026-10', '2026-09'])
  })

  it('is a minimum when part of the month was not read, and fills nothing in', () => {
    const measure = indicator.compute(facts({ observations: meters('2026-10', 2900, 1900, 0.9) }), '2026-10')
    expect(measure).toMatchObject({ value: 2900, coverage: 0.9 })
    expect(measure.missing[0]).toContain('minimum')
  })

  it('is unknown, and not zero, in a month without reading', () => {
    expect(indicator.compute(facts({ observations: meters('2026-09', 3000, 2000) }), '2026-10')).toMatchObject({ value: null, state: 'not-measured' })
  })

  it('is what the bills say when the IT load has no meter, and breaks the series from what meters say', () => {
    const [room] = meters('2026-10', 3100, 0)
    const measure = indicator.compute(facts({ observations: [{ ...room!, quality: 'estimated', source: 'factures', coverage: 0.5 }] }), '2026-10')
    expect(measure).toMatchObject({ value: 3100, state: 'estimated', basis: 'factures', coverage: 0.5 })
    expect(measure.missing.join()).toMatch(/pas de PUE.*minimum/)
  })
})
