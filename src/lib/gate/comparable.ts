import type { CheckedPage } from './check-report.ts'

/** False where an audit is not judged by the same method on both sides, or could not be: its figures and gaps are then not compared. */
export function isComparable(page: CheckedPage, reference: CheckedPage, rule: string): boolean {
  const [audit] = rule.split('#')
  const [now, before] = [page, reference].map(({ results }) => results.find((result) => result.audit === audit))
  if (now === undefined && before === undefined) return true
  return now?.method === before?.method && before?.outcome !== 'unknown'
}
