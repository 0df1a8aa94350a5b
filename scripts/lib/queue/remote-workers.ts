import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Job, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { canonical } from '#lib/record/canonical'
import type { Evidence } from '#model/evidence'
import type { Captured } from '#model/failure'
import type { LoadJob, LoadSettings } from '#audits/gather/load'
import { say } from '../command/terminal.ts'
import type { LoadWorker } from '../visits/load-worker.ts'
import { openConnection, queueName } from './connection.ts'
import { unpacked, type LoadOrder } from './load-order.ts'

/** Loads that one run has in the queue at once, at most: more than the workers of a nation, less than a burden for Redis. */
export const loadsInFlight = 256
/** How often answers are looked for. Looking, rather than listening, loses nothing when Redis restarts. */
const lookMs = 200
/** Nobody waits longer than this for a queue that does not answer, once the work is over. */
const partingMs = 2_000
/** After this, a run whose work nobody takes says so. */
const lonelyMs = 20_000

type Asked = { order: LoadOrder; settle: PromiseWithResolvers<Captured<Evidence[]>> }

/** The workers of a queue, as a run sees them: `startWorker` stands in for that of one machine (load-worker.ts). */
export type RemoteWorkers = {
  startWorker(chromePath: string, settings: LoadSettings): Promise<LoadWorker>
  close(): Promise<void>
}

/**
 * A piece of work is named by what it is: a run that is taken up again finds the answers that came while it was away. What the queue
 * forgot (a Redis that lost its memory) is asked again.
 * @param url address of Redis or Valkey
 * @param perHost loads at once on the host of a job
 * @throws UsageError when the queue does not answer to begin with.
 */
export async function openRemoteWorkers(url: string, perHost: (job: LoadJob) => number): Promise<RemoteWorkers> {
  const connection = await openConnection(url)
  const queue = new Queue<LoadOrder, string>(queueName, { connection, defaultJobOptions: {
    // A worker that dies is not the fault of the page; three deaths are.
    attempts: 3, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: { age: 86_400 }, removeOnFail: { age: 30 * 86_400, count: 10_000 },
  } })
  queue.on('error', () => undefined)
  const asked = new Map<string, Asked>()
  const times = new Map<string, number>()
  const closed = new AbortController()
  // A look at a queue that is away may never end: nobody waits for it.
  void lookForAnswers(queue, asked, closed.signal)
  void warnWhenLonely(queue, asked, closed.signal)

  async function ask(jobs: readonly LoadJob[], settings: LoadSettings, mine: Set<string>, fresh = false): Promise<Captured<Evidence[]>> {
    const [first] = jobs
    if (first === undefined) throw new Error('No load to ask for')
    const name = createHash('sha256').update(canonical([settings.run, jobs])).digest('hex').slice(0, 32)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    const settle = Promise.withResolvers<Captured<Evidence[]>>()
    const order: LoadOrder = { schema: 'trefle/load-order@1', jobs: [...jobs], settings, perHost: Math.max(1, perHost(first)), ...(fresh && { fresh: true }) }
    const id = `${name}-${time}`
    asked.set(id, { order, settle })
    mine.add(id)
    // A queue that is away must not hold a run that is stopped; what it did not take is asked again (look).
    void add(queue, id, order).catch(() => undefined)
    return settle.promise.finally(() => mine.delete(id))
  }

  /** Nobody waits any more for what was asked, whatever the queue says of it. */
  async function leave(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      asked.get(id)?.settle.resolve({ ok: false, failure: { code: 'interrupted', detail: 'The run ended before the answer' } })
      asked.delete(id)
    }
    const parted = new AbortController()
    await Promise.race([withdraw(queue, connection, ids), setTimeout(partingMs, undefined, { signal: parted.signal }).catch(() => undefined)])
    parted.abort()
  }

  return {
    async startWorker(_chromePath, settings) {
      const mine = new Set<string>()
      return {
        ready: Promise.resolve(),
        async load(job, _still, isRetry) {
          const answer = await ask([job], settings, mine, isRetry)
          return answer.ok ? { ok: true, value: only(answer.value) } : answer
        },
        play: (jobs) => ask(jobs, settings, mine),
        stop: () => leave([...mine]),
      }
    },
    async close() {
      closed.abort()
      await leave([...asked.keys()])
      connection.disconnect()
    },
  }
}

function only(evidences: readonly Evidence[]): Evidence {
  const [evidence] = evidences
  if (evidence === undefined) throw new Error('An answer without evidence')
  return evidence
}

/** Adding twice is adding once: the name is the same. */
async function add(queue: Queue<LoadOrder, string>, jobId: string, order: LoadOrder): Promise<void> {
  await queue.add('load', order, { jobId, priority: order.jobs[0]?.site?.priority ?? 100 })
}

async function lookForAnswers(queue: Queue<LoadOrder, string>, asked: Map<string, Asked>, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    // A queue that is away makes these wait or fail; what was asked stays asked.
    await Promise.allSettled([...asked].map(([id, each]) => look(queue, asked, id, each)))
    await setTimeout(lookMs, undefined, { signal: closed }).catch(() => undefined)
  }
}

async function look(queue: Queue<LoadOrder, string>, asked: Map<string, Asked>, id: string, { order, settle }: Asked): Promise<void> {
  const state = await queue.getJobState(id)
  if (!asked.has(id)) return
  if (state === 'unknown') return add(queue, id, order)
  if (state !== 'completed' && state !== 'failed') return
  const job = await Job.fromId<LoadOrder, string>(queue, id)
  if (job === undefined) return
  asked.delete(id)
  if (state === 'completed') {
    settle.resolve(readAnswer(job.returnvalue))
    await job.remove()
  } else {
    // Kept among the dead letters, where `trefle queue` shows it.
    settle.resolve({ ok: false, failure: { code: 'crashed', detail: `No worker could do this load: ${job.failedReason}`.slice(0, 300) } })
  }
}

function readAnswer(text: unknown): Captured<Evidence[]> {
  try {
    return unpacked(text)
  } catch {
    return { ok: false, failure: { code: 'schema', detail: 'The answer of the worker is not evidence' } }
  }
}

/** What was asked and nobody began is taken back; what is being done will be found by the run that takes up this one. */
async function withdraw(queue: Queue, connection: Redis, ids: readonly string[]): Promise<void> {
  if (connection.status !== 'ready') return
  await Promise.allSettled(ids.map((id) => queue.remove(id)))
}

/** Says once, each time that it happens, that nobody takes the work: not on one look alone, since workers come back a moment after a Redis that restarts. */
async function warnWhenLonely(queue: Queue, asked: ReadonlyMap<string, Asked>, closed: AbortSignal): Promise<void> {
  let lonelyLooks = 0
  while (!closed.aborted) {
    await setTimeout(lonelyMs / 2, undefined, { signal: closed, ref: false }).catch(() => undefined)
    const workers = asked.size === 0 || closed.aborted ? 1 : await queue.getWorkersCount().catch(() => 1)
    lonelyLooks = workers === 0 ? lonelyLooks + 1 : 0
    if (lonelyLooks === 2) say('Aucun travailleur n’est branché sur la file : les pages attendent. Lancez « trefle worker » sur une ou plusieurs machines.')
  }
}
