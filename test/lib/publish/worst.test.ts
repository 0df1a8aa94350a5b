import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import { worstPages, worstRules } from '#lib/publish/worst'
import { aPage, aSite } from '../../published-builders.ts'

const page = (id: string, outcomes: Record<string, Outcome>) => ({ ...aPage(id), verdicts: Object.fromEntries(Object.entries(outcomes).map(([audit, outcome]) => [audit, { outcome, measure: null, details: {}, findings: [] }])) })
const [weight, axe] = ['sobriety/page-weight', 'solidarity/axe-failures']
const sites = [
  aSite('b', [page('x', { [weight]: 'fail', [axe]: 'to-verify' }), page('y', { [weight]: 'unknown' })], []),
  aSite('a', [page('z', { [weight]: 'fail', [axe]: 'fail' })], []),
]

describe('where gaps are most', () => {
  it('counts each control on the pages and sites where it shows a gap, never what is doubtful or unknown', () => {
    expect(worstRules(sites)).toEqual([{ audit: weight, pages: 2, sites: 2 }, { audit: axe, pages: 1, sites: 1 }])
  })

  it('puts first the page with most gaps, and leaves out those without', () => {
    expect(worstPages(sites).map(({ site, page: { id }, gaps }) => [site.id, id, gaps])).toEqual([['a', 'z', 2], ['b', 'x', 1]])
  })
})
