import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedPage, PublishedSite } from '#model/publication'
import { readRecord } from '#effects/record/store'
import { audit } from '../../scripts/audit.ts'
import type { AuditOptions } from '#effects/visits/territory-run'
import { compute } from '../../scripts/compute.ts'

/** A page that costs less the second time, is another one on a telephone, changes its weight, or calls a tracker: once, or always. */
const photoBytes = [50_000]
const trackerCalls = { '/une-fois': 1, '/toujours': Infinity } as Record<string, number>
const asked: string[] = []
const tracker = 'www.google-analytics.com'

const picture = (bytes: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><!--${' '.repeat(bytes)}--></svg>`

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
  asked.push(pathname)
  const html = (body: string) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(`<!doctype html><html lang="fr"><title>Essai</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><h1>Essai</h1>${body}`)
  if (pathname === '/photo') return void response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' }).end(picture(Number(searchParams.get('octets'))))
  if (pathname === '/') {
    const octets = photoBytes.length > 1 ? photoBytes.shift() : photoBytes[0]
    const telephone = /Mobile/.test(request.headers['user-agent'] ?? '') ? '<p>Version pour téléphone</p><script>fetch(`/ecran-${innerWidth}-${navigator.maxTouchPoints > 0}`)</script>' : ''
    return void html(`<img src="/photo?octets=${octets}" alt="" width="10" height="10">${telephone}<div style="height: 9000px"></div><img src="/photo?octets=7000" alt="" loading="lazy" width="10" height="10">`)
  }
  if (trackerCalls[pathname] === undefined) return void response.writeHead(pathname === '/robots.txt' ? 404 : 204).end()
  const calls = trackerCalls[pathname]-- > 0
  html(calls ? `<script src="http://${tracker}/analytics.js"></script>` : '')
}

const sites = `sites:
  - { id: poids, name: Poids, url: 'http://ville.test/', organisation: ville, pages: [{ id: accueil, path: /, role: home }] }
  - id: suivi
    name: Suivi
    url: http://suivi.test/
    organisation: ville
    pages: [{ id: une-fois, path: /une-fois, role: other }, { id: toujours, path: /toujours, role: other }]
`
const server = createServer(answer)
let dataDir = ''
let options: AuditOptions

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const http = (server.address() as AddressInfo).port
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-passes-'))
  await writeFile(join(dataDir, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(dataDir, 'sites.yml'), sites)
  options = {
    dataDir, varDir: join(dataDir, 'var'), workers: 3, perHost: 3, retime: false, waits: { beforeScrollMs: 300, afterScrollMs: 500 },
    fixtures: { fixtures: Object.fromEntries(['ville.test', 'suivi.test', tracker].map((host) => [host, { http }])), spkiHashes: [] },
  }
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dataDir, { recursive: true })
})

async function published(site: string): Promise<PublishedSite> {
  await compute({ dataDir, now: new Date().toISOString() })
  return JSON.parse(await readFile(join(dataDir, 'publication', 'sites', `${site}.json`), 'utf8')) as PublishedSite
}
const measureOf = (verdicts: PublishedPage['verdicts'] | undefined, id: string) => verdicts?.[id]?.measure?.value ?? Number.NaN

describe('a page visited for the first time, a second time and on a telephone', () => {
  let page: PublishedPage | undefined
  beforeAll(async () => {
    await audit({ ...options, sites: ['poids'], passes: ['cold', 'repeat', 'mobile'] })
    page = (await published('poids')).pages[0]
  })
  const view = (pass: string) => page?.views?.find((one) => one.pass === pass)

  it('costs what it asks first, and its document alone the second time', () => {
    expect(measureOf(page?.verdicts, 'sobriety/page-requests')).toBe(3)
    expect(measureOf(page?.verdicts, 'sobriety/page-weight')).toBeGreaterThan(57_000)
    expect(view('repeat')).toMatchObject({ status: 'measured', failure: null })
    expect(measureOf(view('repeat')?.verdicts, 'sobriety/page-requests')).toBe(1)
    expect(measureOf(view('repeat')?.verdicts, 'sobriety/page-weight')).toBeLessThan(5_000)
    expect(Object.keys(view('repeat')?.verdicts ?? {}).sort()).toEqual(['sobriety/ecoindex', 'sobriety/page-requests', 'sobriety/page-weight'])
  })

  it('weighs less before the scroll than after it', () => {
    const { measure, details } = page?.verdicts['sobriety/page-weight'] ?? expect.fail('no weight')
    expect((measure?.value ?? 0) - (details.initial?.value ?? 0)).toBeGreaterThan(7_000)
    expect((measure?.value ?? 0) - (details.initial?.value ?? 0)).toBeLessThan(8_000)
  })

  it('is the page of a telephone there: its screen, its touch, and one request more', () => {
    expect(asked.filter((path) => path.startsWith('/ecran'))).toEqual(['/ecran-412-true'])
    expect(measureOf(view('mobile')?.verdicts, 'sobriety/page-requests')).toBe(4)
    expect(view('mobile')?.verdicts['sobriety/ecoindex']).toBeUndefined()
  })

  it('leaves evidence of each', async () => {
    const [run = ''] = await readdir(join(dataDir, 'var', 'evidence'))
    expect((await readdir(join(dataDir, 'var', 'evidence', run))).sort()).toEqual(['poids-accueil-cold-desktop.json.gz', 'poids-accueil-mobile-mobile.json.gz', 'poids-accueil-repeat-desktop.json.gz'])
  })
})

describe('a page that weighs something else each time', () => {
  it('is the median of three loads, in every verdict, and says how far they were apart', async () => {
    photoBytes.splice(0, photoBytes.length, 90_000, 10_000, 50_000, 50_000)
    await audit({ ...options, sites: ['poids'], passes: ['cold'], runs: 3 })
    const { verdicts } = (await published('poids')).pages[0] ?? expect.fail('no page')
    const { measure, spread } = verdicts['sobriety/page-weight'] ?? expect.fail('no weight')
    expect(spread).toMatchObject({ median: measure?.value, loads: 3 })
    for (const [value, photo] of [[spread?.low, 10_000], [spread?.median, 50_000], [spread?.high, 90_000]] as const) {
      expect(value).toBeGreaterThan(photo + 7_000)
      expect(value).toBeLessThan(photo + 12_000)
    }
    expect(measureOf(verdicts, 'sobriety/image-weight')).toBeGreaterThan(57_000)
    expect(measureOf(verdicts, 'sobriety/image-weight')).toBeLessThan(60_000)
    expect(verdicts['sobriety/page-requests']?.spread).toEqual({ low: 3, median: 3, high: 3, loads: 3 })
    expect((await readRecord(dataDir)).runs.at(-1)).toMatchObject({ loads: 3, passes: ['cold'] })
  })
})

describe('a tracker before any choice', () => {
  it('is said when a second load saw it, and is for a human when it did not', async () => {
    await audit({ ...options, sites: ['suivi'], passes: ['cold', 'confirm'] })
    const record = await readRecord(dataDir)
    expect(record.pages.filter(({ site, pass }) => site === 'suivi' && pass === 'cold').map(({ results }) => results['freedom/trackers-before-choice']?.[0])).toEqual(['fail', 'fail'])
    const site = await published('suivi')
    const verdictOf = (id: string) => site.pages.find((page) => page.id === id)?.verdicts['freedom/trackers-before-choice']
    expect(verdictOf('toujours')).toMatchObject({ outcome: 'fail', confirmed: true, measure: { value: 1 } })
    expect(verdictOf('une-fois')).toMatchObject({ outcome: 'to-verify', measure: { value: 0 } })
    expect(verdictOf('une-fois')?.findings[0]?.message).toMatch(/^À vérifier, vu à un seul chargement/)
    expect(asked.filter((path) => path === '/une-fois')).toHaveLength(2)
  })
})
