import type { Artifacts, Evidence } from '#model/evidence'
import type { AuditId, AuditResult } from '#model/result'
import { methodOver } from '#lib/collector-versions'
import type { PageSeen, SiteAuditDefinition } from '#lib/define'
import { cleanFinding } from './run.ts'

/**
 * The verdicts of every check over the pages of a site in one run, sorted by id. Pure. A page that was cut, or that lacks what a check
 * needs, is left out of it; a check that no page can feed is unknown.
 */
export function judgeSite(pages: readonly Evidence[], catalogue: ReadonlyMap<AuditId, SiteAuditDefinition>): AuditResult[] {
  return [...catalogue].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([audit, definition]) => {
    const { needs } = definition
    const method = methodOver(definition, pages[0]?.collectors ?? {})
    const seen = pages.flatMap((page) => pageSeen(page, definition) ?? [])
    if (seen.length === 0) return { audit, method, outcome: 'unknown', measure: null, findings: [], failure: { code: 'missing-artifact', detail: `no page has all of: ${needs.join(', ')}` } }
    const { findings, ...verdict } = definition.judge(seen)
    return { audit, method, ...verdict, findings: findings.slice(0, 500).map(cleanFinding) }
  })
}

function pageSeen({ status, page, role, url, finalUrl, artifacts }: Evidence, { needs, wants = [] }: SiteAuditDefinition): PageSeen<keyof Artifacts> | null {
  if (status !== 'measured' || needs.some((name) => !artifacts[name]?.ok)) return null
  const given = Object.fromEntries([...needs, ...wants].flatMap((name) => {
    const captured = artifacts[name]
    return captured?.ok ? [[name, captured.value]] : []
  }))
  // A definition of the catalogue no longer carries the names it was checked with: its judge reads only those.
  return { page, role, url: finalUrl ?? url, artifacts: given as Artifacts }
}
