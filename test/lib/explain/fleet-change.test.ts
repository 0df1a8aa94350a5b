import { describe, expect, it } from 'vitest'
import type { Cause, Change } from '#model/explanation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import { fleetOf } from '#lib/estate/fleet'
import { footprintOf, inUse } from '#lib/estate/fleet-carbon'
import { fleetChange } from '#lib/explain/fleet-change'
import { changeWords } from '#lib/explain/change-words'
import { aFactorBook, devices } from '../../facts-builders.ts'

const monitor = { ...aFactorBook.devices.get('monitor')!, useKWhPerYear: 70 }
const book: FactorBook = { ...aFactorBook, devices: new Map([...aFactorBook.devices, ['monitor', monitor]]) }

function yearOf(period: string, observations: Observation[], factors = book) {
  const snapshot = fleetOf(observations.map((each) => ({ ...each, period, at: `${period}-10-31T08:00:00Z` })), period, book)!
  return { period, snapshot, publishedKg: footprintOf(inUse(snapshot.groups), factors, snapshot, Number(period)).total.kgCO2e }
}
const effect = ({ effects }: Change, cause: Cause) => effects.find((each) => each.cause === cause)!.kgCO2e
const sum = ({ effects }: Change) => effects.reduce((total, { kgCO2e }) => total + kgCO2e, 0)
const difference = ({ from, to }: Change) => to.kgCO2e - from.kgCO2e
const young = { purchaseYear: 'unknown' }

describe('why the footprint of a fleet changed', () => {
  it('is all quantity when the same fleet doubles', () => {
    const change = fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(20, young)]), book)
    expect(effect(change, 'quantity')).toBeCloseTo(415, 9)
    for (const cause of ['mix', 'lifetime', 'factor', 'perimeter', 'method'] as const) expect(effect(change, cause)).toBeCloseTo(0, 9)
  })

  it('is all mix when as many devices are of other types', () => {
    const change = fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(10, { ...young, type: 'monitor' })]), book)
    expect(effect(change, 'mix')).toBeCloseTo(difference(change), 9)
    expect(effect(change, 'quantity')).toBeCloseTo(0, 9)
  })

  it('is lifetime when the same devices outlive their reference', () => {
    const old = [devices(10, { purchaseYear: '2018' })]
    const change = fleetChange(yearOf('2025', old), yearOf('2026', old), book)
    expect(effect(change, 'lifetime')).toBeLessThan(-10)
    expect(effect(change, 'lifetime')).toBeCloseTo(difference(change), 9)
  })

  it('is factor when the electricity of the year is another', () => {
    const cleaner = { ...book.factors.get('electricity.fr.ademe.2024')!, id: 'electricity.fr.ademe.2026', year: 2026, value: 0.02 }
    const factors = { ...book, factors: new Map([...book.factors, [cleaner.id, cleaner]]) }
    const change = fleetChange(yearOf('2025', [devices(10, young)], factors), yearOf('2026', [devices(10, young)], factors), factors)
    expect(effect(change, 'factor')).toBeCloseTo(10 * 30 * (0.02 - 0.05), 9)
  })

  it('is perimeter when an organisation joins', () => {
    const change = fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(10, young), devices(4, { ...young, organisation: 'ecoles' })]), book)
    expect(effect(change, 'perimeter')).toBeCloseTo(4 * 41.5, 9)
    expect(effect(change, 'quantity')).toBeCloseTo(0, 9)
  })

  it('is perimeter alone when no organisation is in both years', () => {
    const change = fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(4, { ...young, organisation: 'ecoles' })]), book)
    expect(effect(change, 'perimeter')).toBeCloseTo(difference(change), 9)
  })

  it('is method when a published figure was counted in another way', () => {
    const before = yearOf('2025', [devices(10, young)])
    const change = fleetChange({ ...before, publishedKg: before.publishedKg + 100 }, yearOf('2026', [devices(10, young)]), book)
    expect(effect(change, 'method')).toBeCloseTo(-100, 9)
  })

  it('sums to the published change when everything moves at once, within 1e-9', () => {
    const before = [devices(120, { purchaseYear: '2016' }), devices(80, { purchaseYear: '2023' }), devices(7, { organisation: 'ecoles' })]
    const after = [devices(90, { purchaseYear: '2016' }), devices(111, { purchaseYear: '2025', type: 'monitor' }), devices(13, { organisation: 'musee' })]
    const [from, to] = [yearOf('2025', before), yearOf('2026', after)]
    const change = fleetChange({ ...from, publishedKg: from.publishedKg * 1.03 }, to, book)
    expect(change.effects.filter(({ kgCO2e }) => Math.abs(kgCO2e) > 1).map(({ cause }) => cause)).toEqual(expect.arrayContaining(['quantity', 'mix', 'lifetime', 'perimeter', 'method']))
    expect(Math.abs(sum(change) - difference(change))).toBeLessThan(1e-9 * Math.abs(difference(change)))
  })
})

describe('the answer to an elected member', () => {
  it('names the change, its interval and its main cause', () => {
    const { answer, main, total } = changeWords(fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(20, young)]), book))
    expect(answer).toMatch(/De 2025 à 2026, l’empreinte annuelle du parc a augmenté de 420.kg/)
    expect(main).toContain('Quantité')
    expect(total).toEqual({ figure: '+420', unit: 'kg' })
  })

  it('says that a change is not significant when its interval holds zero', () => {
    const change = fleetChange(yearOf('2025', [devices(10, young)]), yearOf('2026', [devices(28, { ...young, type: 'monitor' })]), book)
    expect(change.significant).toBe(false)
    expect(changeWords(change).answer).toContain('n’est pas significatif')
  })
})
