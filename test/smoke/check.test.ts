import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckReport } from '#lib/gate/check-report'

/* The exit codes of docs/guides/exit-codes.md, each provoked in a folder of its own, as a pipeline would run the command. */

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))
let folder = ''

function trefle(args: readonly string[], node: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, program, 'check', ...args], { cwd: folder, maxBuffer: 64e6, env: { ...process.env, ...environment } }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }))
  })
}

const readReport = async (name: string): Promise<CheckReport> => CheckReport.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))

const page = (head = '') => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Accueil - Essai</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Accueil</h1></main></body></html>`

/** The page as it was before it grew, loaded three times: 900 bytes and nothing but its document. */
const lightReference = {
  schema: 'trefle/check@1', tool: { trefle: '0.1.0' }, defects: [], at: '2026-11-20T03:00:00Z',
  pages: [{
    url: 'https://www.ville.example/', finalUrl: 'https://www.ville.example/', pass: 'cold', profile: 'desktop', status: 'measured', failure: null, contended: false, weakened: [],
    results: [{ audit: 'sobriety/page-weight', method: 1, outcome: 'pass', measure: { value: 900, unit: 'B' }, findings: [] }],
    figures: { 'sobriety/page-weight': { value: 900, unit: 'B' } }, samples: { 'sobriety/page-weight': [900, 900, 905] },
    inventory: { resources: [{ url: 'https://www.ville.example/', kind: 'document', transferBytes: 900, resourceBytes: 900, thirdParty: false, status: 200 }], dom: null, cookies: [], hosts: [] },
  }],
} satisfies CheckReport

/** A site that asks for a name and a password, whose page calls another origin, by itself and by a redirect. */
async function startClosedSite() {
  const asked: { host: 'own' | 'other'; path: string; authorised: boolean }[] = []
  const svg = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
  const note = (host: 'own' | 'other', { url = '', headers }: IncomingMessage) => asked.push({ host, path: url, authorised: headers.authorization !== undefined })
  const other = createServer((request, response) => { note('other', request); svg(response) })
  const own = createServer((request, response) => {
    note('own', request)
    if (request.url === '/robots.txt') return response.writeHead(404).end()
    if (request.headers.authorization !== `Basic ${btoa('agent:mot-de-passe')}`) return response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
    if (request.url === '/vers-le-tiers') return response.writeHead(302, { location: `${originOf(other)}/redirige.svg` }).end()
    if (request.url === '/a.svg') return svg(response)
    return response.writeHead(200, { 'content-type': 'text/html' }).end(page(`<meta name="echo" content="${request.headers.authorization}">`).replace('</main>', `<img alt="" src="/a.svg"><img alt="" src="/vers-le-tiers"><img alt="" src="${originOf(other)}/tiers.svg"></main>`))
  })
  await Promise.all([own, other].map((server) => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))))
  return { url: `${originOf(own)}/`, asked, close: () => { for (const server of [own, other]) { server.close(); server.closeAllConnections() } } }
}

/** A page and what it is made of, all under one folder; `more` is what a change puts into it. */
async function startSite(base: string, more: string) {
  const asked: string[] = []
  const files: Readonly<Record<string, [string, string]>> = {
    '/carte/': ['text/html', page(`<link rel="stylesheet" href="${base}/style.css">${more}`).replace('</main>', `<img src="${base}/plan.svg" alt="Plan"><a href="${base}/contact"><img src="${base}/fleche.svg"></a></main>`)],
    '/style.css': ['text/css', 'body { max-width: 60ch }\n'.repeat(100)],
    '/plan.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'.padEnd(8000)],
    '/fleche.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'],
    '/lourd.js': ['text/javascript', `/* ${'x'.repeat(50_000)} */`],
  }
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const [type, body] = (url.startsWith(base) ? files[url.slice(base.length)] : undefined) ?? []
    response.writeHead(body === undefined ? 404 : 200, type === undefined ? {} : { 'content-type': type }).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { origin: originOf(server), asked, close: () => { server.close(); server.closeAllConnections() } }
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-check-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), page())
  await writeFile(join(folder, 'trefle.budgets.yml'), limits)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const limits = 'audits:\n  sobriety/page-weight: { max: 300000 }\n'

describe('check, as a pipeline runs it', () => {
  it('ends with 0 on a first run that holds its limits, on a site whose credentials nobody else gets', async () => {
    const site = await startClosedSite()
    try {
      const { code, stdout, stderr } = await trefle([site.url, '--allow-private', '--only', 'sobriety/page-weight', '--reference', 'jamais.json', '--format', 'table', '--format', 'json=ferme.json'], [], { TREFLE_BASIC_AUTH: 'agent:mot-de-passe' })
      expect({ code, stderr }).toMatchObject({ code: 0 })
      expect(stdout).toContain('pas encore de rapport')
      expect(await readReport('ferme.json')).toMatchObject({ gate: { outcome: 'pass', exitCode: 0 }, coverage: { asked: 1, measured: 1 }, pages: [{ status: 'measured' }] })
      expect(site.asked.filter(({ host }) => host === 'own').map(({ path, authorised }) => [path, authorised])).toEqual(expect.arrayContaining([['/', true], ['/a.svg', true], ['/vers-le-tiers', true]]))
      expect(site.asked.filter(({ host }) => host === 'other').map(({ path, authorised }) => [path, authorised]).sort()).toEqual([['/redirige.svg', false], ['/tiers.svg', false]])
      expect(stdout + stderr + await readFile(join(folder, 'ferme.json'), 'utf8')).not.toMatch(/mot-de-passe|YWdlbnQ6/)
    } finally {
      site.close()
    }
  })

  it('ends with 1 when a page grew, and names what made it grow', async () => {
    await writeFile(join(folder, 'dist', 'lourd.js'), `/* ${Array.from({ length: 20_000 }, (_, n) => Math.sin(n).toString(36)).join(' ')} */`)
    await writeFile(join(folder, 'dist', 'index.html'), page('<script src="lourd.js"></script>'))
    await writeFile(join(folder, 'trefle.budgets.yml'), limits.replace('max: 300000', 'increase: 10%'))
    await writeFile(join(folder, 'trefle.reference.json'), JSON.stringify(lightReference))
    const { code, stdout, stderr } = await trefle(['/', '--static', 'dist', '--only', 'sobriety/page-weight', '--reference', 'trefle.reference.json', '--per-host', '3', '--workers', '3', '--format', 'table', '--format', 'json=apres.json'])
    expect({ code, stderr }).toMatchObject({ code: 1 })
    const { changes = [], budgets = [] } = await readReport('apres.json')
    expect(changes[0]).toMatchObject({ kind: 'resource', change: 'appeared', what: expect.stringContaining('lourd.js'), cause: 'template' })
    expect(changes[0]?.reproduce).toBe('npx trefle check / --static dist --only sobriety/page-weight')
    expect(budgets.find(({ kind }) => kind === 'increase')).toMatchObject({ outcome: 'fail', test: { candidateLoads: 3, referenceLoads: 3 } })
    expect(stdout).toContain('lourd.js')
  })

  it('tells what a preview in a folder changes of production, each measured in turn, and nothing that is only elsewhere', async () => {
    const [preview, production] = await Promise.all([startSite('/pr-3', '<script src="/pr-3/lourd.js"></script>'), startSite('', '')])
    try {
      await writeFile(join(folder, 'apercu.yml'), 'overrides:\n  - pages: [/carte/]\n    audits:\n      sobriety/page-weight: { max: 90000 }\n')
      const { code, stderr } = await trefle([`${preview.origin}/pr-3/carte/`, '--allow-private', '--map', `${preview.origin}/pr-3=${production.origin}/`, '--budgets', 'apercu.yml', '--only', 'sobriety/page-weight,solidarity/link-content', '--format', 'json=apercu.json'])
      expect({ code, stderr }).toMatchObject({ code: 0 })
      const { changes = [], reference, budgets, pages } = await readReport('apercu.json')
      expect(reference).toMatchObject({ interleaved: true, name: `${production.origin}/` })
      expect(changes.map(({ page: path, change, what }) => [path, change, what])).toEqual([['/carte/', 'appeared', `${preview.origin}/pr-3/lourd.js`]])
      expect(budgets).toMatchObject([{ outcome: 'pass', scope: { page: '/carte/', pattern: '/carte/' } }])
      expect(pages.map(({ status }) => status)).toEqual(['measured'])
      expect(production.asked).toEqual(expect.arrayContaining(['/carte/', '/style.css', '/plan.svg']))
    } finally {
      preview.close()
      production.close()
    }
  })

  it('ends with 3 when a page could not be seen, and with 2 before any visit for a mistake in the budgets', async () => {
    const lost = await trefle(['http://127.0.0.1:9/', '--allow-private', '--only', 'sobriety/page-weight', '--budgets', 'trefle.budgets.yml'])
    expect({ code: lost.code, stderr: lost.stderr }).toMatchObject({ code: 3 })
    await writeFile(join(folder, 'faux.yml'), 'audits:\n  sobriety/page-wieght: error\n')
    const wrong = await trefle(['http://127.0.0.1:9/', '--allow-private', '--budgets', 'faux.yml'])
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toMatch(/faux\.yml, ligne 2.*page-wieght/)
  })

  it('ends with 70 when Trèfle itself breaks, and prints where', async () => {
    const broken = await trefle(['https://www.ville.example/'], ['--import', 'data:text/javascript,URL.parse = () => { throw new TypeError("cassé") }'])
    expect(broken.code).toBe(70)
    expect(broken.stderr).toMatch(/TypeError: cassé[\s\S]*checkable-url/)
  })
})
