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
    expect(measure.missing.join()).toMatch(/minimum.*pas de PUE/)
  })

  it('waits for half of a month: one that only begins is not a fall', () => {
    const begun = [...meters('2026-10', 3200, 2100), ...meters('2026-11', 210, 140, 0.07)]
    expect(indicator.compute(facts({ observations: begun }), '2026-11')).toMatchObject({ value: null, missing: [expect.stringContaining('Moins de la moitié')] })
    expect(indicator.compute(facts({ observations: begun }), '2026-10').value).toBe(3200)
  })

  it('counts what the room drew while its IT load was not read', () => {
    const [room] = meters('2026-10', 3200, 0)
    const measure = indicator.compute(facts({ observations: [...meters('2026-10', 1700, 1100, 0.55), { ...room!, metric: 'energy.room-alone' }] }), '2026-10')
    expect(measure).toMatchObject({ value: 3200, state: 'measured', coverage: 1, missing: [] })
    expect(measure.breakdowns[0]?.rows[0]).toMatchObject({ room: 3200, it: 1100, pue: expect.closeTo(1700 / 1100, 9) })
  })

  it('is doubted aloud when the IT load exceeds the room', () => {
    expect(indicator.compute(facts({ observations: meters('2026-10', 2000, 3000) }), '2026-10').missing.join()).toMatch(/dépasse la salle entière.*intervertis/)
  })

  it('adds the rooms, read or billed, and names the one that a month does not count', () => {
    const [bill] = meters('2026-09', 1000, 0).map((each) => ({ ...each, subject: 'annexe', quality: 'declared' as const, source: 'factures' }))
    const observations = [bill!, ...meters('2026-09', 3000, 2000), ...meters('2026-10', 3200, 2100)]
    expect(indicator.compute(facts({ observations }), '2026-09')).toMatchObject({ value: 4000, state: 'declared', basis: 'annexe, salle, factures', missing: ['annexe : la part informatique n’est pas relevée, pas de PUE.'] })
    expect(indicator.compute(facts({ observations }), '2026-10')).toMatchObject({ value: 3200, basis: 'salle', missing: [expect.stringMatching(/^annexe .*ne compte pas cette salle/)] })
  })
})
