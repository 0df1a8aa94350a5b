import type { Evidence } from '#model/evidence'
import type { PageRecord } from '#model/result'
import { judge } from '#audits/run'
import type { LoadJob } from '#audits/gather/load'
import { evidenceOf } from './evidence-store.ts'
import { say } from '../command/terminal.ts'
import { measure, type Bench, type Measured, type MeasureOptions } from './measure.ts'

/** Loading pages again alone takes at most this share of what the run took, and at least half a minute, so that a small town has all its scores. */
const shareOfRun = 0.25
const atLeastMs = 30_000

export type Again = { job: LoadJob; visit: PageRecord }

/** Milliseconds that a run may spend on loading pages again. */
export const timeForAgain = (runMs: number): number => Math.max(atLeastMs, shareOfRun * runMs)

/**
 * The visits whose scores other work disturbed, home pages first: there is not always time for all. A step of a scenario has no score, and
 * a visit of several loads says what its median load says.
 */
export function disturbed(jobs: readonly LoadJob[], visitOf: (job: LoadJob) => PageRecord | undefined): Again[] {
  return jobs
    .flatMap((job) => {
      const visit = visitOf(job)
      return visit?.contended && visit.status !== 'not-measured' && (job.pass === 'cold' || job.pass === 'mobile') && job.scenario === undefined && visit.loads === undefined ? [{ job, visit }] : []
    })
    .sort((a, b) => Number(b.job.role === 'home') - Number(a.job.role === 'home'))
}

export type Alone = { folder: string; bench: Bench; options: MeasureOptions; limitMs: number }

/** Loads disturbed pages again and hands each visit that has its scores to `keep`, which supersedes the first; says how many remain without. */
export async function scoreAgain(again: readonly Again[], alone: Alone, keep: (measured: Measured) => Promise<unknown>): Promise<void> {
  if (again.length === 0) return
  say(`D’autres travaux ont gêné les durées de ${again.length} pages : elles sont chargées de nouveau, une à la fois, pour leur rapidité.`)
  let scored = 0
  for await (const measured of timeAgain(again, alone)) {
    await keep(measured)
    scored += 1
  }
  if (scored < again.length) say(`${again.length - scored} pages restent sans score de rapidité : la machine était toujours occupée, ou le temps manquait.`)
}

/**
 * Loads pages once more, one at a time and for Lighthouse alone, until `limitMs` have passed, and yields the visit with its new scores when
 * nothing disturbed these. Everything else that the evidence says is of the first load. A page that is still disturbed keeps what it has.
 */
async function* timeAgain(again: readonly Again[], { folder, bench, options, limitMs }: Alone): AsyncGenerator<Measured> {
  const until = performance.now() + limitMs
  const alone: MeasureOptions = { ...options, workers: 1, runs: 1, artifacts: ['document', 'lighthouse'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } }
  const visitOf = new Map(again.map(({ job, visit }) => [job, visit]))
  for await (const { job, evidence: second } of measure([...visitOf.keys()], bench, alone)) {
    const visit = visitOf.get(job)
    const first = visit && await evidenceOf(folder, visit)
    const evidence = first && withScores(first, second)
    if (evidence) yield { job, evidence, results: judge(evidence, bench.catalogue, { site: job.site, factors: bench.factors, registry: bench.registry }) }
    if (performance.now() > until) return
  }
}

/** The first evidence with the scores of the second; null when these are missing or were disturbed too. */
export function withScores(first: Evidence, { artifacts: { lighthouse }, contended, cpuWaitShare, at, status }: Evidence): Evidence | null {
  if (!lighthouse?.ok || contended || status !== 'measured') return null
  const { cpuWaitShare: _of, ...rest } = first
  return { ...rest, artifacts: { ...first.artifacts, lighthouse }, contended: false, ...(cpuWaitShare !== undefined && { cpuWaitShare }), timedAgainAt: at }
}
