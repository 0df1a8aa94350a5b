import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataCentreIndicators, pue, pueOfMonths } from '#maths/datacentre'
import { commonStretches, counterSegments, gaugeSegments, pairedEnergyOf, type Segment, type Span } from '#maths/energy'
import { energyWithin } from '../../energy-within.ts'
import { readVectors, relativeError } from '../../fixtures/vectors.ts'

const number = (value: unknown): number => z.number().parse(value)
const pairs = (value: unknown): [number, number][] => z.array(z.tuple([z.number(), z.number()])).parse(value)
const list = (value: unknown): number[] => z.array(z.number()).parse(value)

type Input = Record<string, unknown>
type Figures = Record<string, unknown>

function counters(input: Input): { total: Segment[]; it: Segment[]; window: { fromSeconds: number; toSeconds: number } } {
  const options = { maxGapSeconds: input.max_gap_s === undefined ? 900 : number(input.max_gap_s), ...(input.rollover_kwh === undefined ? {} : { modulusKWh: number(input.rollover_kwh) }) }
  const read = (key: string): Segment[] => [...counterSegments(pairs(input[key]).map(([atSeconds, kWh]) => ({ atSeconds, kWh })), options)]
  const times = pairs(input.total_counter).map(([at]) => at)
  return { total: read('total_counter'), it: read('it_counter'), window: { fromSeconds: Math.min(...times), toSeconds: Math.max(...times) } }
}

const pairedOver = (total: Segment[], it: Segment[], window: Span) => pairedEnergyOf(commonStretches(total, it), [window])[0] ?? expect.fail('one energy a window')

function ofCounters(input: Input): Figures {
  const { total, it: load, window } = counters(input)
  const paired = pairedOver(total, load, window)
  expect(energyWithin(total, window).kWh).toBeCloseTo(paired.totalKWh, 9)
  return { total_kwh: paired.totalKWh, it_kwh: paired.itKWh, pue: pue(paired.totalKWh, paired.itKWh).value }
}

const computations: Readonly<Record<string, (input: Input) => Figures>> = {
  'annual PUE is ratio of sums': (input) => {
    const it_ = list(input.it_kwh)
    const months = list(input.total_kwh).map((totalKWh, i) => ({ totalKWh, itKWh: number(it_[i]) }))
    const ratios = months.map(({ totalKWh, itKWh }) => totalKWh / itKWh)
    return { pue: pueOfMonths(months, 4).value, wrong_mean_of_ratios: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length }
  },
  'cumulative kWh counters': ofCounters,
  'same series, meter documented as rolling over': ofCounters,
  'missing samples on a counter': (input) => {
    const { total, it: load, window } = counters(input)
    const { coverage } = pairedOver(total, load, window)
    const gaps = total.filter(({ state }) => state === 'spanned').map(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds])
    return { ...ofCounters(input), gaps, coverage_time_fraction: coverage }
  },
  'different sampling rates': (input) => {
    const segments = (key: string): Segment[] => [...gaugeSegments(pairs(input[key]).map(([atSeconds, kW]) => ({ atSeconds, kW })), { maxGapSeconds: 900 })]
    const [fromSeconds = 0, toSeconds = 0] = list(input.window_s)
    const paired = pairedOver(segments('total_kw'), segments('it_kw'), { fromSeconds, toSeconds })
    const mean = (key: string): number => pairs(input[key]).reduce((sum, [, kW]) => sum + kW, 0) / pairs(input[key]).length
    return { total_kwh: paired.totalKWh, it_kwh: paired.itKWh, pue: pue(paired.totalKWh, paired.itKWh).value, wrong_mean_power_ratio: mean('total_kw') / mean('it_kw') }
  },
  'annual KPI set': (input) => {
    const figures = dataCentreIndicators({
      totalKWh: number(input.E_DC_kwh), itKWh: number(input.E_IT_kwh), reusedKWh: number(input.E_REUSE_kwh), waterLitres: number(input.W_IN_l),
      renewableKWh: number(input.E_RES_GO_kwh) + number(input.E_RES_PPA_kwh) + number(input.E_RES_OS_kwh),
      heatRemovedKWh: number(input.heat_removed_kwh), coolingKWh: number(input.cooling_electricity_kwh),
    }, number(input.grid_kgco2e_per_kwh))
    return {
      pue: figures.pue, dcie: figures.dcie, ref: figures.ref, erf: figures.erf, wue_l_per_kwh: figures.wueLitresPerKWh,
      cue_kgco2e_per_kwh: figures.cueKgCO2ePerKWh, cer: figures.cer, scope2_location_kgco2e: figures.scope2LocationKgCO2e,
    }
  },
  'PUE < 1 is a data error': (input) => {
    const result = pue(number(input.total_kwh), number(input.it_kwh))
    return { pue: result.value, error: 'reason' in result ? result.reason.replaceAll('-', '_') : null }
  },
  '10 of 12 months': (input) => {
    const it_ = list(input.monthly_it_kwh)
    const { value, kind, coverage } = pueOfMonths(list(input.monthly_total_kwh).map((totalKWh, i) => ({ totalKWh, itKWh: number(it_[i]) })), number(input.months_expected))
    return { pue: value, kind, coverage }
  },
  'pPUE of a room': (input) => ({ ppue: pue(number(input.room_total_kwh), number(input.room_it_kwh)).value, kind: 'pPUE' }),
}

describe('the reference vectors of data centres', () => {
  it.each(readVectors('datacentre'))('$name', ({ name, input, expected, tolerance }) => {
    const figures = Object.entries(computations).find(([start]) => name.startsWith(start))?.[1](input) ?? {}
    expect(Object.keys(figures).sort()).toEqual(Object.keys(expected).sort())
    for (const [key, value] of Object.entries(expected)) {
      if (typeof value === 'number') expect(relativeError(number(figures[key]), value), key).toBeLessThanOrEqual(tolerance.relative)
      else expect(figures[key], key).toEqual(value)
    }
  })
})

describe('a PUE', () => {
  const month = { totalKWh: 150, itKWh: 100 }

  it('without IT energy is unknown', () => {
    expect(pue(10, 0)).toEqual({ value: null, reason: 'no-it-energy' })
  })

  it('is called annual from twelve months and 95 % of their time on', () => {
    const year = (coverage: number): string => pueOfMonths(Array.from({ length: 12 }, () => ({ ...month, coverage }))).kind
    expect([year(0.949), year(0.951)]).toEqual(['iPUE', 'PUE'])
    expect(pueOfMonths(Array.from({ length: 11 }, () => month)).kind).toBe('iPUE')
  })
})

describe('the key figures of a year', () => {
  const year = { totalKWh: 1000, itKWh: 800, renewableKWh: null, reusedKWh: null, waterLitres: null, heatRemovedKWh: null, coolingKWh: null }

  it('keep unknown what is not metered, and zero what was measured to be zero', () => {
    expect(dataCentreIndicators({ ...year, reusedKWh: 0 }, 0.05)).toMatchObject({ erf: 0, ref: null, wueLitresPerKWh: null, cer: null })
  })

  it('cap the renewable share at one', () => {
    expect(dataCentreIndicators({ ...year, renewableKWh: 1500 }, 0.05).ref).toBe(1)
  })

  it('have a CUE equal to the grid factor times the PUE when all energy is from the grid', () => {
    const { cueKgCO2ePerKWh, pue: ratio } = dataCentreIndicators(year, 0.0519)
    expect(cueKgCO2ePerKWh).toBeCloseTo(0.0519 * (ratio ?? NaN), 12)
  })

  it('have no DCiE when the meters contradict each other', () => {
    expect(dataCentreIndicators({ ...year, itKWh: 1200 }, 0.05)).toMatchObject({ pue: null, dcie: null })
  })
})
