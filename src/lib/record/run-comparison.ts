import type { PublishedPage, PublishedSite } from '#model/publication'
import type { RunRecord } from '#model/result'
import { methodAt } from '#lib/publish/audit-methods'
import { median } from '#maths/statistics'

/** Pages on which a gap came or went between two runs. */
export type GapChange = { audit: string; came: string[]; gone: string[] }
/** Medians over the pages that both runs could read. Null when no page was read twice. */
export type MedianChange = { audit: string; before: number | null; after: number | null; pages: number }
export type RunComparison = { from: RunRecord; to: RunRecord; gaps: GapChange[]; medians: MedianChange[]; changedMethods: string[] }

const comparedMedians = ['sobriety/page-weight', 'sobriety/page-requests', 'sobriety/ecoindex', 'solidarity/axe-failures'] as const

function visitOf(page: PublishedPage, audit: string, run: string) {
  return page.history[audit]?.find((visit) => visit.run === run && visit.outcome !== 'unknown') ?? null
}

function twice(site: PublishedSite, audit: string, from: string, to: string) {
  return site.pages.flatMap((page) => {
    const [before, after] = [visitOf(page, audit, from), visitOf(page, audit, to)]
    return before && after ? [{ page: page.id, before, after }] : []
  })
}

/** A gap came where the control passed before, and went where it passes now. A gap that is not certain yet has not come. */
function gapChange(site: PublishedSite, audit: string, from: string, to: string): GapChange {
  const pairs = twice(site, audit, from, to).map(({ page, before, after }) => ({ page, was: before.outcome, is: after.outcome }))
  return {
    audit,
    came: pairs.filter(({ was, is }) => was === 'pass' && is === 'fail').map(({ page }) => page),
    gone: pairs.filter(({ was, is }) => was === 'fail' && is === 'pass').map(({ page }) => page),
  }
}

function medianChange(site: PublishedSite, audit: string, from: string, to: string): MedianChange {
  const pairs = twice(site, audit, from, to).flatMap(({ before, after }) =>
    before.value === null || after.value === null ? [] : [{ before: before.value, after: after.value }])
  return { audit, before: median(pairs.map(({ before }) => before)), after: median(pairs.map(({ after }) => after)), pages: pairs.length }
}

/** What an audit measured on a page at the visit before its last; null when there was none, or when its method changed since. */
export function valueBefore(page: PublishedPage, audit: string, runs: readonly RunRecord[]): number | null {
  const [before, last] = (page.history[audit] ?? []).slice(-2)
  if (!before || !last) return null
  return methodAt(runs, before.run, audit) === methodAt(runs, last.run, audit) ? before.value : null
}

/**
 * What changed on a site since the run before its last: same pages, same controls. An audit whose method changed in
 * between is named and not compared. Null when the site was not visited twice.
 */
export function compareRuns(site: PublishedSite, runs: readonly RunRecord[]): RunComparison | null {
  const visited = new Set(site.pages.flatMap(({ history }) => Object.values(history).flat().map(({ run }) => run)))
  const [from, to] = runs.filter(({ run }) => visited.has(run)).slice(-2)
  if (!from || !to) return null
  const audits = [...new Set(site.pages.flatMap(({ history }) => Object.keys(history)))].sort()
  const sameMethod = (audit: string) => from.audits[audit]?.method === to.audits[audit]?.method
  const compared = audits.filter(sameMethod)
  return {
    from, to,
    gaps: compared.map((audit) => gapChange(site, audit, from.run, to.run)).filter(({ came, gone }) => came.length + gone.length > 0),
    medians: comparedMedians.filter((audit) => compared.includes(audit)).map((audit) => medianChange(site, audit, from.run, to.run)),
    changedMethods: audits.filter((audit) => !sameMethod(audit)),
  }
}
