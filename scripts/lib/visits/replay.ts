import { canonical } from '#lib/record/canonical'
import { loadsOf } from '#lib/record/median-load'
import { toRecord } from '#lib/record/record'
import { methodOver, type CollectorVersions } from '#lib/collector-versions'
import type { AuditDefinition } from '#lib/define'
import type { Evidence } from '#model/evidence'
import type { AuditId, AuditResult, FindingLine, PageRecord, RunRecord } from '#model/result'
import type { Site } from '#model/site'
import { isJudgedOn, judge } from '#audits/run'
import { openRecord } from '../record/store.ts'
import { evidenceOf, otherLoadsOf } from './evidence-store.ts'
import type { Bench } from './measure.ts'

type Catalogue = ReadonlyMap<AuditId, AuditDefinition>
type Page = { page: PageRecord; findings: FindingLine[] }

/** What judging a run again gave. `held` are the audits that keep their method, because evidence of these visits is missing. */
export type Replayed = {
  run: RunRecord
  audits: { audit: AuditId; from: number | null; to: number }[]
  visits: number
  changed: Page[]
  held: ReadonlyMap<AuditId, PageRecord[]>
}

export type ReplayContext = { bench: Bench; sites: readonly Site[]; folder: string }

/** The audits to judge again: those asked, else those that the run judged by another method, or did not know. */
export function dueAudits(run: RunRecord, catalogue: Catalogue, only: readonly AuditId[]): Catalogue {
  return new Map([...catalogue].filter(([audit, definition]) => (only.length > 0 ? only.includes(audit) : run.audits[audit]?.method !== methodOver(definition, run.collectors ?? {}))))
}

/**
 * Judges audits of a run again over its stored evidence; writes nothing. An audit has one method in a run: one that lacks the evidence
 * of a single visit keeps the method it had on all of them, and is told.
 */
export async function replayRun(run: RunRecord, pages: readonly PageRecord[], due: Catalogue, { bench, sites, folder }: ReplayContext): Promise<Replayed> {
  const asked = pages.filter((page) => [...due.values()].some((definition) => isJudgedOn(definition, page)))
  const seen: { page: PageRecord; site: Site; loads: Evidence[] }[] = []
  const missing: PageRecord[] = []
  for (const page of asked) {
    const site = sites.find(({ id }) => id === page.site)
    const loads = await loadsSeen(folder, page)
    if (site === undefined || loads === null) missing.push(page)
    else seen.push({ page, site, loads })
  }
  const lacking = ([, definition]: [AuditId, AuditDefinition]) => missing.filter((page) => isJudgedOn(definition, page))
  const held = new Map([...due].map((entry) => [entry[0], lacking(entry)] as const).filter(([, without]) => without.length > 0))
  const replayed: Catalogue = new Map([...due].filter(([audit]) => !held.has(audit)))
  const changed = seen.flatMap(({ page, site, loads }) => {
    const context = { site, factors: bench.factors, registry: bench.registry }
    return rejudged(page, loads.map((load) => judge(load, replayed, context)), replayed) ?? []
  })
  return { run, audits: [...replayed].map(([audit, definition]) => ({ audit, from: run.audits[audit]?.method ?? null, to: methodOver(definition, run.collectors ?? {}) })), visits: seen.length, changed, held }
}

/** The load that was judged, then the others; null when one of them is missing. */
async function loadsSeen(folder: string, page: PageRecord): Promise<Evidence[] | null> {
  const [first, others] = await Promise.all([evidenceOf(folder, page), otherLoadsOf(folder, page, (page.loads?.count ?? 1) - 1)])
  return first === null || others === null ? null : [first, ...others]
}

/** A page with its new verdicts, the first load's; null when they are those that it has. */
function rejudged(page: PageRecord, loads: readonly (readonly AuditResult[])[], replayed: Catalogue): Page | null {
  const { results, loads: spread, ...visit } = page
  const kept = <T>(of: Record<AuditId, T>) => Object.fromEntries(Object.entries(of).filter(([audit]) => !replayed.has(audit)))
  const again = toRecord(visit, loads[0] ?? [])
  const spreadAgain = loadsOf(loads)
  const now: PageRecord = {
    ...visit, results: { ...kept(results), ...again.page.results },
    ...(spread && spreadAgain && { loads: { ...spread, spread: { ...kept(spread.spread), ...spreadAgain.spread } } }),
  }
  return canonical(now) === canonical(page) ? null : { page: now, findings: again.findings }
}

/**
 * Appends what changed: the pages first, then the run's line with its new methods. Each supersedes the line of the same visit or run,
 * which stays. A replay that is stopped in between is made whole by the next, since the run's line still bears the old methods.
 */
export async function recordReplay(dataDir: string, { run, audits, changed }: Replayed, catalogue: Parameters<typeof declaredAudits>[1], by: { at: string; trefle: string }): Promise<void> {
  if (changed.length === 0 && audits.every(({ from, to }) => from === to)) return
  const record = openRecord(dataDir)
  for (const { page, findings } of changed) await record.page(page, findings)
  await record.finish({ ...run, audits: { ...run.audits, ...declaredAudits(audits.map(({ audit }) => audit), catalogue, run.collectors ?? {}) }, replayed: { ...by, audits: audits.map(({ audit }) => audit).sort() } })
}

/** What a run's line says of its audits over what was read so: method and unit, once for all pages. */
export function declaredAudits(audits: Iterable<AuditId>, catalogue: ReadonlyMap<AuditId, Pick<AuditDefinition, 'method' | 'unit' | 'details' | 'needs' | 'wants'>>, read: CollectorVersions): RunRecord['audits'] {
  return Object.fromEntries([...audits].flatMap((id) => {
    const definition = catalogue.get(id)
    return definition ? [[id, { method: methodOver(definition, read), unit: definition.unit, ...(definition.details ? { details: definition.details } : {}) }]] : []
  }))
}
