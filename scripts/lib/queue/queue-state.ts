import { Queue } from 'bullmq'
import { cleanText } from '#lib/words/clean'
import { openConnection, queueName } from './connection.ts'
import { LoadOrder } from './load-order.ts'

/** A load that no worker could do. `why` comes from the queue: cleaned. */
export type DeadLoad = { id: string; url: string; run: string; why: string; tries: number }
export type QueueState = { workers: number; waiting: number; active: number; delayed: number; /** The newest are told. */ deadInAll: number; dead: DeadLoad[] }

/** What is shown of the dead letters, newest first. */
const shownDead = 200

/** @throws UsageError when the queue does not answer. */
export async function openQueueState(url: string): Promise<{ read(): Promise<QueueState>; dropDead(): Promise<number>; close(): Promise<void> }> {
  const connection = await openConnection(url)
  const queue = new Queue(queueName, { connection })
  queue.on('error', () => undefined)
  return {
    async read() {
      const [counts, workers, failed] = await Promise.all([queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'), queue.getWorkersCount(), queue.getFailed(0, shownDead - 1)])
      const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed: deadInAll = 0 } = counts
      return { workers, waiting: waiting + prioritized, active, delayed, deadInAll, dead: failed.map((job) => deadLoad(job.id ?? '', job.data, job.failedReason, job.attemptsMade)) }
    },
    async dropDead() {
      // 0: all of them.
      return (await queue.clean(0, 0, 'failed')).length
    },
    async close() {
      await queue.close()
      connection.disconnect()
    },
  }
}

function deadLoad(id: string, data: unknown, why: string, tries: number): DeadLoad {
  const order = LoadOrder.safeParse(data)
  return { id, url: cleanText(order.data?.jobs[0]?.url ?? '?'), run: cleanText(order.data?.settings.run ?? '?'), why: cleanText(why ?? ''), tries }
}
