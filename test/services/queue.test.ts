import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { audit } from '../../scripts/audit.ts'
import { openQueueState } from '#effects/queue/queue-state'
import { openRemoteWorkers } from '#effects/queue/remote-workers'
import { serveLoads } from '#effects/queue/serve-loads'
import { readRunPages } from '#effects/record/store'
import { ensureBrowser } from '#effects/visits/ensure-browser'
import { gatherEvidence, type LoadJob } from '#effects/visits/pool'
import { describeService } from './harness.ts'
import { redisNeeds, startRedis, type RedisServer } from './redis-server.ts'

const workerScript = fileURLToPath(new URL('./queue-worker.ts', import.meta.url))
const sites = Array.from({ length: 12 }, (_, index) => `commune-${index + 1}`)
const pages = Array.from({ length: 8 }, (_, index) => `page-${index + 1}`)

/** The same numbers at each run: a failure can be played again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state / 2_147_483_648 }
}

async function listed<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

describeService('the queue, on a real Redis', { ...redisNeeds, anyOf: ['chromium', 'google-chrome', 'chromium-browser'] }, () => {
  let redis: RedisServer
  let web: Server
  let chromePath = ''
  const workers = new Set<ChildProcess>()
  /** What was loaded, by any worker. */
  const loads: { host: string; begunMs: number; endedMs: number }[] = []

  beforeAll(async () => {
    redis = await startRedis()
    chromePath = await ensureBrowser()
    web = createServer((request, response) => { response.statusCode = request.url === '/robots.txt' ? 404 : 200; response.end('<p>ok</p>') })
    await new Promise<void>((resolve) => { web.listen(0, '127.0.0.1', resolve) })
  })
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL')
    web.close()
    await redis.stop()
  })

  // A worker that is asked to stop ends what it does, and leaves.
  afterEach(async () => {
    for (const worker of workers) worker.kill('SIGTERM')
    await expect.poll(() => workers.size, { timeout: 15_000 }).toBe(0)
    loads.length = 0
  })

  /** A territory of twelve communes of eight pages, all played by one server; another `name` asks for the same pages for itself. */
  async function territory(name = 'Essai'): Promise<{ dataDir: string; fixtures: Parameters<typeof audit>[0]['fixtures'] }> {
    const dataDir = await mkdtemp(join(tmpdir(), 'queued-'))
    const address = web.address()
    const http = typeof address === 'object' && address !== null ? address.port : 0
    await writeFile(join(dataDir, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Direction du numérique }\norganisations: [{ id: ville, name: Ville d’Essai, kind: commune }]\n')
    await writeFile(join(dataDir, 'sites.yml'), `sites:\n${sites.map((id) => `  - { id: ${id}, name: '${name}, ${id}', url: 'http://${id}.test/', organisation: ville, pages: [${pages.map((page) => `{ id: ${page}, path: /${page}, role: other }`).join(', ')}] }`).join('\n')}\n`)
    return { dataDir, fixtures: { fixtures: Object.fromEntries(sites.map((id) => [`${id}.test`, { http }])), spkiHashes: [] } }
  }

  async function startWorkerProcess(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [workerScript, redis.url, chromePath], { stdio: ['ignore', 'pipe', 'inherit'] })
    workers.add(child)
    const ready = Promise.withResolvers<void>()
    createInterface(child.stdout).on('line', (line) => {
      const [word, url = '', begunMs, endedMs] = line.split(' ')
      if (word === 'ready') ready.resolve()
      else loads.push({ host: new URL(url).host, begunMs: Number(begunMs), endedMs: Number(endedMs) })
    })
    child.once('exit', () => {
      workers.delete(child)
      ready.resolve()
    })
    await ready.promise
    return child
  }

  async function auditByQueue(settings: Awaited<ReturnType<typeof territory>>): ReturnType<typeof audit> {
    const remote = await openRemoteWorkers(redis.url, () => 1)
    try {
      return await audit({ ...settings, varDir: settings.dataDir, passes: ['cold'], workers: 64, retime: false, startWorker: remote.startWorker })
    } finally {
      await remote.close()
    }
  }

  it('loses no page and writes none twice when workers and Redis are killed at random', { timeout: 120_000 }, async () => {
    const settings = await territory()
    const random = seeded(20_261_122)
    await Promise.all([startWorkerProcess(), startWorkerProcess(), startWorkerProcess()])
    const running = auditByQueue(settings)
    let over = false
    void running.finally(() => { over = true }).catch(() => undefined)
    const replacements: Promise<unknown>[] = []
    // Struck as the work advances, not as time passes: the same blows on a fast machine and on a slow one.
    for (let blow = 0, next = 8; blow < 6; blow += 1, next = loads.length + 6 + Math.floor(random() * 10)) {
      await expect.poll(() => loads.length >= next || over, { timeout: 30_000, interval: 20 }).toBe(true)
      expect(over, `the run ended before blow ${blow}`).toBe(false)
      if (blow === 2 || blow === 4) await redis.restartEmpty()
      else {
        const victims = [...workers]
        victims[Math.floor(random() * victims.length)]?.kill('SIGKILL')
        replacements.push(startWorkerProcess())
      }
    }
    await Promise.all(replacements)
    const { run, pages: counted } = await running
    const written = await readRunPages(settings.dataDir, run)
    const names = written.filter(({ page }) => page !== '').map(({ site, page }) => `${site} ${page}`)
    expect(names.toSorted()).toEqual(sites.flatMap((site) => pages.map((page) => `${site} ${page}`)).toSorted())
    expect(counted).toEqual({ asked: 96, measured: 96, partial: 0, notMeasured: 0 })
    expect(loads.length).toBeGreaterThanOrEqual(96)
  })

  it('never lets two runs meet on one host, whoever loads', { timeout: 60_000 }, async () => {
    await Promise.all([startWorkerProcess(), startWorkerProcess()])
    await Promise.all([auditByQueue(await territory('Ville')), auditByQueue(await territory('Agglomération'))])
    expect(loads).toHaveLength(192)
    const meetings = [...Map.groupBy(loads, ({ host }) => host).values()].flatMap((ofHost) => {
      const inOrder = ofHost.toSorted((a, b) => a.begunMs - b.begunMs)
      return inOrder.filter((load, index) => load.begunMs < (inOrder[index - 1]?.endedMs ?? 0))
    })
    expect(meetings).toEqual([])
  })

  it('shows with its reason what a worker refuses', { timeout: 60_000 }, async () => {
    const strict = await serveLoads({ url: redis.url, chromePath, workers: 4, allowWeakened: false })
    const settings = await territory()
    const { pages: counted } = await auditByQueue(settings)
    expect(counted).toMatchObject({ measured: 0, notMeasured: 96 })
    await strict.close()
    const state = await openQueueState(redis.url)
    const { dead, deadInAll, workers: branched } = await state.read()
    expect(branched).toBe(0)
    expect(dead[0]?.why).toMatch(/refuses a weakened filter \(fixture-hosts\)/)
    expect(deadInAll).toBeGreaterThanOrEqual(96)
    expect(await state.dropDead()).toBe(deadInAll)
    expect((await state.read()).dead).toEqual([])
    await state.close()
  })

  it('takes the pages of a site that comes first before those of the others, whoever asked first', { timeout: 30_000 }, async () => {
    const [remote, { fixtures }] = [await openRemoteWorkers(redis.url, () => 1), await territory()]
    const jobs = [100, 2, 1].map((priority, index): LoadJob => {
      const url = `http://commune-${index + 1}.test/`
      return { url, role: 'home', page: 'accueil', pass: 'cold', profile: 'desktop', site: { id: `commune-${index + 1}`, name: `Priorité ${priority}`, url, organisation: 'ville', perHost: 1, priority, sameOrganisation: [], pages: [] } }
    })
    const state = await openQueueState(redis.url)
    const gathered = listed(gatherEvidence(jobs, { run: 'priorities', workers: 3, perHost: () => 1, guard: { allowPrivate: false, fixtures: fixtures?.fixtures ?? null }, spkiHashes: [], chromePath, deadlineMs: 5000, contact: 'numerique@essai.example', startWorker: remote.startWorker }))
    await expect.poll(async () => (await state.read()).waiting, { timeout: 10_000 }).toBe(3)
    const taken: (number | undefined)[] = []
    const serving = await serveLoads({ url: redis.url, chromePath, workers: 1, allowWeakened: true, start: async () => ({
      ready: Promise.resolve(), stop: () => Promise.resolve(), play: () => Promise.reject(new Error('no scenario here')),
      load: async ({ site }) => { taken.push(site?.priority); return { ok: false, failure: { code: 'too-large', detail: 'essai' } } },
    }) })
    await gathered
    expect(taken).toEqual([1, 2, 100])
    await Promise.all([serving.close(), remote.close(), state.close()])
  })

  it('gives back what nobody began when a run is stopped, without waiting for anybody', { timeout: 30_000 }, async () => {
    const remote = await openRemoteWorkers(redis.url, () => 1)
    const state = await openQueueState(redis.url)
    const stopped = new AbortController()
    const job = { url: 'http://commune-1.test/page-1', role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' } as const
    const gathered = listed(gatherEvidence([job], {
      run: 'stopped', workers: 4, perHost: () => 1, guard: { allowPrivate: false, fixtures: (await territory()).fixtures?.fixtures ?? null }, spkiHashes: [], chromePath, deadlineMs: 5000, contact: 'numerique@essai.example', startWorker: remote.startWorker, signal: stopped.signal,
    }))
    await expect.poll(async () => (await state.read()).waiting, { timeout: 10_000 }).toBe(1)
    stopped.abort()
    expect(await gathered).toEqual([])
    expect(await state.read()).toMatchObject({ waiting: 0, delayed: 0, active: 0 })
    await Promise.all([remote.close(), state.close()])
  })
})
