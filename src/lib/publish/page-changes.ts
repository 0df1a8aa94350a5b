import type { Finding, Outcome } from '#model/outcome'
import type { PageChanges } from '#model/publication'
import type { PageRecord, RunRecord } from '#model/result'
import { fileChanges } from './file-changes.ts'
import { defectKey, isDoubtful } from '#lib/publish/defects'
import { findingsOf, type FindingBook } from '../record/record.ts'
import { takeFigures } from '../words/figures.ts'

/** What is kept of each control: enough to begin with; the count says how many there are. */
const keptFindings = 5

/** A thing seen: its defect and its very resource, whatever the figures in their names (a fingerprint, a version). */
const keyOf = (audit: string, finding: Finding): string => `${defectKey(audit, finding)}\n${takeFigures(finding.url ?? '').skeleton}`

type Side = Pick<PageChanges['audits'][number], 'came'>['came']

/** What the first visit has and the other has not, proven only; `count` counts what is not kept too. */
function only(audit: string, here: readonly Finding[], there: readonly Finding[]): Side {
  const known = new Set(there.map((finding) => keyOf(audit, finding)))
  const fresh = [...new Map(here.filter((finding) => !isDoubtful(finding)).map((finding) => [keyOf(audit, finding), finding])).entries()].filter(([key]) => !known.has(key))
  return { count: fresh.length, seen: fresh.slice(0, keptFindings).map(([, { message, selector, url }]) => ({ message, ...(selector && { selector }), ...(url && { url }) })) }
}

/** False for a gap whose details the record does not have: past runs may know of it by its outcome alone. */
const hasDetail = (outcome: Outcome, set: string | null): boolean => set !== null || outcome === 'pass' || outcome === 'not-applicable'

/** What the outcomes alone say: a gap where the control passed. */
const turned = (from: Outcome, to: Outcome): Side => ({ count: from === 'pass' && to === 'fail' ? 1 : 0, seen: [] })

/**
 * What came and went on a page between its last two visits that could be read: its heavy files, and control by control, of those that one
 * method judged both times. Null when the page was not read twice, or when nothing came nor went.
 */
export function pageChanges(visits: readonly PageRecord[], runs: ReadonlyMap<string, RunRecord>, book: FindingBook): PageChanges | null {
  const [before, last] = visits.filter(({ status }) => status !== 'not-measured').slice(-2)
  if (!before || !last) return null
  const methodOf = ({ run }: PageRecord, audit: string) => runs.get(run)?.audits[audit]?.method
  const audits = Object.entries(last.results).flatMap(([audit, [outcome, , set]]) => {
    const old = before.results[audit]
    if (!old || old[0] === 'unknown' || outcome === 'unknown' || methodOf(before, audit) !== methodOf(last, audit)) return []
    const [was, is] = [findingsOf(old[2], book), findingsOf(set, book)]
    const detailed = hasDetail(old[0], old[2]) && hasDetail(outcome, set)
    const [came, gone] = detailed ? [only(audit, is, was), only(audit, was, is)] : [turned(old[0], outcome), turned(outcome, old[0])]
    return came.count + gone.count === 0 ? [] : [{ audit, came, gone }]
  })
  const files = before.heaviest && last.heaviest ? fileChanges(before.heaviest, last.heaviest) : []
  return audits.length + files.length === 0 ? null : { from: before.run, to: last.run, audits, ...(files.length > 0 && { files }) }
}
