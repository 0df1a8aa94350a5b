import { describe, expect, it } from 'vitest'
import type { FactorBook } from '#model/factor'
import type { FleetScenario } from '#model/fleet-scenario'
import { footprintOf } from '#lib/estate/fleet-carbon'
import { fleetOf } from '#lib/estate/fleet'
import { recompute } from '#lib/explain/derivation'
import { scenarioTable, verdictOf } from '#lib/scenarios/scenario-table'
import { whatIf } from '#lib/scenarios/what-if'
import { aFactorBook, devices } from '../../facts-builders.ts'

const avoided = { ...[...aFactorBook.factors.values()][0]!, id: 'refurbished.avoided.laptop', value: 27, unit: 'kgCO2e/year' }
const book: FactorBook = { ...aFactorBook, factors: new Map([...aFactorBook.factors, [avoided.id, avoided]]) }
const undated = { purchaseYear: 'unknown' }
const fleet = fleetOf([devices(10, undated), devices(30, { ...undated, type: 'monitor' })], '2026', book)!
const scenario = (part: Partial<FleetScenario>): FleetScenario => ({ id: 'essai', title: 'Essai', assumption: 'essai', source: 'essai', ...part })
const ask = (part: Partial<FleetScenario>) => whatIf(fleet, 2026, book, scenario(part))

describe('a fleet as it could be', () => {
  it('spreads the making over the longer life, and leaves electricity as it is', () => {
    // 10 × 200 kg over 8 years in place of 5: 400 → 250 kg a year.
    expect(ask({ lifetimes: { laptop: 8 } }).difference.kgCO2ePerYear).toBeCloseTo(-150, 9)
  })

  it('stretches every life at once', () => {
    // (400 + 375) kg of making a year, divided by 1.5.
    expect(ask({ lifetimeStretch: 1.5 }).difference.kgCO2ePerYear).toBeCloseTo(-775 / 3, 9)
  })

  it('takes away the screens beyond those of a desk, and never adds one', () => {
    expect(ask({ screensPerDesk: 1 }).difference.kgCO2ePerYear).toBeCloseTo(-20 * 12.5, 9)
    const more = ask({ screensPerDesk: 4 })
    expect(more.difference.kgCO2ePerYear).toBe(0)
    expect(more.notes.join()).toContain('pas plus d’écrans')
  })

  it('puts a new device of another type where one was', () => {
    // 5 of 10 laptops become monitors: 5 × (12.5 − 41.5).
    expect(ask({ replace: [{ from: 'laptop', to: 'monitor', share: 0.5 }] }).difference.kgCO2ePerYear).toBeCloseTo(-145, 9)
  })

  it('makes old devices new again, which costs what they had already spread', () => {
    const old = fleetOf([devices(10, { purchaseYear: '2014' })], '2026', book)!
    expect(whatIf(old, 2026, book, scenario({ renewAfterYears: { laptop: 7 } })).difference.kgCO2ePerYear).toBeGreaterThan(200)
  })

  it('counts refurbished devices for their share of the making, and keeps what they avoid apart', () => {
    const { avoided: apart, difference } = ask({ reuseShare: 0.3 })
    // 3 of 10 laptops carry 40 % of 40 kg a year, 9 of 30 screens half of 12.5 kg.
    expect(difference.kgCO2ePerYear).toBeCloseTo(-3 * 24 - 9 * 6.25, 9)
    expect(apart).toMatchObject({ devices: 3, factors: ['refurbished.avoided.laptop'] })
    expect(apart?.kgCO2ePerYear).toBeCloseTo(81, 9)
  })

  it('says that a type is not there rather than that it changes nothing', () => {
    expect(verdictOf(ask({ lifetimes: { server: 9 } }))).toBe('Aucun appareil « server » en service.')
  })
})

describe('whether a scenario may be said better', () => {
  it('doubts the share that a refurbished device carries as well as the factor', () => {
    const laptops = fleetOf([devices(10, undated)], '2026', book)!
    const { difference: { kgCO2ePerYear, interval } } = whatIf(laptops, 2026, book, scenario({ reuseShare: 0.5 }))
    // 200 kg of making become 80 kg, known within 50 %; the 120 kg that go are known within 30 %.
    expect(interval.high - kgCO2ePerYear).toBeCloseTo(1.6448536 * Math.hypot(0.3 * 120, 0.5 * 80), 3)
  })

  it('is sure of a longer life: the same factor errs as much before as after', () => {
    const { difference } = ask({ lifetimes: { laptop: 8 } })
    // 150 kg ± 1.645 × 30 %.
    expect(difference.interval.low).toBeCloseTo(-150 * (1 + 1.6448536 * 0.3), 3)
    expect(difference.significant).toBe(true)
  })

  it('is not sure when one type replaces another of about the same weight', () => {
    // 10 × 41.5 kg of laptops for 10 × 40 kg of screens.
    const laptops = fleetOf([devices(10, undated)], '2026', book)!
    const swap = whatIf(laptops, 2026, book, scenario({ replace: [{ from: 'laptop', to: 'monitor', share: 1 }], lifetimes: { monitor: 2.5 } }))
    expect(swap.difference.significant).toBe(false)
    expect(verdictOf(swap)).toBe('Écart non significatif')
  })

  it('stands in a table with what it supposes and who says so', () => {
    const footprint = footprintOf(fleet.groups, book, fleet, 2026)
    const { table, rows } = scenarioTable(fleet, footprint, 2026, book, [scenario({ screensPerDesk: 1, assumption: 'Un écran.', source: 'Débat' })])
    expect(table.rows[0]).toMatchObject({ verdict: 'Baisse', assumption: 'Un écran.', source: 'Débat' })
    const { kgCO2ePerYear, interval } = ask({ screensPerDesk: 1 }).difference
    expect(rows.map(({ column, derivation }) => [column, recompute(derivation)])).toEqual([['difference', expect.closeTo(kgCO2ePerYear, 9)], ['low', expect.closeTo(interval.low, 9)], ['high', expect.closeTo(interval.high, 9)]])
  })
})
