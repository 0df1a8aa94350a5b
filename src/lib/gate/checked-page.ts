import type { Evidence } from '#model/evidence'
import type { AuditResult, Loads } from '#model/result'
import type { Site } from '#model/site'
import type { Registry } from '#model/third-party'
import type { CheckedPage } from './check-report.ts'
import { figuresOf } from './figures.ts'
import { gapsOf } from './gaps.ts'
import { pageKey } from './fingerprint.ts'
import { inventoryOf } from './inventory.ts'

export type PageLoad = { evidence: Evidence; results: readonly AuditResult[] }

type Told = { spread: Loads | undefined; site: Site | null; registry: Registry; /** What it is compared by, where that is not its own address. */ names: Pick<CheckedPage, 'key' | 'bases'> }

/** A page of the report: what the load that speaks for it says, and the figures of every load. */
export function checkedPage({ evidence, results }: PageLoad, loads: readonly PageLoad[], { spread, site, registry, names }: Told): CheckedPage {
  const inventory = inventoryOf(evidence, site, registry)
  const page: CheckedPage = {
    url: evidence.url, ...names,
    ...(evidence.page === null ? {} : { step: evidence.page }),
    finalUrl: evidence.finalUrl, pass: evidence.pass, profile: evidence.profile, ...(spread ? { loads: spread } : {}),
    status: evidence.status, failure: evidence.failure, contended: evidence.contended, weakened: evidence.weakened,
    results: results.map(({ audit, method, outcome, measure, details, findings, failure }) => ({ audit, method, outcome, measure, ...(details ? { details } : {}), ...(failure ? { failure } : {}), findings })),
    inventory,
    figures: figuresOf(evidence, results, inventory),
  }
  const seen = loads.filter((load) => load.evidence.status !== 'not-measured')
  return { ...page, key: pageKey(page), samples: samplesOf(seen, site, registry), ...(loads.length > 1 ? { sightings: sightingsOf(page, seen) } : {}) }
}

function samplesOf(loads: readonly PageLoad[], site: Site | null, registry: Registry): Record<string, number[]> {
  const figures = loads.flatMap(({ evidence, results }) => Object.entries(figuresOf(evidence, results, inventoryOf(evidence, site, registry))))
  return Object.fromEntries([...Map.groupBy(figures, ([id]) => id)].map(([id, same]) => [id, same.map(([, { value }]) => value)]))
}

/** A load at which the rule could not be judged has not seen that the gap is gone: it does not count. */
function sightingsOf(page: CheckedPage, loads: readonly PageLoad[]): Record<string, number[]> {
  const each = loads.map(({ results }) => ({ results, gaps: gapsOf(page, results) }))
  const all = new Map(each.flatMap(({ gaps }) => gaps.map((gap) => [gap.fingerprint, gap.rule] as const)))
  return Object.fromEntries([...all].map(([print, rule]) => [print,
    each.filter(({ results }) => results.some(({ audit, outcome }) => audit === rule && outcome !== 'unknown')).map(({ gaps }) => gaps.find((gap) => gap.fingerprint === print)?.count ?? 0)]))
}
