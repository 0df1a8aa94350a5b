import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readPlan } from '#effects/visits/run-plan'
import { readRecord } from '#effects/record/store'
import { verify } from '../../scripts/verify.ts'
import { draws } from './inbox-fuzz.ts'

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))

const territory = 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Direction du numérique }\norganisations: [{ id: ville, name: Ville d’Essai, kind: commune }]\n'
const sites = (pages: number) => `sites:
  - id: portail
    name: Portail
    url: http://ville.test/
    organisation: ville
    perHost: 2
    pages: [${Array.from({ length: pages }, (_, index) => `{ id: p${index}, path: /p${index}, role: other }`).join(', ')}]
`

export type Killed = { kills: number; starts: number; /** Pages that were asked, again or not, of how many. */ asked: number; pages: number; wrong: string[] }

/** What must hold of the record at any instant: nothing rewritten, no finding missing, no page of the run written twice. */
async function wrongNow(dataDir: string): Promise<string[]> {
  const { breaks, refused, dangling } = await verify(dataDir)
  return [...breaks.map(({ file, kind }) => `${file}: ${kind}`), ...refused.map(({ what }) => what), ...dangling.map(({ what }) => what)]
}

/**
 * A run whose process is killed (SIGKILL) at random instants, and taken up again each time until it is finished. The same seed draws the same instants; what
 * they meet depends on the machine.
 * @param longestMs the last instant of a start at which it may be killed
 */
export async function killAtRandom({ seed, kills, pages, longestMs }: { seed: number; kills: number; pages: number; longestMs: number }): Promise<Killed> {
  const draw = draws(seed)
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-killed-'))
  const found: Killed = { kills: 0, starts: 0, asked: 0, pages, wrong: [] }
  const server = createServer((request, response) => {
    if (/^\/p\d+$/.test(request.url ?? '')) found.asked++
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><html lang="fr"><head><title>Page calme</title><link rel="icon" href="data:,"></head><body><h1>Mairie</h1></body></html>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await writeFile(join(dataDir, 'territory.yml'), territory)
  await writeFile(join(dataDir, 'sites.yml'), sites(pages))
  await writeFile(join(dataDir, 'fixtures.json'), JSON.stringify({ fixtures: { 'ville.test': { http: port, https: port } }, spkiHashes: [] }))
  try {
    while (!await isFinished(dataDir)) {
      const begun = await readPlan(dataDir) !== null
      const killAfterMs = found.kills < kills ? 300 + draw(longestMs) : null
      found.starts++
      if (found.starts > kills + 3) throw new Error('the run does not come to its end')
      if (await start(dataDir, begun ? ['--resume'] : ['--passes', 'cold'], killAfterMs)) found.kills++
      found.wrong.push(...await wrongNow(dataDir))
    }
    found.wrong.push(...await wrongAtTheEnd(dataDir, pages))
    return found
  } finally {
    server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const isFinished = async (dataDir: string): Promise<boolean> => (await readRecord(dataDir)).runs.length > 0 && await readPlan(dataDir) === null

/** True when it was killed before its end. */
async function start(dataDir: string, options: readonly string[], killAfterMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [program, 'audit', '--data', dataDir, '--fixtures', join(dataDir, 'fixtures.json'), '--workers', '2', '--no-retime', ...options], { cwd: dataDir, stdio: 'ignore' })
  const clock = new AbortController()
  if (killAfterMs !== null) void pause(killAfterMs, null, { signal: clock.signal }).then(() => child.kill('SIGKILL'), () => undefined)
  const [code, signal] = await once(child, 'close') as [number | null, string | null]
  clock.abort()
  if (signal === null && code !== 0 && code !== 3) throw new Error(`the run ended with ${code}`)
  return signal !== null
}

async function wrongAtTheEnd(dataDir: string, pages: number): Promise<string[]> {
  const { runs, pages: visited, unfinished, torn } = await readRecord(dataDir)
  const times = Map.groupBy(visited, ({ page }) => page)
  return [
    ...(runs.length === 1 ? [] : [`${runs.length} runs`]), ...(times.size === pages ? [] : [`${times.size} pages of ${pages}`]), ...unfinished.map((run) => `${run} is unfinished`), ...torn.map(({ file }) => `${file} is torn`),
    ...[...times].filter(([, all]) => all.length > 1).map(([page]) => `${page} is there twice`), ...visited.filter(({ status }) => status !== 'measured').map(({ page, failure }) => `${page}: ${failure?.code ?? 'not measured'}`),
  ]
}
