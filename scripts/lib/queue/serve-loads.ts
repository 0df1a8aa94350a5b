import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq'
import { canonical } from '#lib/record/canonical'
import type { Evidence } from '#model/evidence'
import type { Captured } from '#model/failure'
import { UsageError } from '../command/errors.ts'
import { weakened, withRanges } from '../network/guard.ts'
import { upstreamsOf } from '../network/upstream.ts'
import { requireSecrets } from '../territory/scenarios.ts'
import { startWorker } from '../visits/load-worker.ts'
import { toolVersions } from '../visits/tool-versions.ts'
import { openConnection, queueName } from './connection.ts'
import { takeHost } from './host-lease.ts'
import { LoadOrder, packed } from './load-order.ts'
import { openWarmWorkers } from './warm-workers.ts'

/** How long a load whose host is taken by another run waits before it asks again. */
const hostBusyMs = 500

export type ServeOptions = {
  url: string
  chromePath: string
  /** Loads at once, each in a browser of its own. */
  workers: number
  /** Does loads that open private addresses or play hosts on loopback. Whoever writes in the queue could then reach this network. */
  allowWeakened: boolean
  /** A worker that says nothing for this long is taken for dead, and its load given to another; default: 30 s. */
  silenceMs?: number
  start?: typeof startWorker
  onEvent?: (event: { kind: 'started' | 'finished' | 'failed'; url: string; why?: string }) => void
}

export type Serving = {
  /** Ends the loads that are going on, takes no other, and leaves no browser. */
  close(): Promise<void>
  /** Leaves the loads that are going on to the other workers, and no browser. */
  abandon(): Promise<void>
}

/**
 * Takes loads from a queue until it is closed, one job a page, by priority. Politeness holds across workers (host-lease.ts). What this machine
 * cannot do as the run asks (other versions, a weakened filter, a missing secret) is refused with the reason, among the dead letters.
 * @throws UsageError when the queue does not answer to begin with, or the browser does not start.
 */
export async function serveLoads(options: ServeOptions): Promise<Serving> {
  const { url, chromePath, workers, allowWeakened, silenceMs = 30_000, onEvent } = options
  const tools = await toolVersions(chromePath)
  const connection = await openConnection(url)
  const upstream = upstreamsOf(process.env)
  const browsers = openWarmWorkers(chromePath, workers, options.start ?? startWorker)

  async function serve(job: Job<unknown, string>, token: string | undefined): Promise<string> {
    const order = readOrder(job.data)
    refuseUnlike(order, tools)
    if (!allowWeakened) refuseWeakened(order)
    const settings = { ...order.settings, guard: { ...order.settings.guard, upstream } }
    const target = order.jobs[0]?.url ?? ''
    const lease = await takeHost(connection, new URL(target).host, order.perHost)
    if (lease === null) {
      await job.moveToDelayed(Date.now() + hostBusyMs, token)
      throw new DelayedError()
    }
    onEvent?.({ kind: 'started', url: target })
    try {
      const answer = await browsers.use({ settings, fresh: order.fresh ?? false }, async (worker): Promise<{ result: Captured<Evidence[]>; sound: boolean }> => {
        const [first] = order.jobs
        const done = first?.scenario === undefined && first !== undefined ? listed(await worker.load(first)) : await worker.play(order.jobs)
        return { result: done, sound: done.ok && done.value.every(({ status }) => status === 'measured') }
      })
      onEvent?.({ kind: 'finished', url: target })
      return packed(answer)
    } finally {
      await lease.release()
    }
  }

  const worker = new Worker<unknown, string>(queueName, serve, {
    connection, concurrency: workers, lockDuration: silenceMs, stalledInterval: silenceMs / 2, maxStalledCount: 3,
  })
  worker.on('error', () => undefined)
  worker.on('failed', (job, error) => onEvent?.({ kind: 'failed', url: LoadOrder.safeParse(job?.data).data?.jobs[0]?.url ?? '?', why: error.message }))
  return {
    async abandon() {
      await browsers.close()
      connection.disconnect()
    },
    async close() {
      await worker.close()
      await browsers.close()
      connection.disconnect()
    },
  }
}

const listed = (answer: Captured<Evidence>): Captured<Evidence[]> => (answer.ok ? { ok: true, value: [answer.value] } : answer)

function readOrder(data: unknown): LoadOrder {
  const order = LoadOrder.safeParse(data)
  if (order.success) return order.data
  const issue = order.error.issues[0]
  throw new UnrecoverableError(`not a load order: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** A run is one measure: the same browser and the same tools everywhere, and the secrets where they are needed. */
function refuseUnlike({ settings, jobs }: LoadOrder, tools: Evidence['tools']): void {
  const other = Object.entries(tools).filter(([name, version]) => settings.tools[name as keyof typeof tools] !== version)
  if (canonical(settings.tools) !== canonical(tools)) throw new UnrecoverableError(`this worker has other versions than the run: ${other.map(([name, version]) => `${name} ${version}`).join(', ')}`)
  try {
    requireSecrets(new Set(jobs.flatMap(({ scenario }) => scenario ?? [])), process.env)
  } catch (error) {
    throw error instanceof UsageError ? new UnrecoverableError(error.message) : error
  }
}

function refuseWeakened({ settings, jobs }: LoadOrder): void {
  const { upstream: _own, ...guard } = settings.guard
  const opened = [...new Set(jobs.flatMap(({ site }) => weakened(withRanges(guard, site?.allowPrivate))))]
  if (opened.length > 0) throw new UnrecoverableError(`this worker refuses a weakened filter (${opened.join(', ')}); start it with --allow-weakened to accept it`)
}
