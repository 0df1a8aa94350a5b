import { availableParallelism } from 'node:os'
import { artifactSchemas, type ArtifactName, type Evidence } from '#model/evidence'
import { failureCodes, type Failure } from '#model/failure'
import { ecoindexWaits, type LoadJob, type LoadSettings, type Waits } from '#audits/gather/load'
import { isContended } from './contention.ts'
import { weakened, withRanges, type Guard } from '../network/guard.ts'
import { fetchRobots, type RobotsOptions } from '../sampling/fetch-robots.ts'
import type { Robots } from '../sampling/robots.ts'
import { attemptsOf, found, jobsOf, takeNext, takeRefused, workersFor, type Attempt } from './attempts.ts'
import { openBell } from './bell.ts'
import { startHostPace, type HostMemory, type HostPace } from './host-pace.ts'
import { startWorker } from './load-worker.ts'
import { openSeats, type Seat } from './seats.ts'
import { toolVersions } from './tool-versions.ts'

export type { LoadJob } from '#audits/gather/load'

export type LoadEvent = { kind: 'started' | 'finished' | 'retried'; job: LoadJob }

export type LoadOptions = {
  run: string
  /** Worker processes at most, each with its browser. */
  workers: number
  /** Pages that load at once, at most; the other workers hold pages that only wait and are read. Default: every worker's. */
  loadsAtOnce?: number
  /** Loads at once, at most, on the host of a job. */
  perHost: (job: LoadJob) => number
  /** One's own sites are visited against their robots.txt, which the evidence says; default: those that `sites.yml` declares. */
  ignoresRobots?: (job: LoadJob) => boolean
  /** Reads the robots.txt of an origin; default: asks it. */
  robotsOf?: (origin: string, options: RobotsOptions) => Promise<Robots>
  /** What the hosts asked of the loads before these (pauses); default: nothing yet. */
  hosts?: HostMemory
  /** Crosses the border between processes without its `resolve`. */
  guard: Guard
  spkiHashes: string[]
  chromePath: string
  /** Time given to one load, from the moment a browser is ready for it. */
  deadlineMs: number
  /** What a worker may hold with its browser (load-worker.ts). */
  maxWorkerBytes?: number
  /** Where the browsers are; default: in processes of this machine. */
  startWorker?: typeof startWorker
  /** A worker and its browser are replaced after this many pages, so that what leaks in them stays small; default: twenty. */
  pagesPerBrowser?: number
  /** How the people behind the audit are reached; sent in the user agent. */
  contact: string
  /** Default: all. */
  artifacts?: readonly ArtifactName[]
  /** Default: the EcoIndex protocol. */
  waits?: Waits
  /** Fields for the audited site alone. */
  ownHeaders?: LoadSettings['ownHeaders']
  onEvent?: (event: LoadEvent) => void
  /** What the robots.txt of an origin asks that is not done to the letter, in French. */
  onNote?: (origin: string, note: string) => void
  /** Aborting drops the loads in flight, starts no other and ends the generator. */
  signal?: AbortSignal
}

type Done = { attempt: Attempt; seat: Seat; evidences: Evidence[] }

/**
 * Loads every job once and yields its evidence as soon as it is there, in any order, politely (host-pace.ts). A load that fails for a
 * reason that may pass is tried once more, in a fresh browser. Every job gives one evidence, unless the signal is aborted.
 * Throws a UsageError when the browser does not start. Once it returns, no process and no profile is left.
 */
export async function* gatherEvidence(jobs: readonly LoadJob[], options: LoadOptions): AsyncGenerator<Evidence> {
  const work = openWork(jobs, options, await settingsOf(options))
  const aborted = abortion(options.signal)
  try {
    for (;;) {
      // Taken before the verdicts, so that what changes after them is not missed.
      const change = work.change()
      work.fill()
      yield* work.ready.splice(0)
      if (work.isOver()) return
      const done = await Promise.race([work.firstDone(), change, aborted.promise])
      if (options.signal?.aborted) return
      if (done !== null) work.settle(done)
    }
  } finally {
    aborted.release()
    await work.close()
  }
}

/** The jobs of a run: those that wait, those that load, each on a seat, and the evidence that is ready. */
function openWork(jobs: readonly LoadJob[], options: LoadOptions, settings: LoadSettings) {
  const { ignoresRobots = ({ site }: LoadJob) => site?.ignoreRobots ?? false } = options
  const workers = Math.max(1, Math.min(options.workers, jobs.length))
  const waiting = attemptsOf(jobs)
  const running = new Map<Attempt, Promise<Done>>()
  const loading = new Set<Attempt>()
  const ready: Evidence[] = []
  const bell = openBell()
  const seats = openSeats({
    count: workers, startsAtOnce: options.startWorker ? Infinity : availableParallelism(), pagesPerBrowser: options.pagesPerBrowser ?? 20,
    start: () => (options.startWorker ?? startWorker)(options.chromePath, settings, options.maxWorkerBytes), onReady: bell.ring, onFailure: bell.fail,
  })
  const stopped = new AbortController()
  const pace = paceOf({ ...options, ignoresRobots }, workers, stopped.signal)

  const finish = (job: LoadJob, evidence: Evidence) => {
    options.onEvent?.({ kind: 'finished', job })
    ready.push(ignoresRobots(job) ? { ...evidence, weakened: [...evidence.weakened, 'robots-ignored'] } : evidence)
  }
  const begin = (seat: Seat, attempt: Attempt) => {
    pace.began(attempt.job)
    loading.add(attempt)
    const still = () => {
      loading.delete(attempt)
      pace.still(attempt.job)
    }
    options.onEvent?.({ kind: 'started', job: attempt.job })
    running.set(attempt, loadOn(seat, attempt, settings, still))
    for (const one of running.keys()) one.atOnce = Math.max(one.atOnce, running.size)
  }
  return {
    ready,
    change: () => Promise.race([pace.change(), bell.next()]),
    isOver: () => waiting.length + running.size === 0,
    firstDone: () => Promise.race(running.values()),
    fill() {
      for (const [attempt, failure] of takeRefused(waiting, pace)) for (const job of jobsOf(attempt)) finish(job, notMeasured(job, settings, new Date(), failure))
      seats.prepare(workersFor([...running.keys(), ...waiting], pace, workers), waiting.filter(({ retry }) => retry).length)
      seats.fill((isFresh) => (loading.size < (options.loadsAtOnce ?? workers) ? takeNext(waiting, pace, isFresh) : undefined), begin)
    },
    settle(done: Done) {
      const { attempt, evidences } = done
      running.delete(attempt)
      loading.delete(attempt)
      seats.leave(done.seat, evidences.every(({ status }) => status === 'measured'))
      if (isToDoAgain(done, pace)) {
        options.onEvent?.({ kind: 'retried', job: attempt.job })
        waiting.unshift({ ...attempt, retry: true, atOnce: 0 })
      } else for (const job of jobsOf(attempt)) finish(job, judgedContended(found(evidences, job), attempt.atOnce))
    },
    async close() {
      stopped.abort()
      pace.stop()
      await seats.close()
      await Promise.allSettled(running.values())
    },
  }
}

/** Tells the host that the load is over. A procedure leaves traces: it is gone through once. */
function isToDoAgain({ attempt, evidences }: Done, pace: HostPace): boolean {
  const [evidence] = evidences
  if (evidence === undefined) throw new Error(`No evidence of ${attempt.job.url}`)
  const later = pace.ended(attempt.job, evidence)
  return !attempt.retry && attempt.job.scenario === undefined && (later || mayPass(evidence))
}

function paceOf(options: LoadOptions & Required<Pick<LoadOptions, 'ignoresRobots'>>, readers: number, signal: AbortSignal): HostPace {
  const { robotsOf = fetchRobots, ignoresRobots, perHost, onNote, hosts, contact, spkiHashes } = options
  return startHostPace({
    perHost, ignoresRobots, readers, hosts, onNote,
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
    ownHeaders: options.ownHeaders,
    tools: await toolVersions(options.chromePath),
  }
}

const judgedContended = (evidence: Evidence, atOnce: number): Evidence => ({ ...evidence, contended: isContended(evidence, atOnce) })

async function loadOn(seat: Seat, attempt: Attempt, settings: LoadSettings, still: () => void): Promise<Done> {
  const startedAt = new Date()
  const { job } = attempt
  const loaded = job.scenario === undefined ? await seat.worker.load(job, still, attempt.retry) : await seat.worker.play(jobsOf(attempt))
  const evidences = loaded.ok ? [loaded.value].flat() : jobsOf(attempt).map((each) => notMeasured(each, settings, startedAt, loaded.failure))
  return { attempt, seat, evidences }
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
