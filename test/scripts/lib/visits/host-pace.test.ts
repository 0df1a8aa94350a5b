import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LoadJob } from '#audits/gather/load'
import type { Robots } from '#effects/sampling/robots'
import { startHostPace, type HostMemory, type HostPaceOptions } from '#effects/visits/host-pace'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const free: Robots = { allows: () => true, refusal: () => null, delayMs: 0, sitemaps: [], notes: [] }
const at = (url: string): LoadJob => ({ url, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' })
const [page, next, elsewhere] = [at('https://ville.test/a'), at('https://ville.test/b'), at('https://autre.test/')]

/** A pace that already knows the robots.txt of its hosts. */
async function paceOf(robots: Partial<Robots> = {}, change: Partial<HostPaceOptions> = {}) {
  const pace = startHostPace({ perHost: () => 1, ignoresRobots: () => false, robotsOf: async () => ({ ...free, ...robots }), readers: 9, ...change })
  for (const job of [page, elsewhere]) {
    const known = pace.change()
    if (pace.verdict(job) === 'wait') await known
  }
  return pace
}

describe('a host', () => {
  it('is asked nothing before its robots.txt is known', async () => {
    const answer = Promise.withResolvers<Robots>()
    const pace = startHostPace({ perHost: () => 4, ignoresRobots: () => false, robotsOf: () => answer.promise, readers: 1 })
    expect(pace.verdict(page)).toBe('wait')
    answer.resolve(free)
    await pace.change()
    expect(pace.verdict(page)).toBe('go')
  })

  it('is visited one page at a time, or as many as its owner says', async () => {
    const alone = await paceOf()
    alone.began(page)
    expect([alone.verdict(next), alone.verdict(elsewhere)]).toEqual(['wait', 'go'])
    const own = await paceOf({}, { perHost: () => 2 })
    own.began(page)
    expect(own.verdict(next)).toBe('go')
  })

  it('gives the place of a page that only waits to another, where several load at once; one page at a time stays one, and a pause stays whole', async () => {
    const verdicts = await Promise.all([[{}, 2], [{}, 1], [{ delayMs: 5000 }, 2]].map(async ([robots, perHost]) => {
      const pace = await paceOf(robots as Partial<Robots>, { perHost: () => perHost as number })
      pace.began(page)
      if (perHost === 2 && pace.verdict(next) === 'go') pace.began(next)
      pace.still(page)
      return pace.verdict(at('https://ville.test/c'))
    }))
    expect(verdicts).toEqual(['go', 'wait', 'wait'])
  })

  it('counts a page that waited, and then ended, once', async () => {
    const pace = await paceOf({}, { perHost: () => 2 })
    for (const job of [page, next]) pace.began(job)
    pace.still(page)
    pace.ended(page, {})
    pace.began(at('https://ville.test/c'))
    expect(pace.verdict(at('https://ville.test/d'))).toBe('wait')
  })

  it('rests between two pages for as long as its robots.txt asks, and is then visited one page at a time whoever owns it', async () => {
    const pace = await paceOf({ delayMs: 5000 }, { perHost: () => 4 })
    pace.began(page)
    expect(pace.verdict(next)).toBe('wait')
    pace.ended(page, {})
    expect(pace.verdict(next)).toBe('wait')
    const rested = pace.change()
    await vi.advanceTimersByTimeAsync(5000)
    await rested
    expect(pace.verdict(next)).toBe('go')
  })

  it('that asks to be tried again later rests as a whole, and no other host with it', async () => {
    const pace = await paceOf()
    pace.began(page)
    expect(pace.ended(page, { retryAfterSeconds: 30 })).toBe(true)
    expect([pace.verdict(page), pace.verdict(next), pace.verdict(elsewhere)]).toEqual(['wait', 'wait', 'go'])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(pace.verdict(next)).toBe('go')
  })

  it('that asks for more than a run can wait is left alone, with the reason', async () => {
    const pace = await paceOf()
    pace.began(page)
    expect(pace.ended(page, { retryAfterSeconds: 3600 })).toBe(false)
    expect(pace.verdict(next)).toEqual({ code: 'access-denied', detail: expect.stringContaining('3600 s') })
    expect(pace.verdict(elsewhere)).toBe('go')
  })

  it('is still left alone, or still rests, when other loads follow the first', async () => {
    const hosts: HostMemory = new Map()
    const first = await paceOf({}, { hosts })
    for (const [job, retryAfterSeconds] of [[page, 3600], [elsewhere, 30]] as const) {
      first.began(job)
      first.ended(job, { retryAfterSeconds })
    }
    first.stop()
    const second = await paceOf({}, { hosts })
    expect(second.verdict(next)).toMatchObject({ code: 'access-denied' })
    expect(second.verdict(elsewhere)).toBe('wait')
    const rested = second.change()
    await vi.advanceTimersByTimeAsync(30_000)
    await rested
    expect(second.verdict(elsewhere)).toBe('go')
  })

  it('that asks for pause after pause is left alone too', async () => {
    const pace = await paceOf()
    for (const again of [true, true, true, false]) {
      pace.began(page)
      expect(pace.ended(page, { retryAfterSeconds: 1 })).toBe(again)
    }
    expect(pace.verdict(next)).toMatchObject({ code: 'access-denied' })
  })
})
