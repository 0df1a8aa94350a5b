import { artifactSchemas, type ArtifactName, type Evidence } from '#model/evidence'
import { failureCodes, type Failure } from '#model/failure'
import { ecoindexWaits, type LoadJob, type LoadSettings, type Waits } from '#audits/gather/load'
import { isContended } from './contention.ts'
import { weakened, withRanges, type Guard } from '../network/guard.ts'
import { startWorker, type LoadWorker } from './load-worker.ts'
import { toolVersions } from './tool-versions.ts'

export type { LoadJob } from '#audits/gather/load'

export type LoadEvent = { kind: 'started' | 'finished' | 'retried'; job: LoadJob; worker: number }

export type LoadOptions = {
  run: string
  /** Worker processes at most, each with its browser. */
  workers: number
  /** Loads at once, at most, on the host of a job. */
  perHost: (job: LoadJob) => number
  /** Crosses the border between processes without its `resolve`. */
  guard: Guard
  spkiHashes: string[]
  chromePath: string
  /** Time given to one load, from the moment a browser is ready for it. */
  deadlineMs: number
  /** How the people behind the audit are reached; sent in the user agent. */
  contact: string
  /** Default: all. */
  artifacts?: readonly ArtifactName[]
  /** Default: the EcoIndex protocol. */
  waits?: Waits
  onEvent?: (event: LoadEvent) => void
  /** Aborting drops the loads in flight, starts no other and ends the generator. */
  signal?: AbortSignal
}

/** A browser is replaced after this many pages, so that what leaks in it stays small. */
const pagesPerBrowser = 20

type Attempt = { job: LoadJob; retry: boolean; atOnce: number }
type Seat = { number: number; worker: LoadWorker | null; pages: number }
type Done = { attempt: Attempt; seat: Seat; evidence: Evidence }

/**
 * Loads every job once and yields its evidence as soon as it is there, in any order. A load that fails for a reason that
 * may pass is tried once more, in a fresh browser. Every job gives one evidence, unless the signal is aborted.
 * Throws a UsageError when the browser does not start. Once it returns, no process and no profile is left.
 */
export async function* gatherEvidence(jobs: readonly LoadJob[], options: LoadOptions): AsyncGenerator<Evidence> {
  const settings = await settingsOf(options)
  const waiting: Attempt[] = jobs.map((job) => ({ job, retry: false, atOnce: 0 }))
  const running = new Map<Attempt, Promise<Done>>()
  const seats: Seat[] = Array.from({ length: Math.max(1, Math.min(options.workers, jobs.length)) }, (_, number) => ({ number, worker: null, pages: 0 }))
  const free = new Set(seats)
  const ending: Promise<void>[] = []
  const aborted = abortion(options.signal)

  const fill = () => {
    for (const seat of free) {
      const attempt = takeNext(waiting, [...running.keys()], options.perHost)
      if (attempt === undefined) return
      free.delete(seat)
      running.set(attempt, loadOn(seat, attempt, options, settings))
      for (const one of running.keys()) one.atOnce = Math.max(one.atOnce, running.size)
    }
  }

  try {
    while (waiting.length + running.size > 0) {
      fill()
      const done = await Promise.race([...running.values(), aborted.promise])
      if (done === null) return
      const { attempt, seat, evidence } = done
      running.delete(attempt)
      free.add(seat)
      if (evidence.status !== 'measured' || seat.pages >= pagesPerBrowser) ending.push(vacate(seat))
      if (!attempt.retry && mayPass(evidence)) {
        options.onEvent?.({ kind: 'retried', job: attempt.job, worker: seat.number })
        waiting.unshift({ ...attempt, retry: true, atOnce: 0 })
        continue
      }
      options.onEvent?.({ kind: 'finished', job: attempt.job, worker: seat.number })
      fill()
      yield { ...evidence, contended: isContended(attempt.atOnce) }
    }
  } finally {
    aborted.release()
    await Promise.all([...ending, ...seats.map(vacate)])
    await Promise.allSettled(running.values())
  }
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

/** The first job whose host has room, taken out of the queue. */
function takeNext(waiting: Attempt[], running: readonly Attempt[], perHost: LoadOptions['perHost']): Attempt | undefined {
  const host = ({ job }: Attempt) => new URL(job.url).host
  const index = waiting.findIndex((attempt) => running.filter((one) => host(one) === host(attempt)).length < Math.max(1, perHost(attempt.job)))
  return index === -1 ? undefined : waiting.splice(index, 1)[0]
}

async function loadOn(seat: Seat, attempt: Attempt, options: LoadOptions, settings: LoadSettings): Promise<Done> {
  options.onEvent?.({ kind: 'started', job: attempt.job, worker: seat.number })
  const startedAt = new Date()
  seat.worker ??= await startWorker(options.chromePath, settings)
  seat.pages += 1
  const loaded = await seat.worker.load(attempt.job)
  return { attempt, seat, evidence: loaded.ok ? loaded.value : notMeasured(attempt.job, settings, startedAt, loaded.failure) }
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
    pass: job.pass, profile: job.profile, at: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime(), tools: settings.tools,
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
