import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/room-drift'
import { leavesOf, recompute } from '#lib/explain/derivation'
import { monthsUpTo } from '#lib/time/period'
import { facts, meters } from '../../facts-builders.ts'

const months = monthsUpTo('2026-03', 15)
/** Cooling asks more in summer; the IT load is what is given. */
const season = (month: string): number => 0.4 + 0.02 * Number(month.slice(5))
const room = (itKWh: (i: number) => number = () => 1000, excess: (i: number) => number = () => 1, coverage: (i: number) => number = () => 1) =>
  months.flatMap((month, i) => meters(month, itKWh(i) * (1 + season(month) * excess(i)), itKWh(i), coverage(i)))
const compute = (observations: ReturnType<typeof room>, period = '2026-03') => indicator.compute(facts({ observations }), period)

describe('the drift of a room', () => {
  it('is none when only the season and the load change', () => {
    expect(compute(room((i) => 1000 + 100 * i)).value).toBeCloseTo(0, 9)
  })

  it('is what cooling takes more than the same months of the baseline', () => {
    const measure = compute(room(undefined, (i) => (i >= 12 ? 1.08 : 1)))
    expect(measure.value).toBeCloseTo(8, 9)
    expect(recompute(measure.derivation!)).toBe(measure.value)
    expect(leavesOf(measure.derivation!).map(({ from }) => from?.[0]?.kind).filter((kind) => kind !== 'import')).toEqual(['convention'])
    const rows = measure.breakdowns[0]?.rows ?? []
    expect(rows.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03'])
    expect(rows[2]?.cumulated).toBeCloseTo(0.08 * 1000 * (season('2026-01') + season('2026-02') + season('2026-03')), 0)
  })

  it('keeps the baseline it began with: a slow drift does not become the rule', () => {
    const long = monthsUpTo('2027-03', 27)
    const observations = long.flatMap((month, i) => meters(month, 1000 * (1 + season(month) * (1 + 0.01 * Math.max(0, i - 11))), 1000))
    expect(compute(observations, '2027-03').value).toBeGreaterThan(13)
    expect(compute(observations, '2027-03').basis).toBe('référence 2025-01 à 2025-12')
  })

  it('takes another year for the month that the first one missed, instead of waiting for ever', () => {
    const long = monthsUpTo('2027-03', 27)
    const holed = long.flatMap((month, i) => meters(month, 1000 * (1 + season(month) * (i >= 24 ? 1.08 : 1)), 1000, i === 6 ? 0.6 : 1))
    expect(compute(holed, '2026-06').missing[0]).toContain('chaque mois de l’année')
    expect(compute(holed, '2027-03')).toMatchObject({ value: expect.closeTo(8, 9), basis: 'référence 2025-01 à 2026-07' })
  })

  it('compares the same rooms: one that opens is no drift', () => {
    const opened = [...room(), ...months.slice(13).flatMap((month) => meters(month, 3000, 1000).map((each) => ({ ...each, subject: 'annexe' })))]
    expect(compute(opened, '2026-01').value).toBeCloseTo(0, 9)
    expect(compute(opened).value).toBeNull()
  })

  it('waits for a year, then for three months read nearly in full', () => {
    expect(compute(room(), '2025-12').missing[0]).toContain('3 mois')
    expect(compute(room().slice(6), '2026-03')).toMatchObject({ value: null, state: 'not-measured' })
    expect(compute(room(undefined, undefined, (i) => (i === 14 ? 0.5 : 1)))).toMatchObject({ value: null })
  })
})
