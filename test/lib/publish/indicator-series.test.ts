import { describe, expect, it } from 'vitest'
import type { Measure } from '#model/indicator'
import { defineIndicator, type IndicatorDefinition } from '#lib/define'
import { latestOf, seriesOf, type SeriesFacts } from '#lib/publish/indicator-series'
import { measureOf } from '#lib/publish/measure'
import { wholeRuns } from '#lib/record/whole-runs'
import { anObservation, aSite, facts } from '../../facts-builders.ts'
import { aPage, aRun } from '../../record-builders.ts'
import { breakReasons } from '#lib/publish/series'

const text = { question: 'Combien ?', title: 'Essai', answer: '{value}', says: ['a'], doesNotSay: ['b'], method: ['c'], perimeter: 'd', holder: 'e', howToSupply: 'f' }
const audit = 'sobriety/page-weight'

function indicator(part: Partial<IndicatorDefinition>, compute: IndicatorDefinition['compute']): IndicatorDefinition {
  return defineIndicator({ method: 3, unit: 'B', direction: 'down', cadence: 'run', freshDays: 30, references: [], reads: { audits: [audit] }, text, compute, ...part })
}

function history(...methods: number[]): SeriesFacts {
  const runs = methods.map((method, index) => aRun({ run: `2026-0${index + 1}-10T080000Z`, startedAt: `2026-0${index + 1}-10T08:00:00Z`, audits: { [audit]: { method, unit: 'B' }, 'freedom/legal-notice': { method: 1, unit: null } } }))
  const pages = runs.map(({ run }, index) => aPage({ run, site: 'a', results: { [audit]: ['informative', index + 1, null, {}], 'freedom/legal-notice': ['pass', null, null, {}] } }))
  const sites = [aSite('a')]
  return { ...facts({ runs, pages, sites }), whole: wholeRuns(runs, pages, sites), today: '2026-03-20' }
}
const firstValue: IndicatorDefinition['compute'] = ({ pages }): Measure => measureOf({ value: pages[0]?.results[audit]?.[1] ?? null, state: 'measured' })

describe('the series of an indicator that reads visits', () => {
  it('has one point a run, on its day, from that run’s pages', () => {
    const points = seriesOf(indicator({}, firstValue), history(1, 1))
    expect(points.map(({ point }) => [point.period, point.value, point.breakBefore])).toEqual([['2026-01-10', 1, false], ['2026-02-10', 2, false]])
  })

  it('breaks where the method of an audit changed, and numbers the new method', () => {
    const points = seriesOf(indicator({}, firstValue), history(1, 2, 2))
    expect(points.map(({ point }) => [point.method, point.breakBefore])).toEqual([[3, false], [4, true], [4, false]])
  })

  it('gives only what the indicator declared', () => {
    const seen: string[] = []
    seriesOf(indicator({ reads: { audits: [audit] } }, ({ pages, observations }) => {
      seen.push(...Object.keys(pages[0]?.results ?? {}), ...observations.map(({ metric }) => metric))
      return measureOf({ value: 1, state: 'measured' })
    }), { ...history(1), observations: [anObservation()] })
    expect(seen).toEqual([audit])
  })

  it('keeps a point without value, and the last known value stays the latest', () => {
    const points = seriesOf(indicator({}, ({ pages }) => measureOf({ value: pages[0]?.results[audit]?.[1] === 2 ? null : 1, state: 'measured' })), history(1, 1))
    expect(points[1]?.point).toMatchObject({ value: null, state: 'not-measured' })
    expect(latestOf(points)?.on).toBe('2026-01-10')
  })
})

describe('the series of an indicator that reads observations', () => {
  const observed = (...periods: string[]): SeriesFacts => ({ ...history(), observations: periods.map((period) => anObservation({ period, at: '2026-06-15T08:00:00Z' })) })
  const counted = (cadence: 'month' | 'year', basis?: (period: string) => string) =>
    indicator({ cadence, reads: { metrics: ['fleet.devices'] } }, ({ observations }, period) =>
      measureOf({ value: observations.filter((each) => each.period.startsWith(period)).length, state: 'declared', ...(basis ? { basis: basis(period) } : {}) }))

  it('has one point a period that has observations, dated by its end or by the day it was read', () => {
    expect(seriesOf(counted('year'), observed('2024', '2026', '2026-03')).map(({ point, on }) => [point.period, point.value, on])).toEqual([['2024', 1, '2024-12-31'], ['2026', 2, '2026-06-15']])
    expect(seriesOf(counted('month'), observed('2026-04', '2026-05')).map(({ point, on }) => [point.period, on])).toEqual([['2026-04', '2026-04-30'], ['2026-05', '2026-05-31']])
  })

  it('breaks where the basis changes', () => {
    const points = seriesOf(counted('month', (period) => (period < '2026-05' ? 'iPUE' : 'PUE')), observed('2026-03', '2026-04', '2026-05'))
    expect(points.map(({ point }) => point.breakBefore)).toEqual([false, false, true])
  })

  it('does not break where a month is not known: it is a gap, and what is counted after it is what was counted before', () => {
    const holed = indicator({ cadence: 'month', reads: { metrics: ['fleet.devices'] } }, (_facts, period) =>
      period === '2026-04' ? measureOf({ value: null, state: 'not-measured' }) : measureOf({ value: 1, state: 'declared', basis: period < '2026-06' ? 'salle-a' : 'salle-a, salle-b' }))
    const points = seriesOf(holed, observed('2026-03', '2026-04', '2026-05', '2026-06')).map(({ point }) => point)
    expect(points.map(({ breakBefore }) => breakBefore)).toEqual([false, false, false, true])
    expect(breakReasons(points)).toEqual(['perimeter'])
  })

  it('is empty without observations', () => {
    expect(seriesOf(counted('year'), observed())).toEqual([])
  })
})

describe('the series of an indicator about indicators', () => {
  it('has a point a run and one for today, as things stood each day', () => {
    const about = indicator({ reads: { indicators: true } }, ({ indicators = [] }) => measureOf({ value: indicators[0]?.ageDays ?? null, state: 'computed' }))
    const points = seriesOf(about, history(1, 1), (day) => ({ indicators: [{ id: 'x', pillar: 'sobriety', title: 'x', freshDays: 1, ageDays: Number(day.slice(8)) }] }))
    expect(points.map(({ point }) => [point.period, point.value])).toEqual([['2026-01-10', 10], ['2026-02-10', 10], ['2026-03-20', 20]])
  })
})
