import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import reuseShare from '#indicators/sobriety/reuse-share'
import { factorOfYear } from '#lib/factors/factor-of-year'
import { loadFactorBook } from '#effects/territory/factors'
import {
  ageFromPurchaseYear, allocationYears, amortisedFootprint, avoidedKgCO2ePerYear, wholeEmbodied, type FleetLine, type Grid,
} from '#maths/footprint'
import { footprintDifference } from '#maths/footprint-difference'
import { logNormalInterval, productDeviation } from '#maths/statistics'
import { anObservation, facts } from '../../facts-builders.ts'
import { readVectors, relativeError } from '../../fixtures/vectors.ts'

const book = await loadFactorBook()
const exact = (kgCO2ePerKWh: number): Grid => ({ kgCO2ePerKWh, relativeStandardDeviation: 0 })
const number = (value: unknown): number => z.number().parse(value)

function aLine(line: Partial<FleetLine>): FleetLine {
  return { type: 'laptop', quantity: 1, embodiedKgCO2e: 185.09, useKWhPerYear: 29.0175, allocationYears: 5, relativeStandardDeviation: 0.3, ...line }
}

function lineOf(id: string, quantity: number): FleetLine {
  const device = book.devices.get(id)
  if (device === undefined) throw new Error(`no device factor ${id}`)
  return aLine({ ...device, type: id, quantity, allocationYears: device.lifetimeYears })
}

/** Local names of the vectors and the factor that stands for them. */
const factorOfName: Readonly<Record<string, string>> = {
  'ordinateur portable': 'laptop', 'ordinateur fixe pro': 'desktop', écran: 'monitor', smartphone: 'smartphone', tablette: 'tablet', box: 'box', imprimante: 'printer-home',
}

/** Devices oriented to reuse among those retired (law 2021-1485, article 16), by the indicator that publishes it. */
const reuseOf = (reused: number, retired: number) => reuseShare.compute(facts({
  observations: [anObservation({ metric: 'disposals.reused', value: reused }), anObservation({ metric: 'disposals.retired', value: retired })],
}), '2026')

type Figures = Record<string, number | boolean | string | null>

/** One computation per kind of vector, by how its name starts. */
const computations: Readonly<Record<string, (input: Record<string, unknown>, name: string) => Figures>> = {
  'ADEME reference item': (input, name) => {
    const id = factorOfName[name.split(': ')[1] ?? ''] ?? ''
    const [grid, years] = [exact(number(input.grid_kgco2e_per_kwh)), number(input.lifetime_years)]
    const year = amortisedFootprint([lineOf(id, 1)], grid)
    expect(book.devices.get(id)?.lifetimeYears).toBe(years)
    return {
      embodied_kg: wholeEmbodied([lineOf(id, 1)]).kgCO2e, embodied_kg_per_year: year.embodiedKgCO2ePerYear, use_kg_per_year: year.useKgCO2ePerYear,
      total_kg_per_year: year.total.kgCO2e, total_life_kg: year.total.kgCO2e * years,
    }
  },
  'fleet of a 472-device town hall': (input) => {
    const fleet = z.record(z.string(), z.number()).parse(input.fleet)
    const lines = Object.entries(fleet).map(([name, quantity]) => lineOf(factorOfName[name] ?? '', quantity))
    const year = amortisedFootprint(lines, exact(factorOfYear(book, 'electricity.fr.ademe', 2026).value))
    return { embodied_kg_per_year: year.embodiedKgCO2ePerYear, use_kg_per_year: year.useKgCO2ePerYear, total_kg_per_year: year.total.kgCO2e }
  },
  'same 10 laptops': (input) => {
    const line = aLine({ quantity: number(input.quantity), embodiedKgCO2e: number(input.embodied_kg), useKWhPerYear: number(input.kwh_per_year), allocationYears: number(input.lifetime_years) })
    const year = amortisedFootprint([line], exact(number(input.grid_kgco2e_per_kwh)))
    const bought = wholeEmbodied([{ ...line, quantity: number(input.purchased_in_year) }])
    return { flux_purchase_year_kg: bought.kgCO2e, amortised_per_year_kg: year.embodiedKgCO2ePerYear, stock_total_embodied_kg: wholeEmbodied([line]).kgCO2e, use_per_year_kg: year.useKgCO2ePerYear }
  },
  'NumEcoEval second row': realAge('unit_impact_kg_per_year'),
  'lifetime floor': realAge('per_year_kg'),
  'defaults when nothing is known (G4IT)': () => ({ lifetime_years: book.factors.get('g4it.lifetime.default')?.value ?? null, pue: book.factors.get('g4it.pue.default')?.value ?? null }),
  'lifetime extension': (input) => {
    const [kg, from, to] = [number(input.embodied_kg), number(input.from_years), number(input.to_years)]
    const [before, after] = [from, to].map((allocationYears) => amortisedFootprint([aLine({ embodiedKgCO2e: kg, allocationYears })], exact(0.05)))
    if (!before || !after) throw new Error('two lifetimes')
    const saving = -footprintDifference(before, after).kgCO2ePerYear
    return { before_kg_per_year: before.embodiedKgCO2ePerYear, after_kg_per_year: after.embodiedKgCO2ePerYear, saving_kg_per_year: saving, saving_fraction: saving / before.embodiedKgCO2ePerYear }
  },
  'ADEME 2022 avoided impact': (input) => {
    const avoided = (id: string, quantity: unknown): number => avoidedKgCO2ePerYear([{ quantity: number(quantity), avoidedKgCO2ePerYear: number(book.factors.get(id)?.value) }])
    return { smartphone_avoided_kg_per_year: avoided('refurbished.avoided.smartphone', input.smartphones), laptop_avoided_kg_per_year: avoided('refurbished.avoided.laptop', input.laptops) }
  },
  'REEN art.16 reuse rate': (input) => {
    const rate = reuseOf(number(input.A_oriented_to_reuse), number(input.B_reformed_stock_1_january))
    const target = factorOfYear(book, 'reen.reuse-share', number(input.year)).value
    return { result_pct: rate.value, target_pct: target, met: number(rate.value) >= target }
  },
  'REEN art.16 with B=0': (input) => {
    const rate = reuseOf(number(input.A), number(input.B))
    return { result_pct: rate.value, reason: rate.state === 'not-measured' ? 'no_reformed_stock' : null }
  },
  'EcoDiag laptop interval': (input) => {
    const { low, high } = logNormalInterval(number(input.mean_kg), number(input.relative_std))
    return { inf_kg: low, sup_kg: high, mu: Math.log(low * high) / 2, sigma: Math.log(high / low) / (2 * 1.6448536269514722) }
  },
  'product of independent': (input) => ({
    rel_std_first_order: Math.hypot(number(input.factor_rel_std), number(input.activity_rel_std)),
    rel_std_exact_product: productDeviation(number(input.factor_rel_std), number(input.activity_rel_std)),
  }),
  'min/max propagation': (input) => {
    const powers = z.array(z.number()).parse(input.avg_power_w)
    const [value = 0, min = 0, max = 0] = powers.map((watts) => (watts * number(input.use_time_ratio) * 8760) / 1000)
    const kg = (kWh: number): number => amortisedFootprint([aLine({ useKWhPerYear: kWh })], exact(number(input.grid_kgco2e_per_kwh))).useKgCO2ePerYear
    return { value_kwh: value, min_kwh: min, max_kwh: max, value_kg: kg(value), min_kg: kg(min), max_kg: kg(max) }
  },
}

function realAge(key: string): (input: Record<string, unknown>) => Figures {
  return (input) => {
    const ageYears = (Date.parse(z.string().parse(input.date_retrait)) - Date.parse(z.string().parse(input.date_achat))) / 86_400_000 / 365
    const { years } = allocationYears({ ageYears, retired: true, referenceYears: 5 })
    return { lifetime_years: years, [key]: wholeEmbodied([aLine({ quantity: number(input.quantity), embodiedKgCO2e: number(input.factor_kg) })]).kgCO2e / years }
  }
}

describe('the reference vectors of devices', () => {
  it.each(readVectors('devices'))('$name', ({ name, input, expected, tolerance }) => {
    const computation = Object.entries(computations).find(([start]) => name.startsWith(start))?.[1]
    const figures = computation?.(input, name) ?? {}
    expect(Object.keys(figures).sort()).toEqual(Object.keys(expected).sort())
    for (const [key, value] of Object.entries(expected)) {
      const figure = figures[key]
      if (typeof value === 'number') expect(relativeError(number(figure), value), key).toBeLessThanOrEqual(tolerance.relative + Number.EPSILON)
      else expect(figure, key).toBe(value)
    }
  })
})

describe('the uncertainty of a fleet', () => {
  const fleet = [lineOf('laptop', 120), lineOf('desktop', 80), lineOf('monitor', 200)].map((line) => ({ ...line, useKWhPerYear: null }))
  const { total } = amortisedFootprint(fleet, exact(0))

  it('adds in quadrature between types, straight inside one, with the all-correlated bound beside', () => {
    expect(total.kgCO2e).toBeCloseTo(9590, 0)
    expect(total.relativeStandardDeviation).toBeCloseTo(0.205, 3)
    expect(total.correlated.high - total.correlated.low).toBeGreaterThan(total.interval.high - total.interval.low)
    const { low, high } = logNormalInterval(9589.627, (1332.648 + 845.84 + 1164) / 9589.627)
    expect(total.correlated).toEqual({ low: expect.closeTo(low, 0), high: expect.closeTo(high, 0) })
  })

  it('does not shrink when the same type is bought in two batches', () => {
    const whole = amortisedFootprint([aLine({ quantity: 100 })], exact(0.05)).total
    const split = amortisedFootprint([aLine({ quantity: 60 }), aLine({ quantity: 40, allocationYears: 5 })], exact(0.05)).total
    expect(split.relativeStandardDeviation).toBeCloseTo(whole.relativeStandardDeviation, 12)
  })

  it('grows with the one of the electricity factor, on the use part only', () => {
    const unsure: Grid = { kgCO2ePerKWh: 0.0519, relativeStandardDeviation: 0.5 }
    expect(amortisedFootprint([aLine({})], unsure).total.relativeStandardDeviation).toBeGreaterThan(0.3)
    expect(amortisedFootprint([aLine({ useKWhPerYear: null })], unsure).total.relativeStandardDeviation).toBeCloseTo(0.3, 12)
  })
})

describe('the amortised footprint', () => {
  it('says how many devices have no known electricity, and leaves it unknown for their type', () => {
    const footprint = amortisedFootprint([aLine({ quantity: 3 }), aLine({ type: 'switch', quantity: 2, useKWhPerYear: null })], exact(0.05))
    expect(footprint).toMatchObject({ quantity: 5, quantityWithoutUse: 2 })
    expect(footprint.types.find(({ type }) => type === 'switch')?.useKgCO2ePerYear).toBeNull()
  })

  it('of an empty fleet is zero, without a division by zero', () => {
    expect(amortisedFootprint([], exact(0.05)).total).toMatchObject({ kgCO2e: 0, interval: { low: 0, high: 0 } })
  })

  it('gives the heaviest type first', () => {
    const { types } = amortisedFootprint([lineOf('smartphone', 1), lineOf('server', 1), lineOf('laptop', 1)], exact(0.05))
    expect(types.map(({ type }) => type)).toEqual(['server', 'laptop', 'smartphone'])
  })
})

describe('the years over which the embodied part is spread', () => {
  it('follow a declared usage before anything else', () => {
    expect(allocationYears({ declaredYears: 8, ageYears: 3, retired: true, referenceYears: 5 })).toEqual({ years: 8, basis: 'declared' })
  })

  it('are the real life of a device that has left, even a short one', () => {
    expect(allocationYears({ ageYears: 3, retired: true, referenceYears: 5 })).toEqual({ years: 3, basis: 'dates' })
  })

  it('are the reference lifetime of a device in service, until it outlives it', () => {
    expect(allocationYears({ ageYears: 3, referenceYears: 5 })).toEqual({ years: 5, basis: 'reference' })
    expect(allocationYears({ ageYears: 9, referenceYears: 5 })).toEqual({ years: 9, basis: 'outlived-reference' })
    expect(allocationYears({ referenceYears: 5 })).toEqual({ years: 5, basis: 'reference' })
  })

  it('are never below one', () => {
    for (const device of [{ declaredYears: 0.2 }, { ageYears: 0.1, retired: true }, {}]) expect(allocationYears({ ...device, referenceYears: 0.5 }).years).toBe(1)
  })
})

describe('an age', () => {
  it('from a year of purchase alone counts from the middle of that year', () => {
    expect(ageFromPurchaseYear(2020, '2026-07-01')).toBeCloseTo(6, 1)
    expect(ageFromPurchaseYear(2026, '2026-03-01')).toBe(0)
  })
})

describe('the yearly factor', () => {
  it('of a year is the one of that year, or the latest before it', () => {
    expect([2023, 2024, 2025, 2031].map((year) => factorOfYear(book, 'reen.reuse-share', year).value)).toEqual([25, 35, 50, 50])
  })

  it('of an unknown family does not exist', () => {
    expect(() => factorOfYear(book, 'electricity.de', 2026)).toThrow(/electricity\.de/)
  })
})
