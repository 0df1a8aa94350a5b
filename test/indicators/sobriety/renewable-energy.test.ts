import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/renewable-energy'
import { recompute } from '#lib/explain/derivation'
import { monthsUpTo } from '#lib/time/period'
import type { Observation } from '#model/observation'
import { anObservation, facts, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2025-12', 12).flatMap((month) => meters(month, 1500, 1000))
const declared = (metric: string, value: number, subject = 'ville') => anObservation({ metric, subject, period: '2025', value, unit: 'kWh', quality: 'declared', source: 'chiffres' })
const of = (...observations: Observation[]) => indicator.compute(facts({ observations }), '2025')

describe('the renewable share of the energy of the rooms', () => {
  it('needs no declared total when meters read the year', () => {
    expect(of(...year, declared('energy.renewable', 9000))).toMatchObject({ value: 0.5, state: 'declared', inputs: { sources: ['chiffres', 'compteurs'] } })
  })

  it('counts once a figure that two sources state, and says what is said of it', () => {
    const first = declared('energy.renewable', 9000)
    const measure = of(...year, first, { ...first, source: 'autre', at: '2030-01-01T00:00:00Z', note: 'Attestation provisoire.', dimensions: { basis: 'garanties d’origine', dated: 'no' } })
    expect(measure).toMatchObject({ value: 0.5, inputs: { sources: ['chiffres', 'compteurs'] }, missing: [expect.stringContaining('ne s’additionnent pas')] })
    const undated = of(...year, { ...first, note: 'Attestation provisoire.', dimensions: { basis: 'garanties d’origine', dated: 'no' } })
    expect(undated).toMatchObject({ value: 0.5, basis: 'garanties d’origine', undated: true, missing: ['Attestation provisoire.', expect.stringContaining('quand date')] })
  })

  it('is of another method than the ratio to a declared total alone', () => {
    expect(indicator.method).toBe(2)
  })

  it('prefers the total that is declared', () => {
    expect(of(...year, declared('energy.renewable', 9000), declared('energy.room-year', 36_000)).value).toBe(0.25)
  })

  it('divides no year by a part of it, and says how much of it was read', () => {
    expect(of(...year.slice(0, 20), declared('energy.renewable', 9000))).toMatchObject({ value: null, missing: [expect.stringMatching(/83 % de 2025.*95 %/)] })
    expect(of(...year)).toMatchObject({ value: null, missing: [] })
  })

  it('is of the room that the figure speaks of, and of all of them otherwise', () => {
    const two = [...year, ...year.map((each) => ({ ...each, subject: 'annexe' }))]
    expect(of(...two, declared('energy.renewable', 9000)).value).toBe(0.25)
    expect(of(...two, declared('energy.renewable', 9000, 'annexe')).value).toBe(0.5)
  })

  it('is one at most, however many certificates were bought', () => {
    const measure = of(...year, declared('energy.renewable', 27_000))
    expect(measure.value).toBe(1)
    expect(recompute(measure.derivation!)).toBe(1)
    expect(of(declared('energy.renewable', 27_000), declared('energy.room-year', 18_000)).value).toBe(1)
  })
})
