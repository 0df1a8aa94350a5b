import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPlan } from '#effects/visits/run-plan'
import { readRecord, readRunPages } from '#effects/record/store'
import { openBench, pageOf, type Bench, type Route } from './bench.ts'

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))
const territory = `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations: [{ id: ville, name: Ville d’Essai, kind: commune }]
`
const paths = ['/a', '/b', '/c', '/d']
const sites = `sites:
  - id: portail
    name: Portail
    url: http://ville.test/
    organisation: ville
    perHost: 2
    pages: [${paths.map((path) => `{ id: ${path.slice(1)}, path: ${path}, role: other }`).join(', ')}]
`

let dataDir = ''
let bench: Bench
/** Called with the path of each page that is asked. */
let reaction: (path: string) => void = () => undefined
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'resumed-'))
  const watched = (path: string): Route => (request, response) => {
    reaction(path)
    return pageOf('')(request, response)
  }
  bench = await openBench(Object.fromEntries(paths.map((path) => [path, watched(path)])))
  await writeFile(join(dataDir, 'territory.yml'), territory)
  await writeFile(join(dataDir, 'sites.yml'), sites)
  await writeFile(join(dataDir, 'fixtures.json'), JSON.stringify({ fixtures: bench.guard.fixtures, spkiHashes: [] }))
})
afterAll(() => bench.close())

/** Runs the command; sends it a signal at the n-th page that is asked. Resolves once nothing that it started is left. */
async function run(options: string[], kill?: { signal: NodeJS.Signals; atPage: number }, onPage = () => {}): Promise<{ code: number | null; said: string; asked: string[] }> {
  const asked: string[] = []
  const child = spawn(process.execPath, [program, 'audit', '--data', dataDir, '--fixtures', join(dataDir, 'fixtures.json'), '--workers', '2', '--no-retime', ...options], { cwd: dataDir, stdio: ['ignore', 'ignore', 'pipe'] })
  reaction = (path) => {
    if (asked.push(path) === kill?.atPage) child.kill(kill.signal)
    onPage()
  }
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>])
  await expect.poll(() => bench.processes(), { timeout: 20_000 }).toEqual([])
  return { code, said, asked }
}

async function done(): Promise<string[]> {
  const plan = await readPlan(dataDir)
  return plan === null ? [] : (await readRunPages(dataDir, plan.run)).map(({ page }) => `/${page}`).sort()
}

/** Asks for a visit while another one goes on. */
async function refusedVisit(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [program, 'audit', '--resume', '--data', dataDir], { cwd: dataDir, stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>])
  return { code, said }
}

it('a run whose process is killed, stopped and killed again is finished as one run, no page that was written is asked again, and no other visit begins meanwhile', async () => {
  const first = await run(['--passes', 'cold'], { signal: 'SIGKILL', atPage: 1 })
  expect([first.code, await done()]).toEqual([null, []])
  const begun = await readPlan(dataDir)

  const second = await run(['--resume'], { signal: 'SIGINT', atPage: 3 })
  const afterSecond = await done()
  expect(second.code).toBe(130)
  expect(second.said).toContain(`trefle audit --resume --data ${dataDir}`)
  expect(afterSecond.length).toBeGreaterThan(0)

  const third = await run(['--resume'], { signal: 'SIGKILL', atPage: 4 - afterSecond.length })
  const afterThird = await done()
  expect(third.asked.filter((path) => afterSecond.includes(path))).toEqual([])

  let rival: ReturnType<typeof refusedVisit> | undefined
  const last = await run(['--resume'], undefined, () => { rival ??= refusedVisit() })
  expect([last.code, last.asked.filter((path) => afterThird.includes(path))], last.said).toEqual([0, []])
  expect(await rival).toMatchObject({ code: 2, said: expect.stringMatching(/Un autre travail de Trèfle tient déjà ce territoire : processus \d+ sur la machine/) })
  expect(last.asked.sort()).toEqual(paths.filter((path) => !afterThird.includes(path)))

  const record = await readRecord(dataDir)
  expect(record.runs).toMatchObject([{ run: begun?.run, passes: ['cold'], weakened: ['fixture-hosts'], pages: { asked: 4, measured: 4, partial: 0, notMeasured: 0 } }])
  expect(record.pages.map(({ page }) => `/${page}`).sort()).toEqual(paths)
  expect([record.torn, record.unfinished, await readPlan(dataDir)]).toEqual([[], [], null])
  expect(await readdir(join(dataDir, 'results'))).not.toContain('audit.lock')
  expect((await readdir(join(dataDir, 'var', 'evidence', begun?.run ?? ''))).length).toBe(4)
}, 300_000)
