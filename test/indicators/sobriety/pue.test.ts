import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/pue'
import { monthsUpTo } from '#lib/time/period'
import { facts, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2026-10', 12)

describe('the PUE of the server room', () => {
  it('is annual with twelve months that cover 95 % of the time', () => {
    const measure = indicator.compute(facts({ observations: year.flatMap((month) => meters(month, 150, 100)) }), '2026-10')
    expect(measure).toMatchObject({ value: 1.5, basis: 'PUE', n: 12, denominator: 12, coverage: 1, low: null, high: null, missing: ['La précision des deux compteurs n’est pas déclarée : pas d’intervalle.'] })
  })

  it('divides two sums, and never averages the months', () => {
    const observations = [...meters('2026-09', 900, 300), ...meters('2026-10', 110, 100)]
    expect(indicator.compute(facts({ observations }), '2026-10').value).toBeCloseTo(1010 / 400, 10)
  })

  it('stays interim under twelve months, and says how many are missing', () => {
    const measure = indicator.compute(facts({ observations: year.slice(3).flatMap((month) => meters(month, 150, 100)) }), '2026-10')
    expect(measure).toMatchObject({ value: 1.5, basis: 'iPUE', n: 9, coverage: 0.75 })
    expect(measure.missing.join()).toContain('Il manque 3 mois')
  })

  it('stays interim under 95 % of covered time, even with twelve months', () => {
    const measure = indicator.compute(facts({ observations: year.flatMap((month) => meters(month, 150, 100, 0.9)) }), '2026-10')
    expect(measure).toMatchObject({ basis: 'iPUE', coverage: expect.closeTo(0.9, 10) })
    expect(measure.missing.join()).toContain('95 %')
  })

  it('leaves out a month that only one of the two meters read', () => {
    const [room] = meters('2026-09', 5000, 100)
    expect(indicator.compute(facts({ observations: [room!, ...meters('2026-10', 150, 100)] }), '2026-10')).toMatchObject({ value: 1.5, n: 1 })
  })

  it('says nothing of a month that only begins, and does not count it among twelve', () => {
    const begun = [...year.slice(1).flatMap((month) => meters(month, 150, 100)), ...meters('2025-11', 2, 1, 0.01)]
    expect(indicator.compute(facts({ observations: begun }), '2026-10')).toMatchObject({ n: 11, basis: 'iPUE' })
    expect(indicator.compute(facts({ observations: [...begun, ...meters('2026-11', 9, 6, 0.06)] }), '2026-11')).toMatchObject({ value: null, state: 'not-measured' })
  })

  it('is not annual when a room was read in some of the months only, and names it', () => {
    const opened = [...year.flatMap((month) => meters(month, 150, 100)), ...meters('2026-10', 300, 100).map((each) => ({ ...each, subject: 'annexe' }))]
    expect(indicator.compute(facts({ observations: opened }), '2026-10')).toMatchObject({ basis: 'iPUE', missing: expect.arrayContaining([expect.stringContaining('annexe n’a que 1 mois sur 12')]) })
  })

  it('is unknown when the meters contradict each other', () => {
    const measure = indicator.compute(facts({ observations: meters('2026-10', 90, 100) }), '2026-10')
    expect(measure).toMatchObject({ value: null, state: 'not-measured' })
    expect(measure.missing[0]).toContain('se contredisent')
  })

  it('looks twelve months back and no further', () => {
    expect(indicator.compute(facts({ observations: [...meters('2025-10', 900, 100), ...meters('2026-10', 150, 100)] }), '2026-10')).toMatchObject({ value: 1.5, n: 1 })
  })

  it('has an interval only when the accuracy of both meters is declared, wider when time is missing, never below 1', () => {
    const withClass = (coverage: number, ratio = (_i: number) => 1.5) => year.flatMap((month, i) =>
      meters(month, 100 * ratio(i), 100, coverage).map((each) => ({ ...each, low: (each.value ?? 0) * 0.99, high: (each.value ?? 0) * 1.01 })))
    const of = (observations: ReturnType<typeof withClass>) => indicator.compute(facts({ observations }), '2026-10')
    expect(of(year.flatMap((month) => meters(month, 150, 100)) as ReturnType<typeof withClass>)).toMatchObject({ low: null, high: null })
    expect(of(withClass(1))).toMatchObject({ low: expect.closeTo(1.5 * (1 - 0.01 * Math.SQRT2), 3), high: expect.closeTo(1.5 * (1 + 0.01 * Math.SQRT2), 3) })
    const [whole, holed] = [of(withClass(1, (i) => 1.3 + 0.04 * i)), of(withClass(0.6, (i) => 1.3 + 0.04 * i))]
    expect((holed.high ?? 0) - (holed.low ?? 0)).toBeGreaterThan(1.5 * ((whole.high ?? 0) - (whole.low ?? 0)))
    expect(of(withClass(1, () => 1.001)).low).toBe(1)
  })

  it('says its category and its DCiE, and the partial PUE of each of several rooms', () => {
    const rooms = year.flatMap((month) => [...meters(month, 150, 100), ...meters(month, 240, 200).map((each) => ({ ...each, subject: 'annexe', dimensions: { meter: 'ups' } }))])
    const table = indicator.compute(facts({ observations: rooms }), '2026-10').breakdowns.find(({ id }) => id === 'by-room')
    expect(table?.rows).toEqual([
      { room: 'salle', category: 'non déclarée', pue: 1.5, dcie: expect.closeTo(66.67, 2), months: 12 },
      { room: 'annexe', category: 'PUE1 (sortie des onduleurs)', pue: 1.2, dcie: expect.closeTo(83.33, 2), months: 12 },
    ])
  })
})
