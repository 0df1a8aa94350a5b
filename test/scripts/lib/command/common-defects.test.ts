import { describe, expect, it } from 'vitest'
import { commonDefectsTable, defectsOf } from '#effects/command/common-defects'
import { judge } from '#audits/run'
import { loadAudits } from '#effects/territory/discover'
import { anAxe, anAxeRule, anEvidence, aText, factors, registry } from '../../../builders.ts'

const catalogue = await loadAudits()
const page = (path: string, ...selectors: string[]) => {
  const evidence = anEvidence({ axe: anAxe({ violations: [anAxeRule('image-alt', selectors)] }), text: aText() }, { url: `https://www.ville.example${path}`, finalUrl: `https://www.ville.example${path}` })
  return { evidence, job: { url: evidence.url, role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const }, results: judge(evidence, catalogue, { site: null, factors, registry }) }
}

describe('several pages given to check', () => {
  const pages = [page('/', '#logo-1 > img'), page('/contact', '#logo-2 > img', 'main > img')]

  it('have their common defects said once, with how many pages they touch', () => {
    const [first] = defectsOf(pages)
    expect(first).toMatchObject({ audit: 'solidarity/axe-failures', place: '#logo-0 > img', pages: ['https://www.ville.example/', 'https://www.ville.example/contact'] })
    const table = commonDefectsTable(pages)
    expect(table).toContain('2 / 2 pages')
    expect(table).not.toContain('main > img')
  })

  it('have no such list when nothing is common', () => expect(commonDefectsTable(pages.slice(0, 1))).toBe(''))
})
