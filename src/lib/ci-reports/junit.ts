import { XMLBuilder } from 'fast-xml-parser'
import type { CheckedPage, CheckReport, JudgedBudget } from '#lib/gate/check-report'
import { cleanText } from '#lib/words/clean'
import { entriesOf, unmeasuredOf, visitOf, type Entry } from './entries.ts'
import { visitWords } from './report-words.ts'

type Case = { '@name': string; '@classname': string; failure?: Told; error?: Told; skipped?: string; 'system-out'?: string }
type Told = { '@type': string; '@message': string; '#text': string }

const sameVisit = (page: CheckedPage, { pass, profile }: { pass: string; profile: string }) => page.pass === pass && page.profile === profile

/** A name of visit, unique in a report. */
const visitName = (page: CheckedPage) => cleanText(`${page.url} · ${visitWords(page)}`, 2200)

const spokenEntry = ({ message, selector, count }: Entry) => `${message}${selector === '' ? '' : ` [${selector}]`}${count > 1 ? ` (${count} endroits)` : ''}`
/** Each gap, then how they are mended, said once. */
const spokenGaps = (gaps: readonly Entry[]) => [...gaps.map(spokenEntry), ...[...new Set(gaps.map(({ mend }) => mend))].filter((mend) => mend !== '').map((mend) => `  → ${mend}`)].join('\n')

/** Unstable, unmeasured and learning are neither passed nor failed: they are skipped, with their reason. */
function caseOf(budget: JudgedBudget, entries: readonly Entry[]): Case {
  const { value, kind, outcome } = budget
  const message = cleanText(budget.message, 1000)
  const base = { '@name': `${value} (${kind})`, '@classname': `trefle.${value.replace('/', '.')}` }
  const gaps = spokenGaps(entries.filter(({ rule, visit, status }) => kind === 'gaps' && rule === value && visit === visitOf(budget.scope) && status === 'new'))
  if (outcome === 'fail') return { ...base, failure: { '@type': kind, '@message': message, '#text': gaps === '' ? message : gaps } }
  if (outcome === 'pass') return base
  if (outcome === 'warn') return { ...base, 'system-out': [message, gaps].filter((part) => part !== '').join('\n') }
  return { ...base, skipped: `${outcome} : ${message}` }
}

function readCase(page: CheckedPage): Case {
  const base = { '@name': 'page mesurée', '@classname': 'trefle.mesure' }
  const [unmeasured] = unmeasuredOf({ pages: [page] })
  return unmeasured === undefined ? base : { ...base, error: { '@type': page.failure?.code ?? 'unknown', '@message': unmeasured.reason, '#text': unmeasured.reason } }
}

function suiteOf(page: CheckedPage, budgets: readonly JudgedBudget[], entries: readonly Entry[]) {
  const own = budgets.filter(({ scope }) => scope.url === page.url && sameVisit(page, scope) && (page.key === undefined || scope.page === page.key))
  const cases = [readCase(page), ...own.map((budget) => caseOf(budget, entries))]
  const count = (what: keyof Case) => cases.filter((one) => one[what] !== undefined).length
  return { '@name': visitName(page), '@tests': cases.length, '@failures': count('failure'), '@errors': count('error'), '@skipped': count('skipped'), testcase: cases }
}

/** JUnit XML as Jenkins and GitLab read it: a suite a visit, a case for the visit itself and one a budget. */
export function junit(report: CheckReport): string {
  const entries = entriesOf(report)
  const testsuite = report.pages.map((page) => suiteOf(page, report.budgets ?? [], entries))
  const sum = (name: '@tests' | '@failures' | '@errors') => testsuite.reduce((total, suite) => total + suite[name], 0)
  const builder = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, format: true, suppressEmptyNode: true })
  const xml: unknown = builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { '@name': 'Trèfle', '@tests': sum('@tests'), '@failures': sum('@failures'), '@errors': sum('@errors'), testsuite } })
  // The two that are left of what XML 1.0 (2.2) cannot hold: cleaned text has no control and no half character.
  return String(xml).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
}
