import type { Finding } from '#model/outcome'
import type { AuditResult } from '#model/result'
import { isDoubtful } from '#lib/publish/defects'
import type { CheckedPage } from './check-report.ts'
import { fingerprint } from './fingerprint.ts'

/** Places of one page that share a fingerprint. */
export type Gap = { fingerprint: string; rule: string; finding: Finding; count: number }

/** What a result says is not as it should be: certain findings of a verdict that fails. A verdict that fails without any is one by itself. */
function gapsOfResult({ audit, outcome, findings }: AuditResult, page: CheckedPage): { rule: string; finding: Finding; print: string }[] {
  if (outcome !== 'fail') return []
  const certain = findings.filter((finding) => !isDoubtful(finding))
  const told: readonly Finding[] = certain.length > 0 ? certain : [{ message: audit, references: [] }]
  return told.map((finding) => ({ rule: audit, finding, print: fingerprint(audit, page, finding) }))
}

/** The gaps of a page, each fingerprint once, in the order they were seen. */
export function gapsOf(page: CheckedPage, results: readonly AuditResult[] = page.results): Gap[] {
  const seen = Map.groupBy(results.flatMap((result) => gapsOfResult(result, page)), ({ print }) => print)
  return [...seen].flatMap(([print, same]) => (same[0] === undefined ? [] : [{ fingerprint: print, rule: same[0].rule, finding: same[0].finding, count: same.length }]))
}
