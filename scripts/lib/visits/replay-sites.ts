import { canonical } from '#lib/record/canonical'
import { visitKey } from '#lib/record/record'
import { methodOver } from '#lib/collector-versions'
import type { PageRecord, RunRecord } from '#model/result'
import type { Site } from '#model/site'
import { evidenceOf } from './evidence-store.ts'
import type { Replayed } from './replay.ts'
import { siteVerdicts, type SiteCatalogue } from './site-verdicts.ts'

/** The checks over several pages that a run judged by another method, or did not know; those asked when some are. */
export function dueSiteAudits(run: RunRecord, catalogue: SiteCatalogue, only: readonly string[]): SiteCatalogue {
  return new Map([...catalogue].filter(([audit, definition]) => (only.length > 0 ? only.includes(audit) : run.audits[audit]?.method !== methodOver(definition, run.collectors ?? {}))))
}

/**
 * Adds to what was judged again of a run its checks over several pages; writes nothing. They are held on all sites when the evidence of
 * a single page that was read is missing, or its site is not declared any more.
 */
export async function replaySites(done: Replayed, pages: readonly PageRecord[], due: SiteCatalogue, { sites, folder }: { sites: readonly Site[]; folder: string }): Promise<Replayed> {
  if (due.size === 0) return done
  const read = pages.filter(({ pass, status }) => pass === 'cold' && status === 'measured')
  const kept = await Promise.all(read.map(async (page) => sites.some(({ id }) => id === page.site) && await evidenceOf(folder, page) !== null))
  const missing = read.filter((_page, index) => !kept[index])
  if (missing.length > 0) return { ...done, held: new Map([...done.held, ...[...due.keys()].map((audit) => [audit, missing] as const)]) }
  const changes = new Map(done.changed.map((change) => [visitKey(change.page), change]))
  const latest = pages.map((page) => changes.get(visitKey(page))?.page ?? page)
  for (const site of sites) {
    const told = await siteVerdicts(site, latest, due, folder)
    if (told === null) continue
    const key = visitKey(told.page)
    const before = latest.find((page) => visitKey(page) === key)
    if (before && canonical(before) !== canonical(told.page)) changes.set(key, { page: told.page, findings: [...changes.get(key)?.findings ?? [], ...told.findings] })
  }
  const audits = [...due].map(([audit, definition]) => ({ audit, from: done.run.audits[audit]?.method ?? null, to: methodOver(definition, done.run.collectors ?? {}) }))
  return { ...done, audits: [...done.audits, ...audits], visits: Math.max(done.visits, read.length), changed: [...changes.values()] }
}
