import type { LoadWorker } from './load-worker.ts'

/** A worker whose browser is there, and how many pages it was given. */
export type Seat = { readonly worker: LoadWorker; pages: number }

export type SeatsOptions = {
  /** Workers at most. */
  count: number
  /** Browsers that start at the same time, at most: more of them than processors only delay each other. */
  startsAtOnce: number
  /** A worker and its browser are replaced after this many pages, so that what leaks in them stays small. */
  pagesPerBrowser: number
  start: () => Promise<LoadWorker>
  /** Called when a worker can be given a page. */
  onReady: () => void
  onFailure: (error: unknown) => void
}

/** The workers of a run. They start ahead of their pages, so that no page, and no place on a host, waits for a browser. */
export type Seats = {
  /** Starts browsers until there is one for each piece of work, `fresh` of them without a page so far. */
  prepare(wanted: number, fresh: number): void
  /** Gives pages to those that wait, as long as `next` has one for them. */
  fill<Work>(next: (isFresh: boolean) => Work | undefined, begin: (seat: Seat, work: Work) => void): void
  /** Takes a seat back; one that is not sound, or served long enough, gives way to a fresh one. */
  leave(seat: Seat, sound: boolean): void
  /** Ends all workers; resolves when nothing is left of them. */
  close(): Promise<void>
}

export function openSeats({ count, startsAtOnce, pagesPerBrowser, start, onReady, onFailure }: SeatsOptions): Seats {
  const seats = new Set<Seat>()
  const free = new Set<Seat>()
  const starting = new Set<Promise<void>>()
  const unready = new Set<LoadWorker>()
  const ending: Promise<void>[] = []
  let closed = false

  const freshFirst = () => [...free].sort((a, b) => a.pages - b.pages)
  const vacate = (seat: Seat) => {
    free.delete(seat)
    seats.delete(seat)
    ending.push(seat.worker.stop())
  }
  const open = async () => {
    const worker = await start()
    if (closed) return worker.stop()
    unready.add(worker)
    await worker.ready
    unready.delete(worker)
    const seat = { worker, pages: 0 }
    seats.add(seat)
    free.add(seat)
  }
  const begin = () => {
    const opening = open().then(() => { starting.delete(opening) }).then(onReady, onFailure)
    starting.add(opening)
  }
  return {
    prepare(wanted, fresh) {
      while (starting.size < startsAtOnce) {
        const [occupied, untouched] = [seats.size + starting.size, starting.size + freshFirst().filter(({ pages }) => pages === 0).length]
        if (occupied >= Math.min(wanted, count) && untouched >= fresh) return
        const worn = occupied < count ? undefined : freshFirst().findLast(({ pages }) => pages > 0)
        if (occupied >= count && worn === undefined) return
        if (worn !== undefined) vacate(worn)
        begin()
      }
    },
    fill(next, begin) {
      for (const seat of freshFirst()) {
        const work = next(seat.pages === 0)
        if (work === undefined) return
        free.delete(seat)
        seat.pages += 1
        begin(seat, work)
      }
    },
    leave(seat, sound) {
      if (sound && seat.pages < pagesPerBrowser) free.add(seat)
      else vacate(seat)
    },
    async close() {
      closed = true
      for (const seat of [...seats]) vacate(seat)
      await Promise.all([...unready].map((worker) => worker.stop()))
      await Promise.all([...starting, ...ending])
    },
  }
}
