import { artifactSchemas, type ArtifactName, type Evidence } from '#model/evidence'
import { failureCodes, type Failure } from '#model/failure'
import { ecoindexWaits, type LoadJob, type LoadSettings, type Waits } from '#audits/gather/load'
import { isContended } from './contention.ts'
import { weakened, withRanges, type Guard } from '../network/guard.ts'
import { fetchRobots, type RobotsOptions } from '../sampling/fetch-robots.ts'
import type { Robots } from '../sampling/robots.ts'
import { startHostPace, type HostPace } from './host-pace.ts'
import { startWorker, type LoadWorker } from './load-worker.ts'
import { toolVersions } from './tool-versions.ts'

export type { LoadJob } from '#audits/gather/load'

export type LoadEvent = { kind: 'started' | 'finished' | 'retried'; job: LoadJob }

export type LoadOptions = {
  run: string
  /** Worker processes at most, each with its browser. */
  workers: number
  /** Loads at once, at most, on the host of a job. */
  perHost: (job: LoadJob) => number
  /** One's own sites are visited against their robots.txt, which the evidence says; default: those that `sites.yml` declares. */
  ignoresRobots?: (job: LoadJob) => boolean
  /** Reads the robots.txt of an origin; default: asks it. */
  robotsOf?: (origin: string, options: RobotsOptions) => Promise<Robots>
  /** Crosses the border between processes without its `resolve`. */
  guard: Guard
  spkiHashes: string[]
  chromePath: string
  /** Time given to one load, from the moment a browser is ready for it. */
  deadlineMs: number
  /** What a worker may hold with its browser (load-worker.ts). */
  maxWorkerBytes?: number
  /** How the people behind the audit are reached; sent in the user agent. */
  contact: string
  /** Default: all. */
  artifacts?: readonly ArtifactName[]
  /** Default: the EcoIndex protocol. */
  waits?: Waits
  onEvent?: (event: LoadEvent) => void
  /** What the robots.txt of an origin asks that is not done to the letter, in French. */
  onNote?: (origin: string, note: string) => void
  /** Aborting drops the loads in flight, starts no other and ends the generator. */
  signal?: AbortSignal
}

/** A browser is replaced after this many pages, so that what leaks in it stays small. */
const pagesPerBrowser = 20

/** One piece of work: a page, by its only job, or a scenario, whose audited steps are the jobs. */
type Attempt = { job: LoadJob; further: LoadJob[]; retry: boolean; atOnce: number }
type Seat = { worker: LoadWorker | null; pages: number }
type Done = { attempt: Attempt; seat: Seat; evidences: Evidence[] }

/**
 * Loads every job once and yields its evidence as soon as it is there, in any order, politely (host-pace.ts). A load that fails for a
 * reason that may pass is tried once more, in a fresh browser. Every job gives one evidence, unless the signal is aborted.
 * Throws a UsageError when the browser does not start. Once it returns, no process and no profile is left.
 */
export async function* gatherEvidence(jobs: readonly LoadJob[], options: LoadOptions): AsyncGenerator<Evidence> {
  const settings = await settingsOf(options)
  const waiting: Attempt[] = attemptsOf(jobs)
  const running = new Map<Attempt, Promise<Done>>()
  const seats: Seat[] = Array.from({ length: Math.max(1, Math.min(options.workers, jobs.length)) }, () => ({ worker: null, pages: 0 }))
  const free = new Set(seats)
  const ending: Promise<void>[] = []
  const stopped = new AbortController()
  const aborted = abortion(options.signal)
  const ignoresRobots = options.ignoresRobots ?? (({ site }) => site?.ignoreRobots ?? false)
  const pace = paceOf({ ...options, ignoresRobots }, seats.length, stopped.signal)
  const ready: Evidence[] = []

  const finish = (job: LoadJob, evidence: Evidence) => {
    options.onEvent?.({ kind: 'finished', job })
    ready.push(ignoresRobots(job) ? { ...evidence, weakened: [...evidence.weakened, 'robots-ignored'] } : evidence)
  }
  const fill = () => {
    for (const [attempt, failure] of takeRefused(waiting, pace)) for (const job of jobsOf(attempt)) finish(job, notMeasured(job, settings, new Date(), failure))
    for (const seat of free) {
      const attempt = takeNext(waiting, pace)
      if (attempt === undefined) return
      free.delete(seat)
      pace.began(attempt.job)
      running.set(attempt, loadOn(seat, attempt, options, settings))
      for (const one of running.keys()) one.atOnce = Math.max(one.atOnce, running.size)
    }
  }

  try {
    for (;;) {
      // Taken before the verdicts, so that what changes after them is not missed.
      const change = pace.change()
      fill()
      yield* ready.splice(0)
      if (waiting.length + running.size === 0) return
      const done = await Promise.race([...running.values(), change, aborted.promise])
      if (options.signal?.aborted) return
      if (done === null) continue
      const { attempt, seat, evidences } = done
      const [evidence] = evidences
      if (evidence === undefined) throw new Error(`No evidence of ${attempt.job.url}`)
      running.delete(attempt)
      free.add(seat)
      const later = pace.ended(attempt.job, evidence)
      if (evidences.some(({ status }) => status !== 'measured') || seat.pages >= pagesPerBrowser) ending.push(vacate(seat))
      // A procedure leaves traces: it is gone through once.
      if (attempt.retry || attempt.job.scenario || !(later || mayPass(evidence)))
        for (const job of jobsOf(attempt)) finish(job, judgedContended(found(evidences, job), attempt.atOnce))
      else {
        options.onEvent?.({ kind: 'retried', job: attempt.job })
        waiting.unshift({ ...attempt, retry: true, atOnce: 0 })
      }
    }
  } finally {
    stopped.abort()
    pace.stop()
    aborted.release()
    await Promise.all([...ending, ...seats.map(vacate)])
    await Promise.allSettled(running.values())
  }
}

function paceOf(options: LoadOptions & Required<Pick<LoadOptions, 'ignoresRobots'>>, readers: number, signal: AbortSignal): HostPace {
  const { robotsOf = fetchRobots, ignoresRobots, perHost, onNote, contact, spkiHashes } = options
  return startHostPace({
    perHost, ignoresRobots, readers, onNote,
    robotsOf: (job) => robotsOf(new URL(job.url).origin, { guard: withRanges(options.guard, job.site?.allowPrivate), contact, spkiHashes, signal }),
  })
}

async function settingsOf(options: LoadOptions): Promise<LoadSettings> {
  const { resolve: _stays, allowPrivateRanges, ...guard } = options.guard
  return {
    run: options.run,
    guard: { ...guard, ...(allowPrivateRanges ? { allowPrivateRanges: [...allowPrivateRanges] } : {}) },
    spkiHashes: options.spkiHashes,
    contact: options.contact,
    artifacts: [...(options.artifacts ?? (Object.keys(artifactSchemas) as ArtifactName[]))],
    waits: options.waits ?? ecoindexWaits,
    deadlineMs: options.deadlineMs,
    tools: await toolVersions(options.chromePath),
  }
}

/** Each page alone, the steps of a scenario together; a step that is asked twice makes the scenario be played twice. */
function attemptsOf(jobs: readonly LoadJob[]): Attempt[] {
  const attempts: Attempt[] = []
  for (const job of jobs) {
    const begun = job.scenario && attempts.find((attempt) => attempt.job.scenario === job.scenario && attempt.job.site === job.site && jobsOf(attempt).every(({ page }) => page !== job.page))
    if (begun) begun.further.push(job)
    else attempts.push({ job, further: [], retry: false, atOnce: 0 })
  }
  return attempts
}

const jobsOf = ({ job, further }: Attempt): LoadJob[] => [job, ...further]

function found(evidences: readonly Evidence[], job: LoadJob): Evidence {
  const [only] = evidences
  const evidence = job.scenario === undefined ? only : evidences.find(({ page }) => page === job.page)
  if (evidence === undefined) throw new Error(`No evidence of ${job.url}`)
  return evidence
}

const judgedContended = (evidence: Evidence, atOnce: number): Evidence => ({ ...evidence, contended: isContended(evidence, atOnce) })

/** The first job that its host lets begin, taken out of the queue. */
function takeNext(waiting: Attempt[], pace: HostPace): Attempt | undefined {
  const index = waiting.findIndex(({ job }) => pace.verdict(job) === 'go')
  return index === -1 ? undefined : waiting.splice(index, 1)[0]
}

/** The jobs that will not be asked, taken out of the queue. */
function takeRefused(waiting: Attempt[], pace: HostPace): [Attempt, Failure][] {
  const refused = waiting.flatMap((attempt): [Attempt, Failure][] => {
    const verdict = pace.verdict(attempt.job)
    return typeof verdict === 'object' ? [[attempt, verdict]] : []
  })
  for (const [attempt] of refused) waiting.splice(waiting.indexOf(attempt), 1)
  return refused
}

async function loadOn(seat: Seat, attempt: Attempt, options: LoadOptions, settings: LoadSettings): Promise<Done> {
  options.onEvent?.({ kind: 'started', job: attempt.job })
  const startedAt = new Date()
  seat.worker ??= await startWorker(options.chromePath, settings, options.maxWorkerBytes)
  seat.pages += 1
  const { job } = attempt
  const loaded = job.scenario === undefined ? await seat.worker.load(job) : await seat.worker.play(jobsOf(attempt))
  const evidences = loaded.ok ? [loaded.value].flat() : jobsOf(attempt).map((each) => notMeasured(each, settings, startedAt, loaded.failure))
  return { attempt, seat, evidences }
}

async function vacate(seat: Seat): Promise<void> {
  const { worker } = seat
  seat.worker = null
  seat.pages = 0
  await worker?.stop()
}

function mayPass({ status, failure }: Evidence): boolean {
  return status === 'not-measured' && failure !== null && failureCodes[failure.code] === 'retryable'
}

function notMeasured(job: LoadJob, settings: LoadSettings, startedAt: Date, failure: Failure): Evidence {
  return {
    schema: 'trefle/evidence@1', run: settings.run, site: job.site?.id ?? null, page: job.page, role: job.role, url: job.url, finalUrl: null,
    pass: job.pass, ...(job.confirms && { confirms: job.confirms }), profile: job.profile, at: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime(), tools: settings.tools,
    contended: false, weakened: weakened(withRanges(settings.guard, job.site?.allowPrivate)), status: 'not-measured', failure, artifacts: {},
  }
}

/** Resolves to null when the signal is aborted. */
function abortion(signal: AbortSignal | undefined): { promise: Promise<null>; release(): void } {
  const { promise, resolve } = Promise.withResolvers<null>()
  const stop = () => resolve(null)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  return { promise, release: () => signal?.removeEventListener('abort', stop) }
}
