import { describe, expect, test } from 'vitest'
import { judgeSite } from '#audits/run-site'
import { loadAudits, loadSiteAudits } from '#effects/territory/discover'
import { publishedAudits } from '#lib/publish/published-audits'
import { PublishedAudit } from '#model/publication'
import { AuditResult } from '#model/result'
import { aMark, aNavigation, someFields } from '../accessibility-builders.ts'
import { aText, anEvidence } from '../builders.ts'
import { on } from '../site-builders.ts'

const catalogue = await loadSiteAudits()
const page = (path: string, role: 'home' | 'sitemap' | 'other', part: Parameters<typeof anEvidence>[0]) => anEvidence(part, { role, url: `https://www.ville.example${path}`, finalUrl: `https://www.ville.example${path}` })
const menu = aMark('menu', { links: on('/agenda/', '/contact/') })

/** A site where every check over several pages has something to say. */
const worst = [
  page('/', 'home', { text: aText({ title: 'Ville', h1: ['Bienvenue'] }), navigation: aNavigation(menu, aMark('main')), fields: someFields({ entries: [{ selector: 'input', label: 'Courriel', autocomplete: 'email', form: 0 }] }) }),
  page('/agenda/', 'other', { text: aText({ title: 'Ville', h1: ['Agenda'] }), navigation: aNavigation(aMark('main'), { ...menu, side: 'left' }), fields: someFields({ entries: [{ selector: 'input', label: 'Identifiant', autocomplete: 'email', form: 0 }] }) }),
]
const resultsOf = (pages: Parameters<typeof judgeSite>[0]) => new Map(judgeSite(pages, catalogue).map((result) => [result.audit, result]))

describe('the checks over the pages of a site', () => {
  test('answer in the units that they declare, each with a valid result', () => {
    const results = judgeSite(worst, catalogue)
    expect(results.map(({ audit }) => audit)).toEqual([...catalogue.keys()])
    for (const result of results) {
      AuditResult.parse(result)
      if (result.measure) expect(result.measure.unit).toBe(catalogue.get(result.audit)?.unit)
    }
  })

  test('tell the worst site what differs from a page to the next', () => {
    const results = resultsOf(worst)
    expect([...results].map(([audit, { outcome }]) => [audit.split('/')[1], outcome])).toEqual([
      ['field-labels', 'to-verify'], ['menu-place', 'to-verify'], ['search-reach', 'not-applicable'], ['shared-titles', 'fail'],
      ['site-map-links', 'not-applicable'], ['site-map-reach', 'not-applicable'], ['ways-to-pages', 'to-verify'],
    ])
  })

  test('name the page that a finding is about by its id, wherever it was redirected', () => {
    const [home, agenda] = worst
    const results = resultsOf([home!, { ...agenda!, page: 'agenda', finalUrl: 'https://www.ville.example/sorties/' }])
    const about = (audit: string) => results.get(`solidarity/${audit}`)?.findings.map(({ page }) => page)
    expect([about('shared-titles')?.includes('agenda'), about('menu-place'), about('field-labels'), about('ways-to-pages')]).toEqual([true, ['agenda'], ['agenda'], [undefined]])
  })

  test('leave out a page that was cut, or that lacks what they need, and are unknown without any', () => {
    const [home, agenda] = worst
    const results = resultsOf([home!, { ...agenda!, status: 'partial' }])
    expect(results.get('solidarity/shared-titles')?.outcome).toBe('not-applicable')
    expect(resultsOf([page('/', 'home', { text: aText() })]).get('solidarity/menu-place')).toMatchObject({ outcome: 'unknown', failure: { code: 'missing-artifact' } })
  })

  test('are published with those of a page, under names of their own', async () => {
    const ofPages = await loadAudits()
    expect([...catalogue.keys()].filter((id) => ofPages.has(id))).toEqual([])
    const published = publishedAudits(catalogue)
    expect(published).toHaveLength(7)
    for (const entry of published) expect(PublishedAudit.parse(entry)).toMatchObject({ passes: ['cold'], accuses: false })
  })
})
