import { describe, expect, it } from 'vitest'
import type { PublishedSite } from '#model/publication'
import { loadAudits } from '#effects/territory/discover'
import { keptFromThePublic, publicSite, securityAudits } from '#lib/publish/edition'
import { aPage, aSite } from '../../published-builders.ts'

type Verdict = PublishedSite['pages'][number]['verdicts'][string]
const finding = (message: string, certainty?: 'seen-once') => ({ message, references: [], ...(certainty && { certainty }) })
const verdict = (findings: Verdict['findings'], details: Verdict['details'] = {}): Verdict => ({ outcome: 'fail', measure: { value: 40, unit: 'score' }, details, findings })
const defect = (audit: string, example: Verdict['findings'][number]): PublishedSite['defects'][number] => ({ audit, message: example.message, pages: ['accueil'], count: 1, example })

const twice = finding('vu deux fois')
const once = finding('vu une fois', 'seen-once')
const header = finding('en-tête absent')
const verdicts = {
  'freedom/trackers-before-choice': verdict([twice, once], { seenOnce: { value: 1, unit: 'count' }, toVerify: { value: 2, unit: 'count' } }),
  'freedom/security-headers': verdict([header]),
}
const site: PublishedSite = {
  ...aSite('portail', [{ ...aPage('accueil'), verdicts, views: [{ pass: 'mobile', at: '2026-11-22T10:00:00Z', status: 'measured', failure: null, contended: false, verdicts }] }],
    [defect('freedom/trackers-before-choice', once), defect('freedom/security-headers', header), defect('freedom/trackers-before-choice', twice)]),
  refusal: { at: '2026-11-22T10:00:00Z', verdicts },
}

describe('the public edition of a site', () => {
  const shown = publicSite(site)
  const everywhere = [...shown.pages.flatMap((page) => [page.verdicts, ...(page.views ?? []).map((view) => view.verdicts)]), shown.refusal?.verdicts ?? {}]

  it('keeps what was seen twice, and leaves out what one visit alone saw, in every view', () => {
    expect(everywhere).toHaveLength(3)
    for (const told of everywhere) {
      expect(told['freedom/trackers-before-choice']?.findings).toEqual([twice])
      expect(told['freedom/trackers-before-choice']?.details).toEqual({ toVerify: { value: 2, unit: 'count' } })
    }
  })

  it('keeps the mark of security and leaves out its detail', () => {
    for (const told of everywhere) expect(told['freedom/security-headers']).toEqual({ ...verdicts['freedom/security-headers'], findings: [] })
  })

  it('says what came and went, but for the security of a server', () => {
    const side = { count: 1, seen: [{ message: 'en-tête absent' }] }
    const changed = (...audits: string[]) => publicSite(aSite('portail', [{ ...aPage('accueil'), changes: { from: 'a', to: 'b', audits: audits.map((audit) => ({ audit, came: side, gone: side })) } }], [])).pages[0]?.changes
    expect(changed('freedom/security-headers', 'sobriety/image-weight')?.audits.map(({ audit }) => audit)).toEqual(['sobriety/image-weight'])
    expect(changed('freedom/security-headers')).toBeUndefined()
  })

  it('lists only the defects that it shows', () => {
    expect(shown.defects.map(({ message }) => message)).toEqual(['vu deux fois'])
  })
})

describe('what is kept for those who mend', () => {
  it('is each thing taken out, with its reason', () => {
    expect(keptFromThePublic(site).map(({ page, reason, finding: { message } }) => [page, reason, message])).toEqual([['accueil', 'seen-once', 'vu une fois'], ['accueil', 'security', 'en-tête absent']])
    expect(keptFromThePublic(publicSite(site))).toEqual([])
  })

  it('names audits that exist', async () => {
    const known = new Set((await loadAudits()).keys())
    expect([...securityAudits].filter((id) => !known.has(id))).toEqual([])
  })
})
