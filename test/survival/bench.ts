import { mkdtemp, readdir } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ArtifactName, Artifacts, Evidence, Pass } from '#model/evidence'
import { findBrowser } from '#effects/visits/browser'
import type { FixtureHosts, Guard } from '#effects/network/guard'
import { memoryUnder, totalBytes } from '#effects/visits/memory'
import { gatherEvidence, type LoadJob, type LoadOptions } from '#effects/visits/pool'
import { canary, certificate, listen, type Certificate, type Loopback } from '../scripts/lib/network/loopback.ts'
import { processesUnder, type RunningProcess } from '../smoke/processes.ts'

export type Route = (request: IncomingMessage, response: ServerResponse) => unknown
export type Visit = Partial<LoadOptions> & {
  /** The whole visit, browsers started and stopped, has to take less. */
  withinMs: number
}

/** What was seen of a page, by its path or address; a test that asks for a page that was not visited fails. */
export type Visited = (path: string, pass?: Pass) => Evidence

/** A hostile site on loopback, under the name ville.test, in http and https, beside a trap that counts who comes. */
export type Bench = {
  site: Loopback
  certificate: Certificate
  /** A server of this machine that no page may reach. */
  trap: Loopback
  /** Paths that were asked, in order. */
  asked: string[]
  /** Lets the names of the site be reached, and nothing else. */
  guard: Guard & { fixtures: FixtureHosts }
  /** Processes of a visit that is going on. */
  processes(): Promise<RunningProcess[]>
  /** What each worker of a visit that is going on holds with its browser, in bytes, counted as the audit does (Linux). */
  held(): Promise<number[]>
  /** Loads pages as an audit does, with the waits cut short, then checks what holds for any page: time, processes, files, trap. */
  visit(jobs: readonly LoadJob[], visit: Visit): Promise<Visited>
  /** The same, giving every evidence. */
  visitAll(jobs: readonly LoadJob[], visit: Visit): Promise<Evidence[]>
  close(): Promise<void>
}

export const html = { 'content-type': 'text/html; charset=utf-8' }
export const calm = '<!doctype html><html lang="fr"><head><title>Page calme</title><link rel="icon" href="data:,"></head><body><h1>Mairie</h1></body></html>'
/** A page whose body is what a test wants. */
export const pageOf = (body: string): Route => (_request, response) => response.writeHead(200, html).end(calm.replace('</body>', `${body}</body>`))

export const page = (path: string, change: Partial<LoadJob> = {}): LoadJob =>
  ({ url: path.includes('://') ? path : `http://ville.test${path}`, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop', ...change })

export const isWorker = ({ command }: RunningProcess): boolean => command.includes('visits/worker.ts')

export async function openBench(routes: Record<string, Route>): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'survival-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const asked: string[] = []
  const answer: Route = (request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '')
    asked.push(path)
    const route = path === '/calme' ? pageOf('') : routes[path]
    return route ? route(request, response) : response.writeHead(204).end()
  }
  const secret = await certificate('ville.test')
  const site = await listen(createHttpServer({ keepAliveTimeout: 0 }, answer))
  const secure = await listen(createHttpsServer({ key: secret.key, cert: secret.cert }, answer))
  const trap = await canary()
  const chromePath = await findBrowser() ?? expect.fail('these tests need a browser')
  const guard = { allowPrivate: false, fixtures: { 'ville.test': { http: site.port, https: secure.port } } }
  const visitAll: Bench['visitAll'] = async (jobs, { withinMs, ...change }) => {
    const begun = performance.now()
    const found: Evidence[] = []
    for await (const evidence of gatherEvidence(jobs, {
      run: 'survival', workers: 3, perHost: () => 3, guard, spkiHashes: [secret.spkiHash], chromePath, deadlineMs: 15_000, contact: 'https://ville.test/contact',
      artifacts: ['document', 'text'], waits: { beforeScrollMs: 0, afterScrollMs: 100 }, ...change,
    })) found.push(evidence)
    expect(performance.now() - begun).toBeLessThan(withinMs)
    expect(await processesUnder(folder)).toEqual([])
    expect(await readdir(folder)).toEqual([])
    expect(trap.connections()).toBe(0)
    return found
  }
  return {
    site, certificate: secret, trap, asked, guard, visitAll,
    processes: () => processesUnder(folder),
    async held() {
      const workers = (await processesUnder(folder)).filter(isWorker)
      return Promise.all(workers.map(async ({ pid }) => totalBytes(await memoryUnder(pid))))
    },
    async visit(jobs, visit) {
      const found = await visitAll(jobs, visit)
      return (path, pass = 'cold') => found.find((one) => one.url === page(path).url && one.pass === pass) ?? expect.fail(`no evidence of ${path}`)
    },
    async close() {
      process.env.TMPDIR = before
      await Promise.all([site.close(), secure.close(), trap.close()])
    },
  }
}

export function read<K extends ArtifactName>(evidence: Evidence | undefined, name: K): Artifacts[K] {
  const artifact = evidence?.artifacts[name]
  if (!artifact?.ok) return expect.fail(`${name}: ${JSON.stringify(artifact?.failure ?? evidence?.failure)}`)
  return artifact.value as Artifacts[K]
}

/** How a visit ended. */
export const end = ({ status, failure }: Evidence) => [status, failure?.code ?? null]
