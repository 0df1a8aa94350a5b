import { describe, expect, test } from 'vitest'
import { outcomesOf, sitesWithGaps } from '#lib/publish/audit-outcomes'
import type { Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import { aPage, aSite } from '../../published-builders.ts'

const weight = 'sobriety/page-weight'
const trackers = 'freedom/trackers-before-choice'
const judged = (id: string, audit: string, outcome: Outcome): PublishedPage =>
  ({ ...aPage(id, { [audit]: [{ run: '1', value: null, outcome }] }), verdicts: { [audit]: { outcome, measure: null, details: {}, findings: [] } } })

describe('what a control saw', () => {
  test('is counted page by page, and what nobody has is left out', () => {
    const sites = [aSite('a', [judged('1', weight, 'fail'), judged('2', weight, 'pass'), judged('3', weight, 'unknown')], []), aSite('b', [judged('1', weight, 'fail'), aPage('2')], [])]
    expect(outcomesOf(sites, weight)).toEqual([{ outcome: 'pass', pages: 1 }, { outcome: 'fail', pages: 2 }, { outcome: 'unknown', pages: 1 }])
  })

  test('counts the visit that refused, where alone some controls are judged', () => {
    const refused = 'freedom/cookies-after-refusal'
    const site = { ...aSite('a', [aPage('accueil')], []), refusal: { at: '2026-11-22T03:40:00Z', verdicts: judged('accueil', refused, 'pass').verdicts } }
    expect(outcomesOf([site], refused)).toEqual([{ outcome: 'pass', pages: 1 }])
  })

  test('names no site where a gap is still to verify', () => {
    const once = aSite('a', [judged('1', trackers, 'to-verify')], [])
    const twice = aSite('b', [judged('1', trackers, 'fail'), judged('2', trackers, 'fail')], [])
    expect(outcomesOf([once, twice], trackers)).toEqual([{ outcome: 'fail', pages: 2 }, { outcome: 'to-verify', pages: 1 }])
    expect(sitesWithGaps([once, twice], trackers).map(({ site, pages }) => [site.id, pages])).toEqual([['b', 2]])
  })

  test('puts the site with most pages first, then goes by name', () => {
    const gap = (id: string, count: number) => aSite(id, Array.from({ length: count }, (_, index) => judged(String(index), weight, 'fail')), [])
    expect(sitesWithGaps([gap('z', 1), gap('a', 1), gap('m', 3), aSite('vide', [], [])], weight).map(({ site }) => site.id)).toEqual(['m', 'a', 'z'])
  })
})
