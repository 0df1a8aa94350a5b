import { fork } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cleanText } from '#lib/words/clean'
import type { Evidence } from '#model/evidence'
import type { Captured, Failure } from '#model/failure'
import type { LoadJob, LoadSettings } from '#audits/gather/load'
import { watchMemory, type HeldMemory } from './memory.ts'
import { groupGone, killGroup, killProcess } from './process-group.ts'
import { removeProfile } from './profile.ts'
import { Report, type Order } from './worker-messages.ts'

/** A worker process and its browser, seen from the parent, which alone holds the clock. */
export type LoadWorker = {
  /** Resolves once the browser is there, or cannot be: the first load then says why. */
  ready: Promise<unknown>
  /** Loads one page; a failure of the load itself is in the evidence, what the worker could not survive is here. `still` hears that what remains is to wait and to read. `isRetry`: a worker of elsewhere then takes a fresh browser. */
  load(job: LoadJob, still?: () => void, isRetry?: boolean): Promise<Captured<Evidence>>
  /** Plays a scenario, whose steps the jobs are; gives the evidence of each. */
  play(jobs: readonly LoadJob[]): Promise<Captured<Evidence[]>>
  /** Ends the worker, its browser and its profile; resolves when nothing is left of them. */
  stop(): Promise<void>
}

/** Time given to a browser to start, and to one that is not wanted any more before it is killed all the same. */
const startMs = 30_000
const startingMs = 5_000
/** `.ts` in a checkout, `.js` in the package built for npm. */
const script = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url))
/** What Node compiles is kept among the other files made from packages: a worker starts in two thirds of the time. */
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/trefle', import.meta.url))

/**
 * What a worker may hold with its browser: half as much again as the heaviest of ordinary pages. Past it, the process that grew is killed,
 * and what had been read of the page is kept.
 */
export const maxWorkerBytes = 1_500_000_000

/** Starts a worker with a browser on a fresh profile. A browser that cannot start is the failure of the first `load`. */
export async function startWorker(chromePath: string, settings: LoadSettings, capBytes = maxWorkerBytes): Promise<LoadWorker> {
  const profileDir = await mkdtemp(join(tmpdir(), 'trefle-profile-'))
  // A group of its own, so that Ctrl-C reaches the parent alone and a kill reaches everything.
  const child = fork(script, { detached: true, execArgv: ['--expose-gc'], env: { NODE_COMPILE_CACHE: compiled, ...process.env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let browserPid: number | undefined
  let said = ''
  let settle: (answer: Report) => void = () => undefined
  let isStill: () => void = () => undefined
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-4000) })
  child.on('error', (error) => { said = error.message })
  child.on('message', (message: unknown) => {
    const report = Report.safeParse(message)
    if (report.success && report.data.kind === 'browser') browserPid = report.data.pid
    else if (report.success && report.data.kind === 'still') isStill()
    else settle(report.success ? report.data : { kind: 'failed', failure: unreadable(report.error.issues[0]) })
  })

  async function ask(order: Order, limitMs: number): Promise<Report> {
    const deadline = Promise.withResolvers<Report>()
    const answer = new Promise<Report>((resolve) => { settle = resolve })
    const clock = setTimeout(() => deadline.resolve(failed('timeout', `No answer in ${limitMs} ms: the browser was stopped`)), limitMs)
    if (child.connected) child.send(order)
    try {
      return await Promise.race([answer, deadline.promise, gone.then(() => failed('crashed', `The worker ended early. ${lastWords(said)}`))])
    } finally {
      clearTimeout(clock)
    }
  }

  /** The worker is told why, then the process that grew is killed; when that is the worker or the browser itself, or when it does not help, all is over. */
  function relieve(): (held: readonly HeldMemory[]) => void {
    let told = false
    return (held) => {
      const detail = `the page made the browser hold more than ${capBytes} bytes`
      const largest = held.toSorted((a, b) => b.bytes - a.bytes)[0]?.pid
      if (told || largest === undefined || largest === child.pid || largest === browserPid) return settle(failed('too-large', detail))
      told = true
      child.send({ kind: 'give-up', detail } satisfies Order, () => killProcess(largest))
    }
  }

  const ready = ask({ kind: 'start', chromePath, profileDir, settings }, startMs)
  /** Asks for a piece of work once the browser is there, while its memory is watched. */
  async function work(order: Order, limitMs: number): Promise<Report> {
    const start = await ready
    if (start.kind !== 'ready') return start
    const watch = child.pid === undefined ? null : watchMemory(child.pid, capBytes, relieve())
    try {
      return await ask(order, limitMs)
    } finally {
      watch?.stop()
    }
  }

  return {
    ready,
    async load(job, still = () => undefined) {
      isStill = still
      const answer = await work({ kind: 'load', job }, settings.deadlineMs)
      return answer.kind === 'evidence' ? { ok: true, value: answer.evidence } : { ok: false, failure: failureIn(answer) }
    },
    async play(jobs) {
      // The worker holds the clock of each step; this one is for a worker that does not answer.
      const answer = await work({ kind: 'play', jobs: [...jobs] }, settings.deadlineMs * (jobs.length + 1))
      return answer.kind === 'played' ? { ok: true, value: answer.evidences } : { ok: false, failure: failureIn(answer) }
    },
    async stop() {
      // Killed while it starts, a browser leaves files beside its profile, and nobody knows its process yet.
      await Promise.race([ready, pause(startingMs, undefined, { ref: false })])
      killGroup(child.pid)
      killGroup(browserPid)
      await Promise.all([child.pid === undefined ? undefined : gone, groupGone(browserPid)])
      removeProfile(profileDir)
    },
  }
}

function failureIn(answer: Report): Failure {
  return answer.kind === 'failed' ? answer.failure : { code: 'collector', detail: `Unexpected answer "${answer.kind}"` }
}

function failed(code: Failure['code'], detail: string): Report {
  return { kind: 'failed', failure: { code, detail: cleanText(detail) } }
}

function unreadable(issue: { path: PropertyKey[]; message: string } | undefined): Failure {
  return { code: 'schema', detail: cleanText(`The worker's answer is not evidence: ${issue?.path.join('.')}: ${issue?.message}`) }
}

/** The error that ended a process, among what it wrote. */
function lastWords(text: string): string {
  return text.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? ''
}
