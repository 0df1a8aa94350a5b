import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { headersOf } from '#lib/dashboard/page-headers'
import { createToken } from '#effects/inbox/tokens'
import { decide, readItems } from '#effects/inbox/store'
import { hostile } from '../fixtures/hostile-strings.ts'
import { obeyed } from '../obeyed.ts'
import { plantedInHtml } from '../planted.ts'
import { fuzzInbox } from '../survival/inbox-fuzz.ts'
import { visit } from './visit.ts'
import { startInboxServer, type InboxServer } from '../survival/inbox-server.ts'

let inbox = ''
let server: InboxServer
const tokens: string[] = []
beforeAll(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'trefle-inbox-site-'))
  const dates = { createdAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
  for (const scopes of [['check', 'audit-request', 'bundle'], ['metrics']] as const) tokens.push((await createToken(inbox, { name: 'essai', scopes: [...scopes], hosts: ['www.ville.example'], commune: '67365', ...dates })).token)
  server = await startInboxServer(join(inject('internal').folder, '..'), inbox, { TREFLE_RATE_PER_MINUTE: '1000000' })
})
afterAll(async () => {
  await server.stop()
  await rm(inbox, { recursive: true, force: true })
})

/** Headers as they are, that `fetch` would not send. */
const raw = (path: string, headers: Record<string, string>, method = 'GET', body = '') => new Promise<number>((done, failed) => {
  request(`${server.origin}${path}`, { method, headers }, (response) => { response.resume(); done(response.statusCode ?? 0) }).on('error', failed).end(body)
})

describe('the server of a built dashboard', () => {
  it('gives the pages, and says that it is ready to receive', async () => {
    expect((await fetch(`${server.origin}/accessibilite/`)).status).toBe(200)
    expect(await (await fetch(`${server.origin}/api/ready`)).json()).toEqual({ status: 'ready' })
  })

  it('gives the pages, the data and what is not there with their headers, and its own answers with stricter ones', async () => {
    for (const path of ['/', '/accessibilite/', '/absent/', '/donnees/indicateurs.csv']) {
      const { headers } = await fetch(`${server.origin}${path}?v=1`)
      expect(Object.fromEntries(Object.keys(headersOf(path)).map((name) => [name, headers.get(name)])), path).toEqual(headersOf(path))
    }
    expect((await fetch(`${server.origin}/api/health`)).headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  it('R48: ignores forged hosts and forwarded headers, and opens nothing else', async () => {
    expect(await raw('/api/health', { host: '169.254.169.254', 'x-forwarded-host': 'piege.example', 'x-forwarded-proto': 'javascript' })).toBe(200)
    for (const host of ['a b', 'piege.example"<>', '[::1', '']) expect(await raw('/api/health', { host })).toBeLessThan(500)
    for (const path of ['/_server-islands/X', '/_actions/x', '/api/metrics', '/api/tokens', '/api/inbox']) expect(await raw(path, { 'content-type': 'application/json' }, 'POST', '{}')).toBe(404)
    expect(await raw('/api/metrics', {})).toBe(401)
  })

  it('R42: stops a body without end at its cap, and goes on', async () => {
    const headers = { 'content-type': 'application/json', 'trefle-run': 'sans-fin-1', 'trefle-sent-at': new Date().toISOString(), authorization: `Bearer ${tokens[0] ?? ''}` }
    const { status } = await server.send({ route: 'check', body: 'x'.repeat(9 * 1024 * 1024), headers: { ...headers, 'transfer-encoding': 'chunked' }, isWhole: false })
    expect(status).toBe(413)
    expect((await fetch(`${server.origin}/api/health`)).status).toBe(200)
  })

  it('takes a barrier from a form behind a proxy, whatever host it names, and leads to its number', async () => {
    const answer = await fetch(`${server.origin}/api/barrier`, { method: 'POST', body: new URLSearchParams({ task: 'Lire le plan', page: '', tool: '' }), headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', origin: 'https://www.ville.example' } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Obstacle signalé')
    expect((await readItems(inbox)).items.filter(({ kind }) => kind === 'barrier').length).toBeGreaterThan(0)
  })

  it('answers a form in the language of its page, and leads back to that page', async () => {
    const ask = (query: string, body?: URLSearchParams) => fetch(`${server.origin}/api/barrier${query}`, { ...(body && { method: 'POST', body }), headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' } }).then((answer) => answer.text())
    const sent = await ask('?lang=de', new URLSearchParams({ task: 'Lire le plan', page: '', tool: '' }))
    expect(sent).toContain('<html lang="de">')
    expect(sent).toContain('Gemeldete Hürde')
    expect(sent).toContain('href="../de/accessibilite/"')
    expect(await ask('?lang=en', new URLSearchParams({ task: '', page: '', tool: '' }))).toContain('a field is missing, or too short')
    const french = await ask('?lang=%22%3E%3Cscript%3E', new URLSearchParams({ task: 'Lire le plan', page: '', tool: '' }))
    expect(french).toContain('<html lang="fr">')
    expect(french).toContain('href="../accessibilite/"')
    expect(french).not.toContain('<script')
  })

  it('shows a hostile answer and a hostile number as words, and runs nothing of them', async () => {
    const texts = Object.values(hostile)
    for (const [index, words] of texts.entries()) {
      const { number } = await (await fetch(`${server.origin}/api/barrier`, { method: 'POST', body: new URLSearchParams({ task: `Lire ${words}`.slice(0, 1900), page: words.slice(0, 2000), tool: words.slice(0, 300) }) })).json() as { number: string }
      await decide(inbox, { item: number.toLowerCase().replaceAll('-', ''), kind: 'barrier', at: new Date().toISOString(), decision: 'accepted', words: words.slice(0, 500) })
      const asked = [`?number=${number}`, `?number=${encodeURIComponent(words)}`]
      for (const query of index < 4 ? asked : []) {
        const ran = await visit(`${server.origin}/api/barrier${query}`, async ({ page, requests }) => [await page.evaluate(() => '__hacked' in globalThis), requests.filter((url) => !url.startsWith(server.origin))])
        expect(ran).toEqual([false, []])
      }
      for (const query of asked) {
        const html = await (await fetch(`${server.origin}/api/barrier${query}`, { headers: { accept: 'text/html' } })).text()
        expect([...obeyed(html), ...plantedInHtml(html)], query).toEqual([])
      }
    }
  })

  it('has a form that a browser without scripts sends, and whose fields and answer axe finds nothing in', async () => {
    const address = `${server.origin}/accessibilite/`
    const number = await visit(address, async ({ page }) => {
      await page.type('#barrier-task', 'Ouvrir le menu au clavier')
      await Promise.all([page.waitForNavigation(), page.click('.barrier button')])
      return new URL(page.url()).searchParams.get('number') ?? ''
    }, { scripts: false, width: 360 })
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const [open, width] of [[address, 360], [address, 1280], [`${server.origin}/api/barrier?number=${number}`, 360]] as const) {
      const { violations } = await visit(open, async ({ page }) => {
        await page.evaluate(axe)
        return page.evaluate('axe.run({ resultTypes: ["violations"] })') as Promise<AxeResults>
      }, { width })
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ') ?? ''}`)).toEqual([])
    }
  })

  it('loses nothing and never answers 500 over a thousand strange requests', async () => {
    const { wrong, lost, kept } = await fuzzInbox({ folder: inbox, send: server.send, tokens, requests: 1000, seed: 7, now: () => new Date().toISOString() })
    expect(wrong).toEqual([])
    expect(lost).toEqual([])
    expect(kept).toBeGreaterThan(150)
  })

  it('writes a log without what was sent, nor who sent it', () => {
    const lines = server.log().split('\n').filter((line) => line.startsWith('{'))
    expect(lines.length).toBeGreaterThan(100)
    for (const secret of [tokens[0] ?? '', '127.0.0.1', 'Lire le plan']) expect(lines.join('\n')).not.toContain(secret)
  })
})
