import { describe, expect, it } from 'vitest'
import type { CheckedPage } from '#lib/gate/check-report'
import { judgeCheck } from '#lib/gate/judge-check'
import { aFinding, aPage, aResource, aResult, asked, reference } from '../../gate-builders.ts'

const bases = ['https://essai.example/pr-3/', 'https://www.ville.example/']
const under = (base: string, more: Partial<CheckedPage> = {}): CheckedPage => aPage([500_000], {
  url: `${base}carte/`, finalUrl: `${base}carte/`, key: '/carte/', bases,
  results: [aResult('solidarity/axe-failures', 'fail', [aFinding({ selector: `main > a[href="${base}plan"] > img`, url: `${base}img/plan.svg` })])],
  inventory: { resources: [aResource(`${base}carte/`, { kind: 'document' }), aResource(`${base}style.css`)], dom: [], cookies: [], hosts: [] }, ...more,
})
const [preview = '', production = ''] = bases
const compare = (page: CheckedPage, budgets: unknown = null) => judgeCheck([page], asked(budgets, { reference: { ...reference(under(production)), name: production, at: null, interleaved: true, pages: [under(production)] } }))

describe('a preview that lies in a folder, beside production', () => {
  it('has changed in nothing when only its address differs', () => {
    expect(compare(under(preview)).changes).toEqual([])
  })

  it('has changed in nothing when it still takes its pictures from production, which is no third party', () => {
    const page = under(preview, { inventory: { resources: [aResource(`${preview}carte/`, { kind: 'document' }), aResource(`${production}style.css`)], dom: [], cookies: [], hosts: [{ host: 'www.ville.example', transferBytes: 10_000 }] } })
    expect(compare(page).changes).toEqual([])
  })

  it('has changed in what another folder brings: its neighbour is not the site', () => {
    const page = under(preview, { inventory: { resources: [aResource(`${preview}carte/`, { kind: 'document' }), aResource('https://essai.example/pr-31/style.css')], dom: [], cookies: [], hosts: [] } })
    expect(compare(page).changes.map(({ change, what }) => [change, what])).toEqual([['appeared', 'https://essai.example/pr-31/style.css'], ['gone', 'https://www.ville.example/style.css']])
  })

  it('is held to the budgets and the waivers that name the pages of production', () => {
    const waiver = { audit: 'solidarity/axe-failures', pages: ['https://www.ville.example/carte/'], reason: 'La carte change en mars.', owner: 'Équipe web', until: '2027-03-31' }
    const rules = { overrides: [{ pages: ['/carte/'], audits: { 'solidarity/axe-failures': 'error' } }] }
    expect(compare(under(preview), rules).budgets).toMatchObject([{ value: 'solidarity/axe-failures', outcome: 'fail' }])
    expect(compare(under(preview), { ...rules, waivers: [waiver] })).toMatchObject({ findings: [{ status: 'waived' }], gate: { exitCode: 0 } })
  })

  it('has the debts of production, under the same names', () => {
    const [mine, theirs] = [preview, production].map((base) => compare(under(base)).findings.map(({ fingerprint }) => fingerprint))
    expect(mine).toEqual(theirs)
  })
})
