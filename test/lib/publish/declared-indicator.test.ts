import { describe, expect, it } from 'vitest'
import type { Observation } from '#model/observation'
import { defineDeclared, type Counting, type DeclaredIndicator } from '#lib/publish/declared-indicator'
import { anObservation, facts } from '../../facts-builders.ts'

const shape = {
  catalogue: 'LIB-01', theme: 'logiciels-libres', direction: 'up', cadence: 'year', freshDays: 400, targetStyle: 'none', formula: 'a / b', references: [],
  text: { question: 'q ?', title: 't', answer: '{value}', says: ['s'], doesNotSay: ['d'], method: ['un', 'deux'], perimeter: 'p', holder: 'h', howToSupply: 'Exporter.' },
} satisfies Partial<DeclaredIndicator>
const declared = (counts: Counting, unit: 'count' | '%' | 'ratio' | 'score', smallest?: number) => defineDeclared({ ...shape, unit, counts, ...(smallest === undefined ? {} : { smallest }) })
const stated = (metric: string, value: number, part: Partial<Observation> = {}) => anObservation({ metric, value, ...part })
const compute = (counts: Counting, unit: Parameters<typeof declared>[1], observations: Observation[]) => declared(counts, unit).compute(facts({ observations }), '2026')

describe('a declared figure', () => {
  it('adds what the bodies count, and is worth its weakest source', () => {
    expect(compute({ sum: 'a.b' }, 'count', [stated('a.b', 3), stated('a.b', 4, { subject: 'ecoles', quality: 'announced' })])).toMatchObject({ value: 7, n: 7, state: 'announced' })
  })

  it('is never counted twice because two sources state it: the firmest of one body and one period is kept, and that is said', () => {
    const twice = compute({ sum: 'a.b' }, 'count', [stated('a.b', 9, { source: 'presse', quality: 'announced' }), stated('a.b', 3), stated('a.b', 4, { subject: 'ecoles', source: 'presse' })])
    expect(twice).toMatchObject({ value: 7, missing: [expect.stringContaining('ne s’additionnent pas')] })
    const months = compute({ sum: 'a.b' }, 'count', [stated('a.b', 3, { period: '2026-01' }), stated('a.b', 5, { period: '2026-02', source: 'suite' })])
    expect(months).toMatchObject({ value: 8, missing: [] })
  })

  it('yields to a dated one when its document bears no date', () => {
    const stock = [stated('a.b', 14_000, { source: 'page', period: '2026-11-22', dimensions: { dated: 'no' } }), stated('a.b', 14_100, { period: '2026-11' })]
    expect(compute({ sum: 'a.b' }, 'count', stock).value).toBe(14_100)
    expect(compute({ sum: 'a.b' }, 'count', stock.slice(0, 1)).value).toBe(14_000)
  })

  it('is unknown, and not zero, when nobody declared it', () => {
    for (const counts of [{ sum: 'a.b' }, { value: 'a.b' }, { part: 'a.b', whole: 'a.c' }] as const) expect(compute(counts, 'count', [])).toMatchObject({ value: null, state: 'not-measured' })
  })

  it('takes the newest of one body within the period when it does not add up', () => {
    expect(compute({ value: 'a.b', n: 'a.n' }, 'score', [stated('a.b', 6, { period: '2026-03' }), stated('a.b', 7, { period: '2026-09' }), stated('a.n', 240)])).toMatchObject({ value: 7, n: 240, state: 'declared' })
  })

  it('has tables of its figures by a coordinate, communes by their name, without the cells that tell people', () => {
    const table = { id: 'by-commune', title: 'Par commune', label: 'Commune', metric: 'a.each', by: 'commune', people: true } as const
    const definition = defineDeclared({ ...shape, unit: 'count', counts: { sum: 'a.b' }, tables: [table] })
    const one = (commune: string, value: number) => stated('a.each', value, { dimensions: { commune } })
    const { breakdowns } = definition.compute(facts({ observations: [stated('a.b', 60), one('unknown', 12), one('x', 40), one('y', 3)] }), '2026')
    expect(definition.reads).toEqual({ metrics: ['a.b'], beside: ['a.each'] })
    expect(breakdowns[0]?.rows).toEqual([{ name: 'x', value: 40 }, { name: 'Non précisé', value: null }, { name: 'y', value: null }])
  })

  it('gives no mean of the figures of several bodies: they stand side by side', () => {
    const measure = compute({ value: 'a.b' }, 'score', [stated('a.b', 6), stated('a.b', 9, { subject: 'ecoles' })])
    expect(measure.value).toBeNull()
    expect(measure.breakdowns[0]?.rows).toEqual([{ organisation: 'Ville d’Essai', value: 6 }, { organisation: 'Écoles', value: 9 }])
  })

  it('divides a part by its whole, in percent or as a ratio', () => {
    const observations = [stated('a.part', 30), stated('a.whole', 120)]
    expect(compute({ part: 'a.part', whole: 'a.whole' }, '%', observations)).toMatchObject({ value: 25, n: 120 })
    expect(compute({ part: 'a.part', whole: 'a.whole' }, 'ratio', observations).value).toBe(0.25)
  })

  it('never divides the part of one body by the whole of another', () => {
    const mixed = [stated('a.part', 30), stated('a.whole', 120), stated('a.whole', 500, { subject: 'ecoles' })]
    expect(compute({ part: 'a.part', whole: 'a.whole' }, '%', mixed)).toMatchObject({ value: 25, n: 120 })
    const apart = compute({ part: 'a.part', whole: 'a.whole' }, '%', [stated('a.part', 30), stated('a.whole', 500, { subject: 'ecoles' })])
    expect(apart).toMatchObject({ value: null, state: 'not-measured' })
  })

  it('says which half is missing', () => {
    expect(compute({ part: 'a.part', whole: 'a.whole' }, '%', [stated('a.whole', 14_000)]).missing).toEqual(['Seul le total est connu, pas la part.'])
  })

  it('cuts the series when the definition changes', () => {
    const [before, after] = ['usage sur un an', 'usage sur trois mois'].map((basis) => compute({ value: 'a.b' }, 'score', [stated('a.b', 6, { dimensions: { basis } })]).basis)
    expect(before).not.toBe(after)
  })

  it('tells where to write it, and what all declared figures have in common', () => {
    const { text, reads } = declared({ part: 'a.part', whole: 'a.whole' }, '%', 10)
    expect(reads.metrics).toEqual(['a.part', 'a.whole'])
    expect(text.howToSupply).toContain('« a.part » et « a.whole »')
    expect(text.method.join(' ')).toContain('moins de 10')
  })
})
