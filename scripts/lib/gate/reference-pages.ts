import type { LoadJob } from '#audits/gather/load'
import type { CheckedPage } from '#lib/gate/check-report'
import { pageKey } from '#lib/gate/fingerprint'
import type { GateAsked } from '#lib/gate/judge-check'
import { UsageError } from '../command/errors.ts'
import type { Bench, Measured } from '../visits/measure.ts'
import { pageOf } from './measure-check.ts'
import type { Reference } from './reference.ts'

/** The loads of a reference that is measured in turn, each with the name of the page that it stands beside. */
export type Twins = ReadonlyMap<LoadJob, string>

/**
 * A twin at the reference for every load of the candidate that has one there. A scenario is gone through once, on the candidate.
 * Throws a UsageError when no page has one: the check would learn for ever.
 */
export function twinsOf(jobs: readonly LoadJob[], reference: Reference | null): Twins {
  if (reference?.kind !== 'live') return new Map()
  const twins = new Map(jobs.flatMap((job) => {
    const url = reference.addressOf(job.url)
    return url === null || url === job.url || job.scenario !== undefined ? [] : [[{ ...job, url }, pageKey({ url: job.url })] as const]
  }))
  if (twins.size > 0 || jobs.length === 0) return twins
  throw new UsageError(`Aucune page contrôlée n’a d’équivalent dans ${reference.name}.`, 'Donnez à --reference un autre site que celui qui est contrôlé, et à --map le début exact des adresses.')
}

/** What the pages are compared with, as the judgement takes it. */
export function referenceAsked(reference: Reference | null, measured: readonly Measured[], twins: Twins, bench: Bench): GateAsked['reference'] {
  if (reference === null) return null
  if (reference.kind === 'missing') return { name: reference.name, at: null, interleaved: false, pages: null }
  if (reference.kind === 'report') return { name: reference.name, at: reference.report.at ?? null, interleaved: false, pages: reference.report.pages }
  const pages = measured.flatMap((one): CheckedPage[] => {
    const key = twins.get(one.job)
    return key === undefined ? [] : [pageOf(one, bench, key)]
  })
  return { name: reference.name, at: measured[0]?.evidence.at ?? null, interleaved: true, pages }
}
