import { canonical } from '#lib/record/canonical'
import type { LoadSettings } from '#audits/gather/load'
import { startWorker, type LoadWorker } from '../visits/load-worker.ts'

/** As for a run on one machine (pool.ts). */
const pagesPerBrowser = 20

type Seat = { key: string; worker: LoadWorker; pages: number }

/** Browsers that stay open between the loads of a run, as long as they do their work. */
export type WarmWorkers = {
  /** Does a piece of work in a browser that was started with these settings, and has served nobody if `fresh`; `sound` false ends it afterwards. */
  use<Result>(wanted: { settings: LoadSettings; fresh: boolean }, work: (worker: LoadWorker) => Promise<{ result: Result; sound: boolean }>): Promise<Result>
  close(): Promise<void>
}

/** At most `kept` browsers, those that work and those that wait for work. */
export function openWarmWorkers(chromePath: string, kept: number, start = startWorker): WarmWorkers {
  const idle: Seat[] = []
  const busy = new Set<Seat>()
  /** Pieces of work that have a browser, or are about to. */
  let working = 0
  async function take(settings: LoadSettings, fresh: boolean): Promise<Seat> {
    const key = canonical(settings)
    const index = fresh ? -1 : idle.findIndex((seat) => seat.key === key)
    const known = index === -1 ? undefined : idle.splice(index, 1)[0]
    // Those of another run give way first: they came before.
    const leaving = known === undefined && idle.length + working > kept ? idle.shift() : undefined
    await leaving?.worker.stop()
    const seat = known ?? { key, worker: await start(chromePath, settings), pages: 0 }
    busy.add(seat)
    return seat
  }
  return {
    async use({ settings, fresh }, work) {
      working += 1
      const seat = await take(settings, fresh).catch((error: unknown) => {
        working -= 1
        throw error
      })
      let sound = false
      try {
        const done = await work(seat.worker)
        seat.pages += 1
        sound = done.sound
        return done.result
      } finally {
        working -= 1
        busy.delete(seat)
        if (sound && seat.pages < pagesPerBrowser) idle.push(seat)
        else await seat.worker.stop()
      }
    },
    async close() {
      await Promise.all([...idle.splice(0), ...busy].map(({ worker }) => worker.stop()))
    },
  }
}
