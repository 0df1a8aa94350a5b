import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Evidence } from '#model/evidence'
import type { Captured, FailureCode } from '#model/failure'
import { disturbingWaitShare, isContended } from '#effects/visits/contention'
import { readOnce } from '#effects/sampling/fetch-robots'
import type { Robots } from '#effects/sampling/robots'
import { gatherEvidence, type LoadJob, type LoadOptions } from '#effects/visits/pool'

/** What the fake workers do: each page of the town, once or twice, and how many were loading at once. */
const town = vi.hoisted(() => ({
  answer: (_path: string, _time: number): 'measured' | 'partial' | 'busy' | FailureCode => 'measured',
  started: 0, stopped: 0, atOnce: 0, mostAtOnce: 0, loading: 0, mostLoading: 0,
  times: new Map<string, number>(),
  /** Worker number of each load, in order. */
  loads: [] as [worker: number, path: string][],
}))

vi.mock('#effects/visits/tool-versions', () => ({
  toolVersions: async () => ({ trefle: '0', node: '0', chromium: '0', lighthouse: '0', axe: '0', puppeteer: '0' }),
}))
vi.mock('#effects/visits/load-worker', () => ({
  async startWorker() {
    const worker = (town.started += 1)
    return {
      ready: Promise.resolve(),
      async load(job: LoadJob, still: () => void): Promise<Captured<Evidence>> {
        const path = new URL(job.url).pathname
        town.loads.push([worker, path])
        town.mostAtOnce = Math.max(town.mostAtOnce, (town.atOnce += 1))
        const time = (town.times.get(path) ?? 0) + 1
        town.times.set(path, time)
        town.mostLoading = Math.max(town.mostLoading, (town.loading += 1))
        await new Promise((resolve) => setTimeout(resolve, 3))
        town.loading -= 1
        still()
        await new Promise((resolve) => setTimeout(resolve, 9))
        town.atOnce -= 1
        const answer = town.answer(path, time)
        if (answer === 'busy') return { ok: true, value: { ...evidenceOf(job, 'measured'), status: 'not-measured', failure: { code: 'access-denied', detail: '429' }, retryAfterSeconds: 0 } }
        if (answer !== 'measured' && answer !== 'partial') return { ok: false, failure: { code: answer, detail: 'as the test wants' } }
        return { ok: true, value: evidenceOf(job, answer) }
      },
      async stop() { town.stopped += 1 },
    }
  },
}))

function evidenceOf(job: LoadJob, status: 'measured' | 'partial'): Evidence {
  return {
    schema: 'trefle/evidence@1', run: 'r', site: null, page: null, role: job.role, url: job.url, finalUrl: job.url, pass: job.pass, profile: job.profile,
    at: '2026-11-22T03:40:00Z', durationMs: 5, tools: { trefle: '0', node: '0', chromium: '0', lighthouse: '0', axe: '0', puppeteer: '0' },
    contended: false, weakened: [], status, failure: status === 'partial' ? { code: 'too-large', detail: 'cut' } : null, artifacts: {},
  }
}

const jobs = (...paths: string[]): LoadJob[] => paths.map((path) => ({ url: `http://ville.test${path}`, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' }))

const open: Robots = { allows: () => true, refusal: () => null, delayMs: 0, sitemaps: [], notes: [] }

async function gather(list: LoadJob[], change: Partial<LoadOptions> = {}): Promise<Evidence[]> {
  const found: Evidence[] = []
  for await (const evidence of gatherEvidence(list, {
    run: 'r', workers: 3, perHost: () => 9, guard: { allowPrivate: false, fixtures: null }, spkiHashes: [], chromePath: '/nowhere', deadlineMs: 1000, contact: 'x', robotsOf: async () => open, ...change,
  })) found.push(evidence)
  return found
}

beforeEach(() => {
  Object.assign(town, { answer: () => 'measured', started: 0, stopped: 0, atOnce: 0, mostAtOnce: 0, loading: 0, mostLoading: 0, loads: [] })
  town.times.clear()
})

describe('the pool', () => {
  it('gives each page one evidence and stops every worker it started', async () => {
    const evidences = await gather(jobs('/a', '/b', '/c', '/d', '/e'))
    expect(evidences.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/a', '/b', '/c', '/d', '/e'])
    expect(town.mostAtOnce).toBe(3)
    expect([town.started, town.stopped]).toEqual([3, 3])
  })

  it('never loads more pages of a host at once than allowed, while other hosts go on', async () => {
    await gather(jobs('/a', '/b', '/c', '/d'), { perHost: () => 1 })
    expect([town.mostAtOnce, town.started]).toEqual([1, 1])
    const elsewhere = jobs('/x').map((job) => ({ ...job, url: 'http://autre.test/x' }))
    await gather([...jobs('/e', '/f'), ...elsewhere], { perHost: () => 1 })
    expect(town.mostAtOnce).toBe(2)
  })

  it('loads a page while others wait and are read, and never more at once than it is told', async () => {
    await gather(jobs('/a', '/b', '/c', '/d', '/e', '/f'), { loadsAtOnce: 1 })
    expect(town.mostLoading).toBe(1)
    expect(town.mostAtOnce).toBeGreaterThan(1)
  })

  it('tries once more, in a fresh browser, what may pass', async () => {
    town.answer = (_path, time) => (time === 1 ? 'crashed' : 'measured')
    const [evidence] = await gather(jobs('/a'))
    expect(evidence?.status).toBe('measured')
    expect(town.loads).toEqual([[1, '/a'], [2, '/a']])
  })

  it('takes for that a browser that has served nobody, though others wait', async () => {
    town.answer = (path, time) => (path === '/b' && time === 1 ? 'crashed' : 'measured')
    await gather(jobs('/a', '/b'), { workers: 2, loadsAtOnce: 1 })
    expect(town.loads).toEqual([[1, '/a'], [2, '/b'], [3, '/b']])
    expect(town.stopped).toBe(town.started)
  })

  it('gives up after the second time and says why', async () => {
    town.answer = () => 'timeout'
    const [evidence] = await gather(jobs('/a'))
    expect(evidence).toMatchObject({ status: 'not-measured', failure: { code: 'timeout' }, artifacts: {} })
    expect(town.loads).toHaveLength(2)
  })

  it('does not try again what will not pass, nor what was partly read', async () => {
    town.answer = (path) => (path === '/a' ? 'tls' : 'partial')
    const evidences = await gather(jobs('/a', '/b'), { workers: 1 })
    expect(evidences.map(({ status }) => status)).toEqual(['not-measured', 'partial'])
    expect(town.loads).toHaveLength(2)
  })

  it('never opens a page that robots.txt closes, and says the rule; one’s own site may be opened all the same, and that is said', async () => {
    const robotsOf = async (): Promise<Robots> => ({ ...open, refusal: (path) => (path.startsWith('/prive') ? { code: 'robots', detail: 'robots.txt, line 2: Disallow: /prive' } : null), notes: ['note'] })
    const notes: string[] = []
    const evidences = await gather(jobs('/prive/a', '/b'), { robotsOf, onNote: (origin, note) => notes.push(`${origin} ${note}`) })
    expect(evidences.map(({ status, failure }) => [status, failure])).toEqual([['not-measured', { code: 'robots', detail: 'robots.txt, line 2: Disallow: /prive' }], ['measured', null]])
    expect([town.loads.map(([, path]) => path), notes]).toEqual([['/b'], ['http://ville.test note']])
    const own = await gather(jobs('/prive/a'), { robotsOf, ignoresRobots: () => true })
    expect(own).toMatchObject([{ status: 'measured', weakened: ['robots-ignored'] }])
  })

  it('asks each origin for its robots.txt once, whatever pages are loaded again later, and says its notes once', async () => {
    let asked = 0
    const notes: string[] = []
    const robotsOf = readOnce(async () => {
      asked += 1
      return { ...open, refusal: (path) => (path === '/prive' ? { code: 'robots', detail: 'Disallow' } : null), notes: ['note'] }
    })
    for (const paths of [['/a', '/prive'], ['/prive']]) await gather(jobs(...paths), { robotsOf, onNote: (_origin, note) => notes.push(note) })
    await gather(jobs('/a').map((job) => ({ ...job, url: 'http://autre.test/a' })), { robotsOf })
    expect([asked, notes, town.loads.map(([, path]) => path)]).toEqual([2, ['note'], ['/a', '/a']])
  })

  it('asks again for a robots.txt that could not be read', async () => {
    let asked = 0
    const robotsOf = readOnce(async () => {
      if ((asked += 1) === 1) throw new Error('no memory left')
      return open
    })
    await expect(gather(jobs('/a'), { robotsOf })).rejects.toThrow('no memory left')
    expect(await gather(jobs('/a'), { robotsOf })).toMatchObject([{ status: 'measured' }])
  })

  it('asks a busy page once more after the pause that the host asked for', async () => {
    town.answer = (_path, time) => (time === 1 ? 'busy' : 'measured')
    expect(await gather(jobs('/a'))).toMatchObject([{ status: 'measured' }])
    town.times.clear()
    town.answer = () => 'busy'
    expect(await gather(jobs('/b'))).toMatchObject([{ status: 'not-measured', failure: { code: 'access-denied' } }])
    expect(town.loads.map(([, path]) => path)).toEqual(['/a', '/a', '/b', '/b'])
  })

  it('replaces a browser after a failure, and after twenty pages', async () => {
    const many = Array.from({ length: 45 }, (_, index) => `/${index}`)
    town.answer = (path) => (path === '/0' ? 'dns' : 'measured')
    await gather(jobs(...many), { workers: 1 })
    const pages = Map.groupBy(town.loads, ([worker]) => worker)
    expect([...pages.values()].map((list) => list.length)).toEqual([1, 20, 20, 4])
    expect(town.stopped).toBe(4)
    await gather(jobs(...many.slice(1)), { workers: 1, pagesPerBrowser: Infinity })
    expect(town.stopped).toBe(5)
  })

  it('starts nothing more once interrupted, and stops its workers', async () => {
    const stop = new AbortController()
    const list = jobs('/a', '/b', '/c', '/d', '/e', '/f')
    const evidences = await gather(list, { workers: 1, signal: stop.signal, onEvent: ({ kind }) => { if (kind === 'finished') stop.abort() } })
    expect(evidences.length).toBeLessThan(3)
    expect(town.stopped).toBe(town.started)
  })

  it('stops its workers when its reader leaves early', async () => {
    for await (const _first of gatherEvidence(jobs('/a', '/b', '/c'), {
      run: 'r', workers: 2, perHost: () => 2, guard: { allowPrivate: false, fixtures: null }, spkiHashes: [], chromePath: '', deadlineMs: 1000, contact: 'x', robotsOf: async () => open,
    })) break
    expect([town.started, town.stopped]).toEqual([2, 2])
  })

  it('marks as contended what waited for a processor, however many loads there were', () => {
    const waits = [0, disturbingWaitShare, disturbingWaitShare + 0.01, 0.9]
    for (const loads of [1, 9]) expect(waits.map((cpuWaitShare) => isContended({ cpuWaitShare }, loads, 2))).toEqual([false, false, true, true])
  })

  it('marks as contended, where the system says no waiting, what ran beside more loads than the machine has cores', async () => {
    expect([1, 2, 3].map((loads) => isContended({}, loads, 2))).toEqual([false, false, true])
    const alone = await gather(jobs('/a'), { workers: 99 })
    expect(alone[0]?.contended).toBe(false)
    const crowd = await gather(jobs(...Array.from({ length: 200 }, (_, index) => `/${index}`)), { workers: 200, perHost: () => 200 })
    expect(crowd.every(({ contended }) => contended)).toBe(true)
  })
})
