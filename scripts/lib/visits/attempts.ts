import type { Evidence } from '#model/evidence'
import type { Failure } from '#model/failure'
import type { LoadJob } from '#audits/gather/load'
import type { HostPace } from './host-pace.ts'

/** One piece of work: a page, by its only job, or a scenario, whose audited steps are the jobs. */
export type Attempt = { job: LoadJob; further: LoadJob[]; retry: boolean; atOnce: number }

/** Each page alone, the steps of a scenario together; a step that is asked twice makes the scenario be played twice. */
export function attemptsOf(jobs: readonly LoadJob[]): Attempt[] {
  const attempts: Attempt[] = []
  for (const job of jobs) {
    const begun = job.scenario && attempts.find((attempt) => attempt.job.scenario === job.scenario && attempt.job.site === job.site && jobsOf(attempt).every(({ page }) => page !== job.page))
    if (begun) begun.further.push(job)
    else attempts.push({ job, further: [], retry: false, atOnce: 0 })
  }
  return attempts
}

export const jobsOf = ({ job, further }: Attempt): LoadJob[] => [job, ...further]

export function found(evidences: readonly Evidence[], job: LoadJob): Evidence {
  const [only] = evidences
  const evidence = job.scenario === undefined ? only : evidences.find(({ page }) => page === job.page)
  if (evidence === undefined) throw new Error(`No evidence of ${job.url}`)
  return evidence
}

/** The first job that its host lets begin, taken out of the queue; what is tried again wants a fresh browser. */
export function takeNext(waiting: Attempt[], pace: HostPace, isFresh: boolean): Attempt | undefined {
  const index = waiting.findIndex(({ job, retry }) => (isFresh || !retry) && pace.verdict(job) === 'go')
  return index === -1 ? undefined : waiting.splice(index, 1)[0]
}

/** The jobs that will not be asked, taken out of the queue. */
export function takeRefused(waiting: Attempt[], pace: HostPace): [Attempt, Failure][] {
  const refused = waiting.flatMap((attempt): [Attempt, Failure][] => {
    const verdict = pace.verdict(attempt.job)
    return typeof verdict === 'object' ? [[attempt, verdict]] : []
  })
  for (const [attempt] of refused) waiting.splice(waiting.indexOf(attempt), 1)
  return refused
}

/** Workers that these would keep busy, counted up to `enough`: one each, but one alone for a host that is loaded one page at a time. */
export function workersFor(attempts: Iterable<Attempt>, pace: HostPace, enough: number): number {
  const oneByOne = new Set<string>()
  let others = 0
  for (const { job } of attempts) {
    if (others + oneByOne.size >= enough) break
    if (pace.isOneByOne(job)) oneByOne.add(new URL(job.url).host)
    else others += 1
  }
  return others + oneByOne.size
}
