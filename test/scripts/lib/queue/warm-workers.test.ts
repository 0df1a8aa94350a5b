import { beforeEach, describe, expect, it } from 'vitest'
import type { LoadSettings } from '#audits/gather/load'
import { openWarmWorkers } from '#effects/queue/warm-workers'

const settingsOf = (run: string): LoadSettings => ({
  run, guard: { allowPrivate: false, fixtures: null }, spkiHashes: [], contact: 'numerique@ville.example', artifacts: [], waits: { beforeScrollMs: 0, afterScrollMs: 0 }, deadlineMs: 1000,
  tools: { trefle: '0.1.0', node: '24', chromium: '1', lighthouse: '13', axe: '4', puppeteer: '25' },
})
/** What was done, in order: "start 1", "2 works", "stop 1". */
let told: string[] = []
let open = 0
let mostOpen = 0
beforeEach(() => { [told, open, mostOpen] = [[], 0, 0] })

function workers(kept: number) {
  let started = 0
  return openWarmWorkers('chromium', kept, async () => {
    const name = String(++started)
    told.push(`start ${name}`)
    mostOpen = Math.max(mostOpen, ++open)
    return {
      ready: Promise.resolve(),
      load: async () => { told.push(`${name} works`); return { ok: false, failure: { code: 'timeout', detail: '' } } },
      play: () => Promise.reject(new Error('no scenario here')),
      stop: async () => { told.push(`stop ${name}`); open -= 1 },
    }
  })
}

const use = (browsers: ReturnType<typeof workers>, { run = 'first', fresh = false, sound = true } = {}) =>
  browsers.use({ settings: settingsOf(run), fresh }, async (worker) => ({ result: await worker.load({ url: 'http://ville.test/', role: 'home', site: null, page: null, pass: 'cold', profile: 'desktop' }), sound }))

describe('the browsers of a worker of the queue', () => {
  it('serve several pages of a run, and one that did not do its work serves no more', async () => {
    const browsers = workers(2)
    await use(browsers)
    await use(browsers, { sound: false })
    await use(browsers)
    expect(told).toEqual(['start 1', '1 works', '1 works', 'stop 1', 'start 2', '2 works'])
  })

  it('have served nobody when a page is tried again', async () => {
    const browsers = workers(2)
    await use(browsers)
    await use(browsers, { fresh: true })
    expect(told).toEqual(['start 1', '1 works', 'start 2', '2 works'])
  })

  it('are never more than what works at once, whatever run they were started for', async () => {
    const browsers = workers(2)
    await Promise.all([use(browsers), use(browsers)])
    await Promise.all([use(browsers, { run: 'second' }), use(browsers, { run: 'second' })])
    await Promise.all([use(browsers, { run: 'second', fresh: true }), use(browsers, { run: 'second', fresh: true })])
    expect(mostOpen).toBe(2)
    await browsers.close()
    expect(open).toBe(0)
  })
})
