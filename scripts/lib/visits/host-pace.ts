import type { Evidence } from '#model/evidence'
import type { Failure } from '#model/failure'
import type { LoadJob } from '#audits/gather/load'
import type { Robots } from '../sampling/robots.ts'
import { openBell } from './bell.ts'

/** A longer Retry-After is not waited for: the pages of the host are then not measured in this run. */
const pauseCapSeconds = 60
/** A host that asked for this many pauses is busy, and is left alone for the rest of the run. */
const patience = 3

export type HostPaceOptions = {
  /** Loads at once, at most, on the host of a job. */
  perHost: (job: LoadJob) => number
  /** One's own sites may be visited against their robots.txt; the evidence says so. */
  ignoresRobots: (job: LoadJob) => boolean
  /** Reads the robots.txt of the origin of a job; a rejection ends the run. */
  robotsOf: (job: LoadJob) => Promise<Robots>
  /** Hosts whose robots.txt may be read at the same time. */
  readers: number
  /** What the hosts asked of the loads before these; default: nothing yet. */
  hosts?: HostMemory | undefined
  /** Called once an origin, with what its robots.txt asks that is not done to the letter (French). */
  onNote?: ((origin: string, note: string) => void) | undefined
}

/** The politeness of a run: which host may be asked what, and when. */
export type HostPace = {
  /** `go`, `wait` (ask again after `change`), or the failure of a page that is not asked. */
  verdict(job: LoadJob): 'go' | 'wait' | Failure
  began(job: LoadJob): void
  /** The page of a load asks for nothing more: where several are loaded at once, its place is for another. One page at a time stays one. */
  still(job: LoadJob): void
  /** True when the host asked to be tried again later, and will be. */
  ended(job: LoadJob, evidence: Pick<Evidence, 'retryAfterSeconds'>): boolean
  /** Resolves when a verdict may have changed for another reason than the end of a load. */
  change(): Promise<null>
  /** Whether the host of a job is loaded one page at a time to its very end, as far as is known. */
  isOneByOne(job: LoadJob): boolean
  /** Forgets the pauses: nothing holds the process any more. */
  stop(): void
}

type Host = { running: number; restsUntil: number; pauses: number; closed: Failure | null }

/** What the hosts of a run asked, by name: a host that closed itself in the first loads is not asked again by those that confirm. */
export type HostMemory = Map<string, Host>

/** The hosts that closed themselves, each with why. */
export function closedHosts(hosts: HostMemory): Record<string, Failure> {
  return Object.fromEntries([...hosts].flatMap(([name, { closed }]) => (closed === null ? [] : [[name, closed]])))
}

/** What is remembered of hosts that closed themselves in a run that was stopped; their pauses are over. */
export function hostsClosedBefore(closed: Readonly<Record<string, Failure>>): HostMemory {
  return new Map(Object.entries(closed).map(([name, failure]) => [name, { running: 0, restsUntil: 0, pauses: 0, closed: failure }]))
}

/**
 * One page at a time per host unless told otherwise, within the robots.txt of its origin (RFC 9309), with the pause that it asks for
 * (Crawl-delay, capped) between the end of a load and the start of the next, then one at a time whatever `perHost` says.
 * A Retry-After (RFC 9110 section 10.2.3) makes the whole host rest, and no other.
 */
export function startHostPace({ perHost, ignoresRobots, robotsOf, readers, hosts = new Map(), onNote }: HostPaceOptions): HostPace {
  const robots = new Map<string, Robots | 'asked'>()
  const loading = new Set<LoadJob>()
  const timers = new Set<NodeJS.Timeout>()
  const bell = openBell()

  const hostOf = (job: LoadJob): Host => {
    const { host } = new URL(job.url)
    const known = hosts.get(host) ?? { running: 0, restsUntil: 0, pauses: 0, closed: null }
    hosts.set(host, known)
    return known
  }
  const rulesOf = (job: LoadJob) => (ignoresRobots(job) ? null : robots.get(new URL(job.url).origin))
  const delayOf = (job: LoadJob) => {
    const rules = rulesOf(job)
    return typeof rules === 'object' && rules !== null ? rules.delayMs : 0
  }
  const leave = (job: LoadJob) => {
    if (loading.delete(job)) hostOf(job).running -= 1
  }
  const rest = (host: Host, ms: number) => {
    host.restsUntil = Math.max(host.restsUntil, Date.now() + ms)
    const timer = setTimeout(() => {
      timers.delete(timer)
      bell.ring()
    }, ms)
    timers.add(timer)
  }
  for (const host of hosts.values()) {
    host.running = 0
    if (host.restsUntil > Date.now()) rest(host, host.restsUntil - Date.now())
  }
  const ask = (job: LoadJob) => {
    const { origin } = new URL(job.url)
    if ([...robots.values()].filter((known) => known === 'asked').length >= readers) return
    robots.set(origin, 'asked')
    void robotsOf(job).then((answer) => {
      robots.set(origin, answer)
      for (const note of answer.notes) onNote?.(origin, note)
      bell.ring()
    }, bell.fail)
  }

  return {
    verdict(job) {
      const host = hostOf(job)
      if (host.closed !== null) return host.closed
      const rules = rulesOf(job)
      if (rules === undefined) ask(job)
      if (rules === undefined || rules === 'asked') return 'wait'
      const { pathname, search } = new URL(job.url)
      const refusal = rules?.refusal(pathname + search) ?? null
      if (refusal !== null) return refusal
      const room = delayOf(job) > 0 ? 1 : Math.max(1, perHost(job))
      // A timer may fire a millisecond early.
      return host.running < room && host.restsUntil - Date.now() <= 1 ? 'go' : 'wait'
    },
    began(job) {
      loading.add(job)
      hostOf(job).running += 1
    },
    still(job) {
      if (delayOf(job) === 0 && perHost(job) > 1) leave(job)
      bell.ring()
    },
    ended(job, { retryAfterSeconds }) {
      const host = hostOf(job)
      leave(job)
      if (delayOf(job) > 0) rest(host, delayOf(job))
      if (retryAfterSeconds === undefined) return false
      host.pauses += 1
      if (retryAfterSeconds > pauseCapSeconds) host.closed ??= busy(`The host asked to wait ${retryAfterSeconds} s, more than the ${pauseCapSeconds} s that a run waits`)
      else if (host.pauses > patience) host.closed ??= busy(`The host asked for more than ${patience} pauses`)
      else rest(host, retryAfterSeconds * 1000)
      return host.closed === null
    },
    change: bell.next,
    isOneByOne: (job) => perHost(job) <= 1 || delayOf(job) > 0 || (rulesOf(job) !== null && typeof rulesOf(job) !== 'object'),
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

function busy(detail: string): Failure {
  return { code: 'access-denied', detail }
}
