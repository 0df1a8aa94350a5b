import type { AuditText } from '#model/publication'
import type { AuditId } from '#model/result'
import { defectKey } from '#lib/publish/defects'
import { acceptedFigures, acceptedGaps, paidDebts, type Baseline } from './baseline.ts'
import type { BudgetsFile } from './budgets-file.ts'
import { causeOfGap } from './cause.ts'
import { changesOf } from './changes.ts'
import type { CheckedPage, CheckReport, GateFinding, JudgedBudget } from './check-report.ts'
import { pageKey } from './fingerprint.ts'
import { gapsOf, type Gap } from './gaps.ts'
import { findingsOf, judgeGaps } from './judge-gaps.ts'
import { judgeValues } from './judge-values.ts'
import { isNewer, type Ruleset } from './ruleset.ts'
import { settingsOf, type Held } from './settings.ts'
import { verdictOf, type OnUnmeasured } from './verdict.ts'
import { openWaivers, type WaiverBook } from './waivers.ts'

/** What a check is judged by. Nothing here is read from the world: the day is given. */
export type GateAsked = {
  /** The budgets, those that are extended first; empty when none was asked for. */
  budgets: readonly BudgetsFile[]
  /** Site of sites.yml of a page, for the rules that are of a site. */
  siteOf: (url: string) => string | null
  texts: ReadonlyMap<AuditId, AuditText>
  /** Audits over several pages: a page bears their findings, each of which is about the page that it names. */
  ofSites: ReadonlySet<AuditId>
  ruleset: Ruleset
  baseline: { file: string; content: Baseline } | null
  /** `pages` is null when the reference does not exist yet. */
  reference: { name: string; at: string | null; interleaved: boolean; pages: readonly CheckedPage[] | null } | null
  onUnmeasured: OnUnmeasured
  /** ISO day. */
  today: string
  gramsOf: (bytes: number) => number
  reproduce: (page: CheckedPage, rule: string | null) => string
  /** Pages that are known and were not asked for. */
  leftOut: number
}

export type Judged = Required<Pick<CheckReport, 'gate' | 'coverage' | 'budgets' | 'findings' | 'changes' | 'reference' | 'baseline' | 'waivers'>>

/** The whole judgement of a check, from its pages. Pure. */
export function judgeCheck(pages: readonly CheckedPage[], asked: GateAsked): Judged {
  const waivers = openWaivers(asked.budgets.flatMap((file) => file.waivers), asked.today)
  const lookedAt = new Set(pages.map(pageKey)).size
  const sharing = pagesSharing(pages)
  const held = pages.map((page) => ({
    page, reference: referenceOf(page, asked),
    held: settingsOf(asked.budgets, { ...page, site: asked.siteOf(page.url) }, asked.texts.keys()),
  }))
  const context = {
    ...asked, waivers, accepted: acceptedGaps(asked.baseline?.content ?? null),
    causeOf: (page: CheckedPage, gap: Gap) => causeOfGap(gap, page, sharing(gap), lookedAt),
  }
  const findings = held.flatMap((one) => findingsOf(one, context))
  const gaps = held.flatMap((one) => judgeGaps(one, findings))
  const values = judgeValues(held.map((one) => ({ ...one, held: measurable(one.page, one.held) })), acceptedFigures(asked.baseline?.content ?? null))
  const budgets = [...values.map((budget) => softened(budget, pages, asked.ruleset, waivers)), ...gaps].sort(bySeverity)
  const coverage = coverageOf(pages, asked.leftOut)
  return {
    gate: verdictOf(budgets, coverage, asked.ruleset.version, asked.onUnmeasured), coverage, budgets, findings,
    changes: changesOf(held.flatMap(({ page, reference }) => (reference === null || page.status === 'not-measured' ? [] : [{ page, reference }])), asked),
    reference: asked.reference === null ? null : { name: asked.reference.name, at: asked.reference.at, interleaved: asked.reference.interleaved },
    baseline: asked.baseline === null ? null : debtsOf(asked.baseline, { pages, findings, budgets }),
    waivers: waivers.states(),
  }
}

/** On how many pages a gap is seen: the same rule, sentence and place. */
function pagesSharing(pages: readonly CheckedPage[]): (gap: Gap) => number {
  const nameOf = ({ rule, finding }: Gap) => defectKey(rule, finding)
  const seen = Map.groupBy(pages.flatMap((page) => gapsOf(page).map((gap) => ({ name: nameOf(gap), key: pageKey(page) }))), ({ name }) => name)
  return (gap) => new Set(seen.get(nameOf(gap))?.map(({ key }) => key)).size
}

function referenceOf(page: CheckedPage, { reference }: GateAsked): CheckedPage | null {
  return reference?.pages?.find((other) => pageKey(other) === pageKey(page) && other.pass === page.pass && other.profile === page.profile && other.status !== 'not-measured') ?? null
}

/** Gaps and figures beyond their limit count alike. */
function debtsOf({ file, content }: NonNullable<GateAsked['baseline']>, seen: { pages: readonly CheckedPage[]; findings: readonly GateFinding[]; budgets: readonly JudgedBudget[] }): NonNullable<CheckReport['baseline']> {
  const paid = paidDebts(content, seen)
  const accepted = seen.budgets.filter((budget) => budget.accepted !== undefined && !paid.some(({ name }) => name === budget.id))
  const beyond = seen.budgets.filter(({ kind, outcome }) => (kind === 'max' || kind === 'min') && outcome === 'fail')
  return {
    file, paid, new: seen.findings.filter(({ status, level }) => status === 'new' && level !== 'off').length + beyond.length,
    known: seen.findings.filter(({ status }) => status === 'known').length + accepted.filter((budget) => !beyond.includes(budget)).length,
  }
}

/** A figure that the view of a page does not have (an audit of another pass, or that does not apply) is not one that could not be measured. */
function measurable(page: CheckedPage, held: ReadonlyMap<string, Held>): Map<string, Held> {
  return new Map([...held].filter(([value]) => {
    if (!/^(sobriety|solidarity|freedom)\//.test(value)) return true
    const result = page.results.find(({ audit }) => audit === value.split('#')[0])
    return result !== undefined && result.outcome !== 'not-applicable'
  }))
}

/** What is newer than the ruleset, or covered by a waiver, warns. */
function softened(budget: JudgedBudget, pages: readonly CheckedPage[], ruleset: Ruleset, waivers: WaiverBook): JudgedBudget {
  if (budget.outcome !== 'fail') return budget
  const [rule = ''] = budget.value.split('#')
  const page = pages.find(({ url }) => url === budget.scope.url) ?? budget.scope
  if (waivers.of({ rule, page })) return { ...budget, outcome: 'warn', softened: 'waiver' }
  const method = pages.flatMap(({ results }) => results).find(({ audit }) => audit === rule)?.method
  return method !== undefined && isNewer(ruleset, rule, method) ? { ...budget, outcome: 'warn', softened: 'ruleset' } : budget
}

const severity: readonly JudgedBudget['outcome'][] = ['fail', 'unmeasured', 'unstable', 'warn', 'learning', 'pass']
const bySeverity = (a: JudgedBudget, b: JudgedBudget): number => severity.indexOf(a.outcome) - severity.indexOf(b.outcome)

/** Each page once, however many ways it was visited in: as the first of them was. */
function coverageOf(pages: readonly CheckedPage[], leftOut: number): Judged['coverage'] {
  const first = [...new Map(pages.toReversed().map((page) => [`${page.url} ${page.step ?? ''}`, page])).values()]
  const of = (status: CheckedPage['status']) => first.filter((page) => page.status === status).length
  return { asked: first.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured'), leftOut }
}
