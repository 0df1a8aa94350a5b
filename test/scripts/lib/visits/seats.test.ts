import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { LoadWorker } from '#effects/visits/load-worker'
import { openSeats, type Seat } from '#effects/visits/seats'

/** Workers whose browsers are there when the test says so. */
function openStation(count: number, startsAtOnce: number) {
  const browsers: { ready: () => void; stopped: boolean }[] = []
  const said: unknown[] = []
  const start = async (): Promise<LoadWorker> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const browser = { ready: resolve, stopped: false }
    browsers.push(browser)
    const stop = async () => {
      browser.stopped = true
      resolve()
    }
    return { ready: promise, stop, load: () => Promise.reject(new Error('not here')), play: () => Promise.reject(new Error('not here')) }
  }
  const seats = openSeats({ count, startsAtOnce, pagesPerBrowser: 2, start, onReady: () => said.push('ready'), onFailure: (error) => said.push(error) })
  const given = (works: string[]) => {
    const taken: [string, Seat][] = []
    seats.fill(() => works.shift(), (seat, work) => taken.push([work, seat]))
    return taken
  }
  return { seats, browsers, said, given }
}

it('starts as many browsers as there is work for, and no more at once than it may', async () => {
  const { seats, browsers, said } = openStation(4, 2)
  for (const started of [2, 2]) {
    seats.prepare(9, 0)
    await setImmediate()
    expect(browsers).toHaveLength(started)
  }
  browsers[0]?.ready()
  await setImmediate()
  expect(said).toEqual(['ready'])
  seats.prepare(3, 0)
  await setImmediate()
  expect(browsers).toHaveLength(3)
  await seats.close()
})

it('gives a page to a browser that is there, never to one that starts', async () => {
  const { seats, browsers, given } = openStation(2, 2)
  seats.prepare(2, 0)
  await setImmediate()
  expect(given(['a', 'b'])).toEqual([])
  browsers[0]?.ready()
  await setImmediate()
  expect(given(['a', 'b']).map(([work]) => work)).toEqual(['a'])
  await seats.close()
})

it('replaces a browser that waits, when a page wants one that has served nobody', async () => {
  const { seats, browsers, given } = openStation(1, 1)
  seats.prepare(1, 0)
  await setImmediate()
  browsers[0]?.ready()
  await setImmediate()
  for (const [, seat] of given(['a'])) seats.leave(seat, true)
  seats.prepare(1, 1)
  await setImmediate()
  expect(browsers.map(({ stopped }) => stopped)).toEqual([true, false])
  await seats.close()
})

it('replaces a browser that is not sound, or has served its number of pages', async () => {
  const { seats, browsers, given } = openStation(2, 2)
  seats.prepare(2, 0)
  await setImmediate()
  for (const browser of browsers) browser.ready()
  await setImmediate()
  const [[, worn], [, broken]] = given(['a', 'b']) as [[string, Seat], [string, Seat]]
  seats.leave(broken, false)
  seats.leave(worn, true)
  for (const [, seat] of given(['c'])) seats.leave(seat, true)
  expect(browsers.map(({ stopped }) => stopped)).toEqual([true, true])
  await seats.close()
})

it('leaves no browser behind, not even one that was still to start', async () => {
  const { seats, browsers } = openStation(3, 3)
  seats.prepare(3, 0)
  await setImmediate()
  browsers[0]?.ready()
  const closed = seats.close()
  seats.prepare(3, 0)
  await closed
  expect(browsers.map(({ stopped }) => stopped)).toEqual([true, true, true])
})

it('says why a worker could not be started', async () => {
  const failures: unknown[] = []
  const seats = openSeats({ count: 1, startsAtOnce: 1, pagesPerBrowser: 2, start: () => Promise.reject(new Error('no room on the disk')), onReady: () => undefined, onFailure: (error) => failures.push(error) })
  seats.prepare(1, 0)
  await setImmediate()
  expect(failures).toEqual([new Error('no room on the disk')])
  await seats.close()
})
