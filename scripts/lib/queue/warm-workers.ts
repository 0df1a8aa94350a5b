import { canonical } from '#lib/record/canonical'
import type { LoadSettings } from '#audits/gather/load'
import { startWorker, type LoadWorker } from '../visits/load-worker.ts'

/** As for a run on one machine (pool.ts). */
const pagesPerBrowser = 20

type Seat = { key: string; worker: LoadWorker; pages: number }

/** Browsers that stay open between the loads of a run, as long as they do their work. */
export type WarmWorkers = {
  /** Does a piece of work in a browser that was started with these settings; `sound` false replaces it by a fresh one. */
  use<Result>(settings: LoadSettings, work: (worker: LoadWorker) => Promise<{ result: Result; sound: boolean }>): Promise<Result>
  close(): Promise<void>
}

/** At most `kept` browsers wait for work. */
export function openWarmWorkers(chromePath: string, kept: number, start = startWorker): WarmWorkers {
  const idle: Seat[] = []
  const busy = new Set<Seat>()
  async function take(settings: LoadSettings): Promise<Seat> {
    const key = canonical(settings)
    const index = idle.findIndex((seat) => seat.key === key)
    const seat = idle.splice(index, index === -1 ? 0 : 1)[0] ?? { key, worker: await start(chromePath, settings), pages: 0 }
    busy.add(seat)
    return seat
  }
  return {
    async use(settings, work) {
      const seat = await take(settings)
      let sound = false
      try {
        const done = await work(seat.worker)
        seat.pages += 1
        sound = done.sound
        return done.result
      } finally {
        busy.delete(seat)
        if (sound && seat.pages < pagesPerBrowser) idle.push(seat)
        else await seat.worker.stop()
        // Those of another run give way first: they came before.
        while (idle.length + busy.size > kept) await idle.shift()?.worker.stop()
      }
    },
    async close() {
      await Promise.all([...idle.splice(0), ...busy].map(({ worker }) => worker.stop()))
    },
  }
}
