import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { globSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { Evidence } from '#model/evidence'
import type { LoadJob, LoadSettings } from '#audits/gather/load'
import { audit } from '../../audit.ts'
import { build } from '../../build.ts'
import { compute } from '../../compute.ts'
import { openRemoteWorkers } from '../queue/remote-workers.ts'
import { serveLoads } from '../queue/serve-loads.ts'
import { ensureBrowser } from '../visits/ensure-browser.ts'
import type { startWorker } from '../visits/load-worker.ts'

/** What a department asks of its machine: one process, so that the memory is that of this work alone. */
const Asked = z.strictObject({ communes: z.int().positive(), pagesPerCommune: z.int().positive(), evidence: z.string(), queue: z.string().nullable() })
export type DepartmentAsked = z.infer<typeof Asked>
export type DepartmentMeasured = {
  pages: number
  runSeconds: number
  computeSeconds: number
  buildSeconds: number
  peakMegabytes: number
  /** Kept for ever in the record, and the same compressed as git keeps it. */
  recordBytes: number
  recordPackedBytes: number
  /** Working files, which may go. */
  evidenceBytes: number
}

/** A load is replaced by what was recorded of a real one, under its own address. */
function player(recorded: readonly Evidence[]): typeof startWorker {
  let turn = 0
  return async (_chromePath, settings) => ({
    ready: Promise.resolve(),
    load: (job) => Promise.resolve({ ok: true, value: played(recorded[turn++ % recorded.length], job, settings) }),
    play: () => Promise.reject(new Error('No scenario in this bench')),
    stop: () => Promise.resolve(),
  })
}

function played(evidence: Evidence | undefined, job: LoadJob, settings: LoadSettings): Evidence {
  if (evidence === undefined) throw new Error('No evidence was recorded')
  return { ...evidence, run: settings.run, site: job.site?.id ?? null, page: job.page, role: job.role, url: job.url, finalUrl: job.url, tools: settings.tools }
}

async function writeTerritory(dataDir: string, { communes, pagesPerCommune }: DepartmentAsked): Promise<string[]> {
  const names = Array.from({ length: communes }, (_, index) => `commune-${index + 1}`)
  const pages = Array.from({ length: pagesPerCommune }, (_, index) => `{ id: page-${index + 1}, path: /${index === 0 ? '' : `page-${index + 1}`}, role: ${index === 0 ? 'home' : 'other'} }`).join(', ')
  await writeFile(join(dataDir, 'territory.yml'), 'id: banc\nname: Banc d’essai\nexample: true\ncontact: { email: banc@essai.example, function: Banc }\norganisations: [{ id: departement, name: Département, kind: commune }]\n')
  await writeFile(join(dataDir, 'sites.yml'), `sites:\n${names.map((id) => `  - { id: ${id}, name: ${id}, url: 'http://${id}.test/', organisation: departement, pages: [${pages}] }`).join('\n')}\n`)
  await writeFile(join(dataDir, 'commitments.yml'), 'commitments: []\n')
  return names
}

const bytesUnder = (folder: string): number => globSync('**/*', { cwd: folder }).map((path) => statSync(join(folder, path))).filter((stats) => stats.isFile()).reduce((sum, { size }) => sum + size, 0)

async function packedBytesUnder(folder: string): Promise<number> {
  const contents = await Promise.all(globSync('**/*.jsonl', { cwd: folder }).map((path) => readFile(join(folder, path))))
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0)
}

/** Only the robots.txt of each commune is asked for: its pages are played. */
async function openWeb(): Promise<{ port: number; close(): void }> {
  const server = createServer((_request, response) => { response.writeHead(404).end() })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, close: () => { server.closeAllConnections(); server.close() } }
}

/** One run of a department from its queue to its pages. */
async function measure(asked: DepartmentAsked): Promise<DepartmentMeasured> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
  const recorded = z.array(Evidence).parse(JSON.parse(await readFile(asked.evidence, 'utf8')))
  const web = await openWeb()
  const names = await writeTerritory(folder, asked)
  const chromePath = await ensureBrowser()
  const serving = asked.queue === null ? null : await serveLoads({ url: asked.queue, chromePath, workers: 16, allowWeakened: true, start: player(recorded) })
  const remote = asked.queue === null ? null : await openRemoteWorkers(asked.queue, () => 1)
  try {
    const started = performance.now()
    const { pages } = await audit({
      dataDir: folder, varDir: join(folder, 'var'), passes: ['cold'], retime: false, workers: 256, startWorker: remote?.startWorker ?? player(recorded),
      fixtures: { fixtures: Object.fromEntries(names.map((id) => [`${id}.test`, { http: web.port }])), spkiHashes: [] },
    })
    const visited = performance.now()
    await compute({ dataDir: folder, now: new Date().toISOString() })
    const computed = performance.now()
    const peakMegabytes = process.resourceUsage().maxRSS / 1000
    await build({ dataDir: folder, outDir: join(folder, 'site') })
    return {
      pages: pages.measured, runSeconds: (visited - started) / 1000, computeSeconds: (computed - visited) / 1000,
      buildSeconds: (performance.now() - computed) / 1000, peakMegabytes,
      recordBytes: bytesUnder(join(folder, 'results')), recordPackedBytes: await packedBytesUnder(join(folder, 'results')),
      evidenceBytes: bytesUnder(join(folder, 'var')),
    }
  } finally {
    await remote?.close()
    await serving?.close()
    web.close()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(JSON.stringify(await measure(Asked.parse(JSON.parse(process.argv[2] ?? 'null')))))
