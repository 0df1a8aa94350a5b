import { describe, expect, it } from 'vitest'
import { fingerprint } from '#lib/gate/fingerprint'
import { judgeCheck } from '#lib/gate/judge-check'
import { firstBaseline, tightened } from '#lib/gate/baseline'
import type { CheckedPage } from '#lib/gate/check-report'
import { aFinding, aPage, asked, aResource, aResult, reference } from '../../gate-builders.ts'

const axe = 'solidarity/axe-failures'
const rules = { audits: { [axe]: 'error' } }
const withGaps = (findings: ReturnType<typeof aFinding>[], part: Partial<CheckedPage> = {}) => aPage([1], { results: [aResult(axe, findings.length > 0 ? 'fail' : 'pass', findings)], ...part })
const print = (finding: Parameters<typeof aFinding>[0] = {}, page: Partial<CheckedPage> = {}) => fingerprint(axe, { ...aPage(), ...page }, aFinding(finding))

describe('the fingerprint of a finding', () => {
  it('survives a line that moves, a figure that changes, another build and another host', () => {
    expect(print({ selector: 'main > ul > li:nth-of-type(3) > img' })).toBe(print({ selector: 'main > ul > li:nth-of-type(7) > img' }))
    expect(print({ message: 'La page transfère 2 000 ko.', selector: '' })).toBe(print({ message: 'La page transfère 2 100 ko.', selector: '' }))
    expect(print({ message: 'Le lien « Agenda » n’a pas de nom.' })).toBe(print({ message: 'Le lien « Contact » n’a pas de nom.' }))
    expect(print({ url: 'https://www.ville.example/main.8f3a2c1b.js' })).toBe(print({ url: 'https://www.ville.example/main.0d9e1f22.js?v=2' }))
    expect(print({ url: 'https://www.ville.example/a.js' })).toBe(print({ url: 'https://essai.ville.example/a.js' }, { url: 'https://essai.ville.example/agenda' }))
  })

  it('is another for another rule, page, place or thing', () => {
    const all = [print(), print({ selector: 'footer > img' }), print({ message: 'Autre chose.' }), print({}, { url: 'https://www.ville.example/contact' }), print({}, { profile: 'mobile' }), print({ url: 'https://tiers.example/a.js' })]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('gaps', () => {
  it('fail a page where none may be found, and are told with their mend and their command', () => {
    const { gate, findings } = judgeCheck([withGaps([aFinding()])], asked(rules))
    expect(gate).toMatchObject({ outcome: 'fail', exitCode: 1 })
    expect(findings[0]).toMatchObject({ status: 'new', level: 'error', count: 1, mend: 'Corriger.', reproduce: expect.stringContaining('--only solidarity/axe-failures') })
  })

  it('that no budget speaks of are told and decide nothing', () => {
    expect(judgeCheck([withGaps([aFinding()])], asked(null))).toMatchObject({ gate: { outcome: 'none', exitCode: 0 }, findings: [{ level: 'off' }] })
  })

  it('that only some loads saw decide nothing by themselves', () => {
    const page = withGaps([aFinding()], { sightings: { [print()]: [1, 0, 1] } })
    expect(judgeCheck([page], asked(rules))).toMatchObject({ findings: [{ status: 'seen-once' }], budgets: [{ outcome: 'unstable' }], gate: { exitCode: 3 } })
  })

  it('that the reference has too are not new, and excuse nothing where none may be found', () => {
    const before = { reference: reference(withGaps([aFinding()])) }
    expect(judgeCheck([withGaps([aFinding()])], asked({ audits: { [axe]: { gaps: 'new' } } }, before)).gate.outcome).toBe('pass')
    expect(judgeCheck([withGaps([aFinding()])], asked(rules, before)).gate.outcome).toBe('fail')
    expect(judgeCheck([withGaps([aFinding()])], asked({ audits: { [axe]: { gaps: 'new' } } })).gate.outcome).toBe('learning')
  })

  it('are not new where the reference could not be judged, or was by another method', () => {
    const file = { audits: { [axe]: { gaps: 'new' } } }
    const [blind, older] = [aPage([1], { results: [aResult(axe, 'unknown')] }), aPage([1], { results: [{ ...aResult(axe, 'pass'), method: 0.5 }] })]
    const lost = aPage([], { status: 'not-measured', failure: { code: 'timeout', detail: 'x' }, results: [] })
    for (const before of [blind, older, lost]) {
      expect(judgeCheck([withGaps([aFinding()])], asked(file, { reference: reference(before) }))).toMatchObject({ budgets: [{ outcome: 'learning' }], changes: [] })
    }
  })

  it('are unmeasured, not absent, where the audit could not be made', () => {
    const page = aPage([1], { results: [{ ...aResult(axe, 'unknown'), failure: { code: 'timeout', detail: 'x' } }] })
    expect(judgeCheck([page], asked(rules))).toMatchObject({ budgets: [{ outcome: 'unmeasured' }], gate: { exitCode: 3 } })
  })

  it('of a rule newer than the ruleset warn and never refuse', () => {
    const newAxe = withGaps([aFinding({ references: [{ standard: 'axe', id: 'target-size' }] })])
    expect(judgeCheck([newAxe], asked(rules))).toMatchObject({ gate: { outcome: 'warn', exitCode: 0 }, findings: [{ softened: 'ruleset' }] })
    const newMethod = withGaps([aFinding()])
    newMethod.results[0]!.method = 2
    expect(judgeCheck([newMethod], asked(rules)).gate).toMatchObject({ outcome: 'warn', exitCode: 0 })
  })

  it('come from the template when several pages show them, from the content when only one of several does', () => {
    const [one, two] = [withGaps([aFinding()]), withGaps([aFinding(), aFinding({ selector: 'article > p' })], { url: 'https://www.ville.example/contact' })]
    expect(judgeCheck([one, two], asked(rules)).findings.map(({ cause }) => cause)).toEqual(['template', 'template', 'content'])
    expect(judgeCheck([one], asked(rules)).findings[0]?.cause).toBeNull()
  })
})

describe('a waiver', () => {
  const waiver = { audit: axe, reason: 'Refonte du gabarit en cours', owner: 'Équipe web', until: '2026-11-22' }

  it('holds until its last day, with its reason and owner', () => {
    expect(judgeCheck([withGaps([aFinding()])], asked({ ...rules, waivers: [waiver] }))).toMatchObject({ gate: { outcome: 'pass' }, findings: [{ status: 'waived', waiver: { owner: 'Équipe web' } }], waivers: [] })
    const after = judgeCheck([withGaps([aFinding()])], asked({ ...rules, waivers: [waiver] }, { today: '2026-11-23' }))
    expect(after).toMatchObject({ gate: { outcome: 'fail' }, waivers: [{ state: 'expired' }] })
  })

  it('is for its pages and its finding alone, and says when it meets nothing', () => {
    expect(judgeCheck([withGaps([aFinding()])], asked({ ...rules, waivers: [{ ...waiver, pages: ['/contact'] }] }))).toMatchObject({ gate: { outcome: 'fail' }, waivers: [{ state: 'unused' }] })
    const { audit: _all, ...one } = waiver
    expect(judgeCheck([withGaps([aFinding()])], asked({ ...rules, waivers: [{ ...one, finding: print() }] })).gate.outcome).toBe('pass')
  })
})

describe('the baseline', () => {
  const three = [aFinding(), aFinding(), aFinding({ selector: 'footer > img' })]
  const judged = (page: CheckedPage, file: unknown, baseline: ReturnType<typeof firstBaseline> | null = null) =>
    judgeCheck([page], asked(file, { baseline: baseline && { file: 'trefle.baseline.json', content: baseline } }))
  const first = (page: CheckedPage, file: unknown) => firstBaseline('2026.1', { pages: [page], ...judged(page, file) })

  it('accepts the debts of its day and forbids new ones', () => {
    const baseline = first(withGaps(three), rules)
    expect(baseline.gaps.map(({ count }) => count).sort()).toEqual([1, 2])
    expect(judged(withGaps(three), rules, baseline)).toMatchObject({ gate: { outcome: 'pass' }, baseline: { paid: [], new: 0, known: 2 } })
    expect(judged(withGaps([...three, aFinding()]), rules, baseline).gate.outcome).toBe('fail')
    expect(judged(withGaps([...three, aFinding({ selector: 'nav > a' })]), rules, baseline).gate.outcome).toBe('fail')
  })

  it('tells what is paid, shrinks when it is tightened, and never grows', () => {
    const baseline = first(withGaps(three), rules)
    const better = withGaps([aFinding(), aFinding({ selector: 'nav > a' })])
    const now = judged(better, rules, baseline)
    expect(now.baseline?.paid.map(({ rule }) => rule)).toEqual([axe])
    const next = tightened(baseline, { pages: [better], ...now })
    expect(next.gaps.map(({ count, fingerprint: name }) => [name, count])).toEqual([[print(), 1]])
  })

  it('keeps the debts of pages and rules that this check did not see', () => {
    const baseline = first(withGaps(three), rules)
    const elsewhere = withGaps([], { url: 'https://www.ville.example/contact' })
    const blind = aPage([1], { results: [aResult(axe, 'unknown')] })
    for (const page of [elsewhere, blind]) expect(tightened(baseline, { pages: [page], ...judged(page, rules, baseline) })).toEqual(baseline)
  })

  it('accepts a figure beyond its limit as it was, within a hundredth', () => {
    const file = { audits: { 'sobriety/page-weight': { max: 400_000 } } }
    const baseline = first(aPage([500_000]), file)
    expect(baseline.figures).toMatchObject([{ accepted: 500_000 }])
    expect(judged(aPage([501_000]), file, baseline)).toMatchObject({ gate: { outcome: 'pass' }, budgets: [{ bound: 400_000 }], baseline: { known: 1, new: 0 } })
    expect(judged(aPage([520_000]), file, baseline)).toMatchObject({ gate: { outcome: 'fail' }, baseline: { known: 0, new: 1 } })
    const paid = judged(aPage([390_000]), file, baseline)
    expect(paid.baseline?.paid).toHaveLength(1)
    expect(tightened(baseline, { pages: [aPage([390_000])], ...paid }).figures).toEqual([])
    expect(tightened(baseline, { pages: [aPage([450_000])], ...judged(aPage([450_000]), file, baseline) }).figures).toMatchObject([{ accepted: 450_000 }])
  })
})

describe('what changed since the reference', () => {
  const made = (part: Partial<NonNullable<CheckedPage['inventory']>>, more: Partial<CheckedPage> = {}) => withGaps([], { inventory: { resources: [], dom: [], cookies: [], hosts: [], ...part }, ...more })
  const changes = (now: CheckedPage, before: CheckedPage) => judgeCheck([now], asked(null, { reference: reference(before) })).changes

  it('is said with bytes and grams, the heaviest first', () => {
    const found = changes(
      made({ resources: [aResource('https://www.ville.example/grande.jpg', { transferBytes: 900_000, resourceBytes: 900_000 }), aResource('https://www.ville.example/app.b2c3d4e5.js', { kind: 'script', transferBytes: 60_000, resourceBytes: 200_000 })] }),
      made({ resources: [aResource('https://www.ville.example/app.0a1b2c3d.js', { kind: 'script', transferBytes: 40_000, resourceBytes: 150_000 }), aResource('https://www.ville.example/vieux.css', { kind: 'stylesheet' })] }))
    expect(found.map(({ change, deltaBytes, deltaGramsCO2e, cause }) => [change, deltaBytes, deltaGramsCO2e, cause])).toEqual([
      ['appeared', 900_000, 0.9, 'content'], ['grew', 20_000, 0.02, 'template'], ['gone', -10_000, -0.01, 'template'],
    ])
  })

  it('is the network’s when the same content is carried in other bytes', () => {
    const script = (transferBytes: number) => made({ resources: [aResource('https://www.ville.example/a.js', { kind: 'script', transferBytes, resourceBytes: 200_000 })] })
    expect(changes(script(200_000), script(50_000))).toMatchObject([{ change: 'grew', cause: 'network' }])
  })

  it('is nothing when a server only breathes', () => {
    const image = (transferBytes: number) => made({ resources: [aResource('https://www.ville.example/a.jpg', { transferBytes })] })
    expect(changes(image(100_400), image(100_000))).toEqual([])
  })

  it('names the hosts, cookies, parts and gaps that came, on any host that answers', () => {
    const before = made({ cookies: ['lang www.ville.example'], dom: [{ place: 'main > ul:nth-of-type(2)', elements: 40 }] })
    const now = made({ cookies: ['lang essai.ville.example', '_ga .ville.example'], hosts: [{ host: 'tiers.example', transferBytes: 5 }], dom: [{ place: 'main > ul:nth-of-type(3)', elements: 90 }] },
      { url: 'https://essai.ville.example/agenda', finalUrl: 'https://essai.ville.example/agenda', results: [aResult(axe, 'fail', [aFinding()])] })
    expect(changes(now, before).map(({ kind, change, what, deltaElements }) => [kind, change, what, deltaElements])).toEqual([
      ['rule', 'appeared', 'Une image n’a pas d’alternative.', null], ['host', 'appeared', 'tiers.example', null], ['cookie', 'appeared', '_ga .ville.example', null], ['dom', 'grew', 'main > ul', 50],
    ])
  })
})

describe('the verdict', () => {
  const lost = aPage([], { url: 'https://www.ville.example/perdue', status: 'not-measured', failure: { code: 'timeout', detail: 'x' }, results: [] })

  it('never counts a page that was not seen as a good one', () => {
    expect(judgeCheck([aPage(), lost], asked(null)).gate).toMatchObject({ outcome: 'undecided', exitCode: 3 })
    expect(judgeCheck([aPage(), lost], asked(null, { onUnmeasured: 'warn' })).gate.exitCode).toBe(0)
    expect(judgeCheck([lost], asked(null, { onUnmeasured: 'warn' })).gate.exitCode).toBe(3)
  })

  it('lets stand what was proven on the pages that were seen', () => {
    expect(judgeCheck([withGaps([aFinding()]), lost], asked(rules)).gate).toMatchObject({ outcome: 'fail', exitCode: 1 })
  })

  it('prints the coverage, each page once', () => {
    expect(judgeCheck([aPage(), aPage([1], { pass: 'repeat' }), lost], asked(null, { leftOut: 4 })).coverage).toEqual({ asked: 2, measured: 1, partial: 0, notMeasured: 1, leftOut: 4 })
  })
})
