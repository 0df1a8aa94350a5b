import { createServer, type Server } from 'node:http'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { APIContext } from 'astro'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Route } from '#effects/inbox/service'
import { headersOf } from '#lib/dashboard/page-headers'
import { readItems } from '#effects/inbox/store'
import { createToken } from '#effects/inbox/tokens'
import { freePort } from '#effects/network/free-port'
import { describeService, startService, temporaryFolder, type Service } from './harness.ts'

/** The configuration of the guide, on a port of its own, without the certificate. */
async function configuration(folder: string, port: number, upstream: number): Promise<string> {
  const guide = await readFile(new URL('../../docs/guides/nginx.example', import.meta.url), 'utf8')
  const server = guide.replace('listen 443 ssl', `listen 127.0.0.1:${port}`).replace('127.0.0.1:4321;', `127.0.0.1:${upstream};`).replaceAll(/^\s*ssl_.*$/gm, '').replace('/srv/trefle/dist/client', folder)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(folder, name)};`).join(' ')
  return `user root; daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};\nevents { worker_connections 64; }\nhttp { access_log off; ${temporary}\n${server}}\n`
}

/** What Astro does of a request: its route, its body as it comes, and who sent it. */
async function listen(port: number): Promise<Server> {
  const { served } = await import('#effects/inbox/served')
  const server = createServer((asked, answered) => {
    const [, route = ''] = /^\/api\/([a-z-]+)/.exec(asked.url ?? '') ?? []
    const name = route === 'barrier' && asked.method === 'GET' ? 'barrier-status' : route
    const request = new Request(`http://127.0.0.1${asked.url ?? '/'}`, { method: asked.method ?? 'GET', headers: asked.headers as Record<string, string>, ...(asked.method === 'POST' && { body: Readable.toWeb(asked) as ReadableStream, duplex: 'half' }) } as RequestInit)
    const answer = served(name as Route)({ request, clientAddress: asked.socket.remoteAddress ?? '' } as APIContext)
    void Promise.resolve(answer).then(async (response) => { if (response) answered.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text()) })
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return server
}

describeService('the inbox behind nginx, by the configuration of the guide', { allOf: ['nginx'], packages: ['nginx-light'] }, () => {
  let inbox = ''
  let origin = ''
  let token = ''
  let nginx: Service
  let server: Server
  beforeAll(async () => {
    inbox = await temporaryFolder('nginx-inbox')
    vi.stubEnv('TREFLE_INBOX', inbox)
    vi.stubEnv('TREFLE_BEHIND_PROXY', '1')
    vi.stubEnv('TREFLE_RATE_PER_MINUTE', '30')
    const [port, upstream, folder] = [await freePort(), await freePort(), await temporaryFolder('nginx')]
    origin = `http://127.0.0.1:${port}`
    server = await listen(upstream)
    await mkdir(join(folder, 'donnees'))
    for (const file of ['index.html', 'donnees/pages.csv']) await writeFile(join(folder, file), 'essai')
    await writeFile(join(folder, 'nginx.conf'), await configuration(folder, port, upstream))
    nginx = await startService('nginx', ['-c', join(folder, 'nginx.conf')], { ready: () => fetch(`${origin}/api/health`).then(({ ok }) => ok), removes: folder })
    token = (await createToken(inbox, { name: 'essai', scopes: ['audit-request', 'check'], hosts: ['www.ville.example'], commune: null, createdAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 86_400_000).toISOString() })).token
  })
  afterAll(async () => {
    await nginx.stop()
    server.close()
    vi.unstubAllEnvs()
  })
  const post = (route: string, body: string, bearer = token) => fetch(`${origin}/api/${route}`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, 'trefle-run': `passage-${body.length}`, 'trefle-sent-at': new Date().toISOString() } })

  it('receives what a token sends', async () => {
    const answer = await post('audit-request', JSON.stringify({ schema: 'trefle/audit-request@1', urls: ['https://www.ville.example/'], reason: 'Le menu a été refait.' }))
    expect([answer.status, (await readItems(inbox)).items.map(({ kind }) => kind)]).toEqual([201, ['audit-request']])
  })

  it('says in its own words why something is refused, however much was still to come', async () => {
    const much = 'x'.repeat(20 * 1024 * 1024)
    for (const [bearer, status] of [['trefle_inconnu', 401], [token, 413]] as const) {
      const answer = await post('check', much, bearer)
      expect([answer.status, await answer.json()]).toEqual([status, { status: 'refused', reason: expect.any(String) }])
    }
  })

  it('gives the pages, and what is not there, with the headers of a dashboard, and lets other sites read the data alone', async () => {
    for (const path of ['/', '/absent/', '/donnees/pages.csv']) {
      const { headers } = await fetch(`${origin}${path}`)
      expect(Object.fromEntries(Object.keys(headersOf(path)).map((name) => [name, headers.get(name)])), path).toEqual(headersOf(path))
    }
    expect((await fetch(`${origin}/`)).headers.get('access-control-allow-origin')).toBeNull()
    expect((await fetch(`${origin}/api/health`)).headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  it('counts the rate by the address that nginx saw, not by one that the sender chose', async () => {
    const statuses = []
    for (let index = 0; index < 40; index++) statuses.push((await fetch(`${origin}/api/barrier`, { headers: { 'x-forwarded-for': `10.0.0.${index}` } })).status)
    expect(statuses.at(0)).toBe(200)
    expect(statuses.at(-1)).toBe(429)
  })
})
