import { describe, expect, it } from 'vitest'
import { editionChanges, editionName, editionOf, gapsOf, saysTheSame, type ChangeFacts } from '#lib/publish/dated-edition'
import { DatedEdition } from '#model/dated-edition'
import type { Factor, FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { Finding } from '#model/outcome'
import { anIndicator, aPage, aPoint, aSite } from '../../published-builders.ts'

const factor = (value: number): Factor => ({ id: 'electricity.fr', name: 'Réseau', value, unit: 'kgCO2e/kWh', perimeter: 'p', year: 2024, source: 's', licence: 'l', relativeStandardDeviation: null, uncertaintyBasis: 'none' })
const book = (value: number): FactorBook => ({ factors: new Map([['electricity.fr', factor(value)]]), devices: new Map() })
const inputs = { runs: [], sources: [], factors: ['electricity.fr'] }
const fleet = (points: Parameters<typeof aPoint>[]) => [anIndicator(points.map((point) => aPoint(...point)), { id: 'fleet-footprint', unit: 't', cadence: 'year' })]
const frozen = editionOf(fleet([['2024', 12, { inputs }], ['2025', 10, { inputs }], ['2026', 5]]), book(0.05), '2026-06-30T12:00:00Z')

/** What today says of the frozen edition. */
function causesOf(points: Parameters<typeof aPoint>[], more: Partial<ChangeFacts> & { factor?: number } = {}) {
  const indicators = fleet(points)
  const facts: ChangeFacts = { now: editionOf(indicators, book(more.factor ?? 0.05), '2026-11-22T12:00:00Z'), indicators, metrics: new Map([['fleet-footprint', new Set(['fleet.devices'])]]), observations: [], runs: [], errata: [], ...more }
  return editionChanges(frozen, facts).map(({ period, was, is, cause, names }) => [period, was, is, cause, ...names])
}
const devices = (period: string, at: string): Observation => ({ metric: 'fleet.devices', subject: 'ville', period, value: 3, unit: 'count', quality: 'declared', source: 'parc', at, dimensions: {} })
const same: Parameters<typeof aPoint>[] = [['2024', 12, { inputs }], ['2025', 10, { inputs }], ['2026', 5]]
const silent: Parameters<typeof aPoint>[] = [['2024', 12.4, { inputs }], ['2025', 10, { inputs }], ['2026', 5]]

describe('the name of an edition', () => {
  it('is its day and the fingerprint of its figures', () => {
    const later = editionOf(fleet(same), book(0.05), '2026-07-01T12:00:00Z')
    expect(frozen.name).toMatch(/^2026-06-30-[0-9a-f]{12}$/)
    expect(later.name).not.toBe(frozen.name)
    expect(saysTheSame(later, frozen)).toBe(true)
    expect(saysTheSame(editionOf(fleet(silent), book(0.05), '2026-06-30T12:00:00Z'), frozen)).toBe(false)
    expect(saysTheSame(editionOf(fleet(same), book(0.06), '2026-06-30T12:00:00Z'), frozen)).toBe(false)
  })

  it('holds where promises stood and the gaps of sites: another state is another edition, and an older one keeps its name', () => {
    const beside = (status: 'kept' | 'late') => editionOf(fleet(same), book(0.05), '2026-06-30T12:00:00Z', { promises: [{ id: 'parc-sobre', status }], gaps: [] })
    expect(saysTheSame(beside('kept'), beside('kept'))).toBe(true)
    expect(saysTheSame(beside('kept'), beside('late'))).toBe(false)
    expect(saysTheSame(beside('kept'), frozen)).toBe(false)
    expect(DatedEdition.parse(JSON.parse(JSON.stringify(frozen)))).toEqual(frozen)
    expect(editionName(frozen.at, frozen)).toBe(frozen.name)
  })

  it('counts the pages of a gap once, and leaves out what was seen only once and the detail of security', () => {
    const found = (message: string, more: Partial<Finding> = {}): Finding => ({ message, references: [], ...more })
    const defect = (audit: string, pages: string[], example: Finding) => ({ audit, message: example.message, pages, count: pages.length, example })
    const site = { ...aSite('portail', [aPage('a'), aPage('b')], []), defects: [
      defect('solidarity/axe-failures', ['a', 'b'], found('Une image.')), defect('solidarity/axe-failures', ['b'], found('Un lien.')),
      defect('freedom/security-headers', ['a'], found('Un en-tête.')), defect('freedom/trackers-before-choice', ['a'], found('Un appel.', { certainty: 'seen-once' })),
    ] }
    expect(gapsOf([site])).toEqual([{ site: 'portail', audits: { 'solidarity/axe-failures': 2 } }])
  })

  it('does not say that a site which was not read has no gap', () => {
    const unread = { ...aPage('accueil'), status: 'not-measured' as const }
    const gaps = gapsOf([aSite('neuf', [], []), aSite('ferme', [unread], []), aSite('sans-ecart', [unread, aPage('contact')], [])])
    expect(gaps).toEqual([{ site: 'neuf', audits: null }, { site: 'ferme', audits: null }, { site: 'sans-ecart', audits: {} }])
    const edition = editionOf(fleet(same), book(0.05), '2026-06-30T12:00:00Z', { gaps })
    expect(DatedEdition.parse(edition).gaps).toEqual(gaps)
  })

  it('does not count what is unknown as a figure', () => {
    expect(editionOf(fleet([['2024', null], ['2025', 0]]), book(0.05), '2026-06-30T12:00:00Z').figures.map(({ value }) => value)).toEqual([0])
  })
})

describe('a frozen figure that reads otherwise', () => {
  it('is not told when it reads the same, but for the rounding of its sums', () => {
    expect(causesOf(same)).toEqual([])
    expect(causesOf([['2024', 12 + 1e-13, { inputs }], ['2025', 10, { inputs }], ['2026', 5]])).toEqual([])
  })

  it('with the same method is named, since nobody said why', () => expect(causesOf(silent)).toEqual([['2024', 12, 12.4, 'unexplained']]))

  it('or that is no longer published is named too', () => expect(causesOf([['2025', 10, { inputs }], ['2026', 5]])).toEqual([['2024', 12, null, 'unexplained']]))

  it('has its cause when its method, its perimeter or a factor changed', () => {
    expect(causesOf([['2024', 13, { inputs, method: 2 }], ['2025', 10, { inputs }], ['2026', 5]])).toEqual([['2024', 12, 13, 'method']])
    expect(causesOf([['2024', 13, { inputs, basis: 'écoles comprises' }], ['2025', 10, { inputs }], ['2026', 5]])).toEqual([['2024', 12, 13, 'perimeter']])
    expect(causesOf(silent, { factor: 0.06 })).toEqual([['2024', 12, 12.4, 'factor', 'electricity.fr']])
  })

  it('is in the archive when the record keeps another day of its month', () => {
    const run = editionOf([anIndicator([aPoint('2024-03-04', 900), aPoint('2024-03-18', 800)])], book(0.05), '2026-06-30T12:00:00Z')
    const now = [anIndicator([aPoint('2024-03-18', 800)])]
    const kept = { schema: 'trefle/archived-point@1' as const, indicator: 'page-weight', on: '2024-03-18', point: aPoint('2024-03-18', 800), archive: 'a'.repeat(64) }
    const facts = { now: editionOf(now, book(0.05), '2026-11-22T12:00:00Z'), indicators: now, metrics: new Map(), observations: [], runs: [], errata: [] }
    const causes = (archived: ChangeFacts['archived']) => editionChanges(run, { ...facts, ...(archived && { archived }) }).map(({ period, is, cause }) => [period, is, cause])
    expect(causes(new Map([['page-weight', [kept]]]))).toEqual([['2024-03-04', null, 'archived']])
    expect(causes(new Map([['page-weight', [{ ...kept, on: '2024-04-01' }]]]))).toEqual([['2024-03-04', null, 'unexplained']])
  })

  it('is expected while its period was not over', () => expect(causesOf([['2024', 12, { inputs }], ['2025', 10, { inputs }], ['2026', 9]])).toEqual([['2026', 5, 9, 'unfinished']]))

  it('has its cause when the record has read more of its period since, and only then', () => {
    expect(causesOf(silent, { observations: [devices('2024', '2026-07-01T08:00:00Z')] })).toEqual([['2024', 12, 12.4, 'data']])
    expect(causesOf(silent, { observations: [devices('2025', '2026-07-01T08:00:00Z')] })).toEqual([['2024', 12, 12.4, 'unexplained']])
    expect(causesOf(silent, { observations: [devices('2024', '2026-06-01T08:00:00Z')] })).toEqual([['2024', 12, 12.4, 'unexplained']])
    expect(causesOf(silent, { observations: [{ ...devices('2024', '2026-07-01T08:00:00Z'), metric: 'energy.room' }] })).toEqual([['2024', 12, 12.4, 'unexplained']])
  })

  it('is explained by an erratum on this very figure, told since', () => {
    const erratum = { id: 'portables', on: '2026-07-02', indicator: 'fleet-footprint', period: '2024', said: 12, is: 12.4, why: 'Un fichier oublié.', also: [] }
    expect(causesOf(silent, { errata: [erratum] })).toEqual([['2024', 12, 12.4, 'erratum', 'portables']])
    expect(causesOf(silent, { errata: [{ ...erratum, period: '2025' }] })).toEqual([['2024', 12, 12.4, 'unexplained']])
    expect(causesOf(silent, { errata: [{ ...erratum, indicator: 'pue', also: [{ indicator: 'fleet-footprint', period: '2024' }] }] })).toEqual([['2024', 12, 12.4, 'erratum', 'portables']])
    expect(causesOf(silent, { errata: [{ ...erratum, on: '2026-06-01' }] })).toEqual([['2024', 12, 12.4, 'unexplained']])
  })
})
