import type { LoadJob } from '#audits/gather/load'
import type { CheckedPage } from '#lib/gate/check-report'
import { pageKey } from '#lib/gate/fingerprint'
import type { GateAsked } from '#lib/gate/judge-check'
import { UsageError } from '../command/errors.ts'
import type { Bench, Measured } from '../visits/measure.ts'
import { pageOf } from './measure-check.ts'
import { mappedAddress, type Reference } from './reference.ts'

/** Beside a load of the candidate, the load of the reference that is measured in turn with it. */
export type Twins = ReadonlyMap<LoadJob, LoadJob>

const viewOf = ({ pass, profile }: LoadJob, url: string): string => [url, pass, profile].join(' ')

/**
 * A twin at the reference for every load of the candidate that has one there; pages that stand for the same one share it. A scenario is
 * gone through once, on the candidate. Throws a UsageError when no page has one: the check would learn for ever.
 */
export function twinsOf(jobs: readonly LoadJob[], reference: Reference | null): Twins {
  if (reference?.kind !== 'live') return new Map()
  const loads = new Map(jobs.map((job) => [viewOf(job, job.url), job]))
  const twins = new Map<LoadJob, LoadJob>()
  for (const job of jobs) {
    const mapping = job.scenario === undefined ? reference.mappingOf(job.url) : null
    const url = mapping === null ? job.url : mappedAddress(job.url, mapping)
    if (url === job.url) continue
    const twin = loads.get(viewOf(job, url)) ?? { ...job, url }
    loads.set(viewOf(twin, url), twin)
    twins.set(job, twin)
  }
  if (twins.size > 0 || jobs.length === 0) return twins
  throw new UsageError(`Aucune page contrôlée n’a d’équivalent dans ${reference.name}.`, 'Donnez à --reference un autre site que celui qui est contrôlé, et à --map le début exact des adresses.')
}

/** What a page is compared by: the path of the page that it is compared with, and what both lie under. Nothing when it is compared with none. */
export function comparedBy(job: LoadJob, reference: Reference | null, twins: Twins): Pick<CheckedPage, 'key' | 'bases'> {
  const twin = twins.get(job)
  const mapping = twin === undefined || reference?.kind !== 'live' ? null : reference.mappingOf(job.url)
  return twin === undefined || mapping === null ? {} : { key: pageKey({ url: twin.url }), bases: [mapping.from, mapping.to] }
}

/** What the pages are compared with, as the judgement takes it. */
export function referenceAsked(reference: Reference | null, measured: readonly Measured[], twins: Twins, bench: Bench): GateAsked['reference'] {
  if (reference === null) return null
  if (reference.kind === 'missing') return { name: reference.name, at: null, interleaved: false, pages: null }
  if (reference.kind === 'report') return { name: reference.name, at: reference.report.at ?? null, interleaved: false, pages: reference.report.pages }
  const byJob = new Map(measured.map((one) => [one.job, one]))
  const pages = [...twins].flatMap(([job, twin]) => {
    const one = byJob.get(twin)
    return one === undefined ? [] : [pageOf(one, bench, comparedBy(job, reference, twins))]
  })
  return { name: reference.name, at: measured[0]?.evidence.at ?? null, interleaved: true, pages }
}
