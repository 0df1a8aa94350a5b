import type { CheckedPage, CheckReport, GateFinding, JudgedBudget } from '#lib/gate/check-report'
import { failureWords } from '#lib/open-data/code-words'
import { contentId } from '#lib/record/content-id'
import type { Reference } from '#model/reference'
import { cleanText } from '#lib/words/clean'

/** `error` and `warning` are new and held by a budget; a `note` decides nothing. */
export type Severity = 'error' | 'warning' | 'note'

/** One thing that a check tells, whatever format tells it. Every text is one clean line. */
export type Entry = {
  /** The same at each run for the same thing on the same page: no figure is in it. */
  id: string
  rule: string
  severity: Severity
  /** `known` and `waived` are accepted; `seen-once` was not at every load. */
  status: GateFinding['status']
  title: string
  message: string
  why: string
  mend: string
  url: string
  /** Which visit of which page it is of: an address may have been redirected, or be that of another page. */
  visit: string
  selector: string
  count: number
  references: readonly Reference[]
  waived: string
  reproduce: string
}

/** The same of a budget and of what is held by it. */
export const visitOf = ({ page, pass, profile }: Pick<GateFinding, 'page' | 'pass' | 'profile'>): string => [page, pass, profile].join(' ')

const severities = { off: 'note', warn: 'warning', error: 'error' } as const

function ofFinding(found: GateFinding): Entry {
  const { fingerprint, rule, level, status, url, count, finding, title, why, mend, softened, waiver, reproduce } = found
  return {
    id: fingerprint, rule, status, visit: visitOf(found), url: cleanText(url, 2048), count, references: finding.references,
    severity: status !== 'new' ? 'note' : softened ? 'warning' : severities[level],
    title: cleanText(title), message: cleanText(finding.message), why: cleanText(why, 1000), mend: cleanText(mend, 1000), selector: cleanText(finding.selector),
    waived: waiver ? cleanText(`${waiver.reason} (${waiver.owner}, jusqu’au ${waiver.until})`, 1000) : '', reproduce: cleanText(reproduce, 3000),
  }
}

function ofBudget({ id, value, outcome, message, scope }: JudgedBudget, titles: ReadonlyMap<string, string>): Entry {
  return {
    id: contentId('b', [id, scope.pass, scope.profile]), rule: value, status: 'new', visit: visitOf(scope), url: cleanText(scope.url, 2048), count: 1, references: [],
    severity: outcome === 'fail' ? 'error' : 'warning',
    title: titles.get(value) ?? value, message: cleanText(`${titles.get(value) ?? value} : ${message}`, 1000), why: '', mend: '', selector: '', waived: '', reproduce: '',
  }
}

const order: readonly Severity[] = ['error', 'warning', 'note']

/** Gaps, then figures over their budget: what decides first. A budget that counts gaps is told by its gaps. */
export function entriesOf(report: CheckReport): Entry[] {
  const findings = report.findings ?? []
  const titles = new Map(findings.map(({ rule, title }) => [rule as string, cleanText(title)]))
  const over = (report.budgets ?? []).filter(({ outcome, kind }) => kind !== 'gaps' && (outcome === 'fail' || outcome === 'warn'))
  return [...over.map((budget) => ofBudget(budget, titles)), ...findings.map(ofFinding)].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

/** A page that could not be read, and why: neither good nor bad. */
export type Unmeasured = { url: string; reason: string }

export function unmeasuredOf({ pages }: Pick<CheckReport, 'pages'>): Unmeasured[] {
  return pages.filter(({ status }) => status === 'not-measured').map(({ url, failure }: CheckedPage) =>
    ({ url: cleanText(url, 2048), reason: failure === null ? 'raison inconnue' : cleanText(`${failureWords(failure.code)} (${failure.code} : ${failure.detail})`, 600) }))
}

const outcomes: Record<NonNullable<CheckReport['gate']>['outcome'], string> = {
  none: 'Contrôle sans budget', pass: 'Budgets tenus', warn: 'À surveiller', fail: 'Budget dépassé',
  learning: 'Premier passage : rien à comparer encore', undecided: 'Non jugé',
}

/** The decision in a few words. A page that could not be read is never counted as good. */
export function decisionWords(report: CheckReport): string {
  if (report.gate) return outcomes[report.gate.outcome]
  return report.pages.some(({ status }) => status === 'not-measured') ? outcomes.undecided : outcomes.none
}
