import { describe, expect, it } from 'vitest'
import { commitmentsOf } from '#lib/report/reen-facts'
import { figureOf, reportedIndicators } from '#lib/report/reen-figures'
import { missingOf } from '#lib/report/reen-missing'
import { reenReport } from '#lib/report/reen-report'
import { reportHtml } from '#lib/report/report-html'
import { Theme } from '#model/theme'
import type { PresentedReport, SharedEstate } from '#model/reen-report'
import { aPoint, anIndicator, aPromise } from '../../published-builders.ts'
import { aMetropolis, reenFrame, someReenFacts } from '../../report-builders.ts'

const split: SharedEstate = { rule: 'Au prorata des agents.', source: 'Convention.', shares: [{ organisation: 'ville', share: 0.6 }, { organisation: 'metropole', share: 0.4 }], indicators: ['fleet-footprint'] }
const footprint = (...points: Parameters<typeof aPoint>[]) => anIndicator(points.map((point) => aPoint(...point)), { id: 'fleet-footprint', catalogue: 'SOB-01', unit: 't', cadence: 'year' })
const headings = (facts = someReenFacts()) => reenReport(facts).blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []))
const html = (facts = someReenFacts()) => reportHtml(reenReport(facts))

describe('the yearly review of the REEN law', () => {
  it('has the six themes of the decree, after what is missing', () => {
    expect(headings()[0]).toBe('Ce qui manque')
    expect(headings().filter((text) => /^\d\. /.test(text))).toHaveLength(6)
  })

  it('gives every theme of the dashboard one chapter, so that no promise is lost', () => {
    expect(Theme.options.map((theme) => reenFrame.chapters.filter(({ themes }) => themes.includes(theme)).length)).toEqual(Theme.options.map(() => 1))
  })

  it('lists a figure of another year as missing for this one, and says which is the last known', () => {
    const missing = (year: string) => missingOf(someReenFacts({ year, indicators: reportedIndicators([footprint(['2025', 12])], year, 'metropole', null) })).map(({ what }) => what)
    expect(missing('2026')).toContain('Poids médian : pas de chiffre de 2026 (dernier connu : 2025).')
    expect(missing('2025').some((what) => what.startsWith('Poids médian'))).toBe(false)
  })

  it('knows nothing of a later year', () => {
    const [reported] = reportedIndicators([footprint(['2025', 12], ['2026', 10])], '2025', 'metropole', null)
    expect(reported?.indicator.latest?.value).toBe(12)
  })

  it('splits a shared estate by the stated rule, bounds and past years too, and says the rule', () => {
    const indicators = reportedIndicators([footprint(['2025', 20], ['2026', 10, { low: 8, high: 15 }])], '2026', 'ville', split)
    expect(indicators.map(figureOf)[0]).toMatchObject({ value: 6, low: 4.8, high: 9, share: 0.6 })
    expect(indicators[0]?.indicator.series.map(({ value }) => value)).toEqual([12, 6])
    const ville = aMetropolis.organisations[1]
    if (!ville) throw new Error('no town')
    expect(html(someReenFacts({ organisation: ville, split, indicators }))).toContain('Au prorata des agents.')
  })

  it('asks for the rule while an estate is shared and nobody has written it', () => {
    const asks = (rule: SharedEstate | null) => missingOf(someReenFacts({ split: rule, indicators: reportedIndicators([footprint(['2026', 10])], '2026', 'metropole', rule) })).some(({ what }) => what.includes('règle qui répartit'))
    expect([asks(null), asks(split)]).toEqual([true, false])
  })

  it('holds an organisation to its promises, those of its body, services and partners, never to another town’s', () => {
    const promises = ['metropole', 'ville', 'bourg', 'ecoles', 'association'].map((organisation) => aPromise(`de-${organisation}`, 'late', { organisation }))
    const of = (organisation: string) => commitmentsOf(organisation, aMetropolis, promises).map(({ commitment }) => commitment.organisation)
    expect(of('ville')).toEqual(['metropole', 'ville', 'ecoles', 'association'])
    expect(of('bourg')).toEqual(['metropole', 'bourg', 'association'])
    expect(of('metropole')).toEqual(['metropole', 'ecoles', 'association'])
  })

  it('shows what was presented beside what was recalculated, and says when the method changed', () => {
    const before = reportedIndicators([footprint(['2026', 10])], '2026', 'metropole', null)
    const presented: PresentedReport = { schema: 'trefle/reen-report@1', year: '2026', organisation: 'metropole', on: '2026-11-20', figures: before.map(figureOf), commitments: [] }
    const report = (point: Parameters<typeof aPoint>) => html(someReenFacts({ presented, indicators: reportedIndicators([footprint(point)], '2026', 'metropole', null) }))
    expect(report(['2026', 10])).toContain('Aucun chiffre n’a changé')
    expect(report(['2026', 14, { method: 2 }])).toMatch(/10\u00a0t \(2026\)<\/td><td>14\u00a0t \(2026\)<\/td><td>La méthode a changé/)
  })

  it('says whether the law asks for the review, from the number of inhabitants', () => {
    const of = (id: string) => html({ ...someReenFacts(), organisation: aMetropolis.organisations.filter((each) => each.id === id)[0] ?? someReenFacts().organisation })
    expect(of('metropole')).toContain('la loi lui demande ce bilan')
    expect(of('bourg')).toContain('est volontaire')
    expect(of('ecoles')).toContain('n’est pas enregistré')
  })

  it('writes what a promise says as words, never as HTML', () => {
    const facts = someReenFacts({ commitments: [aPromise('hostile', 'late', { text: '<script>alert(1)</script>', organisation: 'metropole', theme: 'materiel' })] })
    expect(html(facts)).toContain('&lt;script&gt;alert(1)')
    expect(html(facts)).not.toContain('<script')
  })
})
