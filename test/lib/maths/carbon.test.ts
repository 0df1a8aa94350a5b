import { describe, expect, test } from 'vitest'
import { averageIntensity } from '@tgwf/co2'
import { z } from 'zod'
import packageJson from '../../../package.json' with { type: 'json' }
import vectors from '../../fixtures/vectors/swdm-v4.json' with { type: 'json' }
import { pageViewGramsCO2e, type CarbonOptions } from '#maths/carbon'
import { factorValue } from '#lib/factors/factor-book'
import { factors } from '../../builders.ts'

const Segment = z.union([z.number(), z.object({ country: z.enum(['FRA', 'USA']) })])
const Vector = z.object({
  name: z.string(),
  input: z.object({
    constructor: z.object({ model: z.string(), version: z.number().optional() }),
    bytes: z.number(),
    green: z.boolean(),
    options: z.object({
      gridIntensity: z.object({ device: Segment, dataCenter: Segment, network: Segment }).partial().optional(),
      greenHostingFactor: z.number().optional(),
      firstVisitPercentage: z.number().optional(),
      returnVisitPercentage: z.number().optional(),
      dataReloadRatio: z.number().optional(),
    }).nullable(),
  }),
  expected_full_precision: z.unknown(),
})
const Total = z.union([
  z.number(),
  z.object({ total: z.number() }).transform(({ total }) => total),
  z.object({ co2: z.union([z.number(), z.object({ total: z.number() }).transform(({ total }) => total)]) }).transform(({ co2 }) => co2),
])

function optionsOf({ green, options }: z.infer<typeof Vector>['input']): CarbonOptions {
  const intensity = (value: z.infer<typeof Segment>) => (typeof value === 'number' ? value : averageIntensity.data[value.country])
  const grid = Object.fromEntries(Object.entries(options?.gridIntensity ?? {}).map(([segment, value]) => [segment, intensity(value)]))
  return {
    grid,
    greenHostingFactor: green ? 1 : (options?.greenHostingFactor ?? 0),
    ...(options?.firstVisitPercentage === undefined
      ? {}
      : { visits: { first: options.firstVisitPercentage, returning: options.returnVisitPercentage ?? 0, reloadRatio: options.dataReloadRatio ?? 0 } }),
  }
}

const version4 = vectors.map((vector) => Vector.parse(vector)).filter(({ input }) => input.constructor.version === 4)
const outOfRange = version4.filter(({ name }) => name.includes('out of range'))

describe('grams of CO2e of a page view (SWDM v4)', () => {
  test('every version 4 vector is reached by the tests', () => expect([version4.length, outOfRange.length]).toEqual([12, 1]))

  test.each(version4.filter((vector) => !outOfRange.includes(vector)))('$name', ({ input, expected_full_precision }) => {
    const expected = Total.parse(expected_full_precision)
    expect(pageViewGramsCO2e(input.bytes, optionsOf(input))).toBeCloseTo(expected, 12)
  })

  test.each(outOfRange)('refuses what the library would silently replace: $name', ({ input }) => {
    expect(() => pageViewGramsCO2e(input.bytes, optionsOf(input))).toThrow(RangeError)
  })

  test.each([[-1], [Number.NaN], [Infinity]])('refuses %d bytes', (bytes) => expect(() => pageViewGramsCO2e(bytes)).toThrow(RangeError))

  test('refuses visits that do not add up', () => {
    expect(() => pageViewGramsCO2e(1, { visits: { first: 0.9, returning: 0.2, reloadRatio: 0 } })).toThrow(RangeError)
  })

  test('the French grid changes use but not manufacture', () => {
    expect(pageViewGramsCO2e(1e6, { grid: 0 })).toBeCloseTo(0.052364, 12)
    expect(pageViewGramsCO2e(1e6, { grid: 44.18 })).toBeCloseTo(0.052364 + 0.194e-3 * 44.18, 12)
  })
})

describe('the grids of datasets/factors', () => {
  test('are those of the pinned library', () => {
    expect(1000 * factorValue(factors, 'electricity.fr.ember.2024')).toBe(averageIntensity.data.FRA)
    expect(pageViewGramsCO2e(1e6, { grid: factorValue(factors, 'web.grid.world-swdm-v4') })).toBe(pageViewGramsCO2e(1e6))
  })

  test('name the model and the version of the library that computes', () => {
    expect(factors.factors.get('web.grid.world-swdm-v4')?.source).toBe(`Sustainable Web Design Model v4, @tgwf/co2 ${packageJson.dependencies['@tgwf/co2']}`)
  })
})
