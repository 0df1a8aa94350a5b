import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/room-carbon'
import { recompute } from '#lib/explain/derivation'
import { monthsUpTo } from '#lib/time/period'
import { loadFactorBook } from '#effects/territory/factors'
import { anObservation, facts, meters } from '../../facts-builders.ts'

const factors = await loadFactorBook()
const observations = monthsUpTo('2024-12', 12).flatMap((month) => meters(month, 1500, 1000))
const declared = (metric: string, value: number, unit: 'kWh' | 'g/kWh') => anObservation({ metric, subject: 'ville', period: '2024', value, unit })
const compute = (more = observations) => indicator.compute(facts({ observations: more, factors }), '2024-12')
const tableOf = (id: string, measure = compute()) => measure.breakdowns.find((each) => each.id === id)?.rows ?? []

describe('the carbon of the electricity of the rooms', () => {
  it('is twelve months by the factor of ADEME of their year, with the interval of the factor', () => {
    const measure = compute()
    expect(measure).toMatchObject({ value: expect.closeTo(18_000 * 0.0519, 6), n: 12, coverage: 1 })
    expect(measure.low).toBeLessThan(18_000 * 0.0519 * 0.87)
    expect(measure.high).toBeGreaterThan(18_000 * 0.0519 * 1.14)
    expect(recompute(measure.derivation!)).toBe(measure.value)
  })

  it('shows the other sources apart, each with its year and perimeter, and mixes none of them in', () => {
    const rows = tableOf('grid-factors')
    expect(rows.map(({ grams }) => grams)).toEqual([51.9, 33, 44.18, 21.7].map((grams) => expect.closeTo(grams, 6)))
    expect(new Set(rows.map(({ perimeter }) => perimeter)).size).toBe(4)
    expect(rows.every(({ year }) => year === '2024')).toBe(true)
  })

  it('has no market-based figure without the residual mix: the average of the grid never stands in for it', () => {
    const measure = compute([...observations, declared('energy.renewable', 9000, 'kWh')])
    expect(tableOf('approaches', measure)[1]).toMatchObject({ kg: null })
    expect(measure.missing.join()).toContain('le mix résiduel de 2024')
  })

  it('has it beside the other when both are declared, never added', () => {
    const measure = compute([...observations, declared('energy.renewable', 9000, 'kWh'), declared('electricity.residual-factor', 60, 'g/kWh')])
    expect(tableOf('approaches', measure).map(({ kg }) => kg)).toEqual([expect.closeTo(934.2, 6), expect.closeTo(540, 6)])
    expect(measure.value).toBeCloseTo(934.2, 6)
  })

  it.each([
    ['read in part', monthsUpTo('2024-12', 12).flatMap((month) => meters(month, 900, 600, 0.6)), /2024 n’est relevée qu’à 60 % : son carbone est un minimum/],
    ['of rooms that change', [...observations, ...meters('2024-12', 500, 300).map((each) => ({ ...each, subject: 'annexe' }))], /2024 : annexe n’a que 1 mois sur 12/],
  ])('takes no certificates off a year %s', (_what, partly, said) => {
    const measure = compute([...partly, declared('energy.renewable', 12_600, 'kWh'), declared('electricity.residual-factor', 60, 'g/kWh')])
    const [location, market] = tableOf('approaches', measure)
    expect(location?.kg).toBeGreaterThan(0)
    expect(market).toMatchObject({ kg: null, basis: 'année relevée en partie' })
    expect(measure.missing.join(' ')).toMatch(said)
    expect(measure.missing.join(' ')).toContain('ne se retirent que d’une année relevée à 95 %')
  })

  it('counts once the certificates that two sources state', () => {
    const renewable = declared('energy.renewable', 9000, 'kWh')
    const measure = compute([...observations, renewable, { ...renewable, source: 'autre' }, declared('electricity.residual-factor', 60, 'g/kWh')])
    expect(tableOf('approaches', measure)[1]?.kg).toBeCloseTo(540, 6)
    expect(measure.missing.join()).toContain('Plusieurs sources donnent un même chiffre')
  })

  it('is not below zero when certificates exceed the use', () => {
    const measure = compute([...observations, declared('energy.renewable', 99_000, 'kWh'), declared('electricity.residual-factor', 60, 'g/kWh')])
    expect(tableOf('approaches', measure)[1]?.kg).toBe(0)
  })

  it('compares the two approaches over the calendar year of the contracts, not over twelve sliding months', () => {
    const longer = [...observations, ...monthsUpTo('2025-03', 3).flatMap((month) => meters(month, 3000, 1000)), declared('energy.renewable', 9000, 'kWh'), declared('electricity.residual-factor', 60, 'g/kWh')]
    const measure = indicator.compute(facts({ observations: longer, factors }), '2025-03')
    expect(measure.value).toBeCloseTo((9 * 1500 + 3 * 3000) * 0.0519, 6)
    expect(tableOf('approaches', measure).map(({ kg }) => kg)).toEqual([expect.closeTo(934.2, 6), expect.closeTo(540, 6)])
    expect(measure.breakdowns[0]?.title).toContain('année civile 2024')
    expect(tableOf('approaches', measure).map(({ year }) => year)).toEqual(['2024', '2024'])
  })

  it('needs no meter of the IT load: bills are enough', () => {
    const billed = observations.filter(({ metric }) => metric === 'energy.room').map((each) => ({ ...each, quality: 'declared' as const }))
    expect(compute(billed)).toMatchObject({ value: expect.closeTo(934.2, 6) })
  })

  it('is unknown when a month is missing, and a minimum when part of one is', () => {
    expect(compute(observations.slice(4))).toMatchObject({ value: null, state: 'not-measured', missing: ['Il manque 2 mois sur douze.'] })
    expect(indicator.compute(facts({ observations, factors }), '2025-01')).toMatchObject({ value: null })
    expect(compute([...observations.slice(2), ...meters('2024-01', 1400, 900, 0.9)]).missing.join()).toContain('minimum')
  })
})
