import { createServer as createHttpsServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import puppeteer, { type Browser, type BrowserContext } from 'puppeteer'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chromiumArguments, proxyBypassList } from '#audits/gather/chromium-arguments'
import { findBrowser } from '#effects/visits/browser'
import { dial, type Dial } from '#effects/network/dial'
import type { Guard } from '#effects/network/guard'
import { startDenyingProxy, startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { canary, certificate, listen, site, type Certificate, type Loopback } from '../scripts/lib/network/loopback.ts'

/** The ways out of a page that an interception of requests leaves open, or half open. Each aims at a port of its own. */
const vectors = [
  'websocket', 'popup', 'shared-worker', 'service-worker', 'speculation', 'form', 'iframe', 'meta-refresh', 'worker', 'preconnect', 'beacon', 'event-source',
] as const
type Vector = (typeof vectors)[number]

const host = 'www.ville-hostile.example'
/** Behind a proxy Chromium speculates within one site only: this name of the same site leads inside. */
const sibling = 'interne.ville-hostile.example'
const publicAddress = '93.184.215.14'
let traps: Record<Vector, Loopback>
let hostile: Loopback
let secret: Certificate
let denying: Awaited<ReturnType<typeof startDenyingProxy>>
let browser: Browser

const trap = (vector: Vector) => `http://127.0.0.1:${traps[vector].port}/`
const caught = () => vectors.filter((vector) => traps[vector].connections() > 0)

function answer(request: IncomingMessage, response: ServerResponse): void {
  const script = { 'content-type': 'text/javascript' }
  const page = { 'content-type': 'text/html; charset=utf-8' }
  if (request.url === '/worker.js') return void response.writeHead(200, script).end(`fetch('${trap('worker')}', { mode: 'no-cors' })`)
  if (request.url === '/shared.js') return void response.writeHead(200, script).end(`fetch('${trap('shared-worker')}', { mode: 'no-cors' })`)
  if (request.url === '/service.js') return void response.writeHead(200, script).end(`addEventListener('install', (event) => event.waitUntil(fetch('${trap('service-worker')}', { mode: 'no-cors' })))`)
  if (request.url === '/speculation') return void response.writeHead(200, page).end(speculatingPage())
  if (request.url === '/refresh') return void response.writeHead(200, page).end(`<!doctype html><title>x</title><meta http-equiv="refresh" content="0;url=${trap('meta-refresh')}">`)
  response.writeHead(200, page).end(hostilePage())
}

const hostilePage = () => `<!doctype html><html lang="fr"><title>Page hostile</title>
<link rel="preconnect" href="${trap('preconnect').replace('http', 'https')}">
<form action="${trap('form')}" target="_blank"></form>
<iframe src="${trap('iframe')}"></iframe>
<script>
  new WebSocket('${trap('websocket').replace('http', 'ws')}')
  open('${trap('popup')}')
  new SharedWorker('/shared.js')
  new Worker('/worker.js')
  navigator.serviceWorker.register('/service.js')
  navigator.sendBeacon('${trap('beacon')}', 'x')
  new EventSource('${trap('event-source')}')
  document.forms[0].submit()
</script>`

const speculatingPage = () => `<!doctype html><title>x</title>
<script type="speculationrules">{ "prefetch": [{ "urls": ["https://${sibling}:${traps.speculation.port}/"], "eagerness": "immediate" }] }</script>`

/** One load as an audit makes it: a context and a proxy of its own. */
async function inContext<T>(proxy: Proxy, visit: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext({ proxyServer: `http://127.0.0.1:${proxy.port}`, proxyBypassList })
  try {
    return await visit(context)
  } finally {
    await context.close()
    await proxy.close()
  }
}

/** The profile of a whole browser: there, unlike in a context, Chromium also preconnects. */
async function inProfile<T>(proxy: Proxy, visit: (context: BrowserContext) => Promise<T>): Promise<T> {
  const whole = await launch(proxy.port)
  try {
    return await visit(whole.defaultBrowserContext())
  } finally {
    await whole.close()
    await proxy.close()
  }
}

const launch = async (proxyPort: number): Promise<Browser> => puppeteer.launch({
  executablePath: (await findBrowser()) ?? '',
  args: chromiumArguments({ denyingProxyPort: proxyPort, spkiHashes: [secret.spkiHash] }),
})

/** Opens the hostile pages and waits until `done`, or long enough for what has to come. */
async function spring(context: BrowserContext, origin: string, done: () => boolean): Promise<void> {
  // Speculation comes last: Chromium does it for the page in front.
  for (const path of ['/', '/refresh', '/speculation']) {
    const page = await context.newPage()
    await page.goto(`${origin}${path}`, { waitUntil: 'domcontentloaded' })
  }
  await vi.waitUntil(done, { timeout: 10_000, interval: 100 }).catch(() => null)
}

beforeAll(async () => {
  secret = await certificate(host)
  hostile = await listen(createHttpsServer({ key: secret.key, cert: secret.cert }, answer))
  denying = await startDenyingProxy()
  browser = await launch(denying.port)
})
afterAll(async () => {
  await browser.close()
  await denying.close()
  await hostile.close()
})

describe('twelve ways out of a page', () => {
  beforeEach(async () => {
    traps = Object.fromEntries(await Promise.all(vectors.map(async (vector) => [vector, await canary()]))) as typeof traps
  })
  afterEach(async () => {
    for (const vector of vectors) await traps[vector].close()
  })

  const guard: Guard = { allowPrivate: false, fixtures: null, resolve: async (name) => [{ address: name === host ? publicAddress : '127.0.0.1', family: 4 }] }
  // Only the public address is played; any other destination that the guard let by would truly be reached.
  const internet: Dial = (destination, signal) =>
    dial(destination.ip === publicAddress ? { ip: '127.0.0.1', port: hostile.port, addresses: [{ address: '127.0.0.1', family: 4 }] } : destination, signal)

  test.each([
    ['in the context of a load', inContext, vectors.filter((vector) => vector !== 'preconnect')],
    ['in the profile of a browser', inProfile, vectors],
  ] as const)('%s, none makes a connection inside, and the log says that each was refused', async (_where, visit, tried) => {
    const proxy = await startProxy({ guard, budgets: defaultBudgets, dial: internet })
    const refused = () => vectors.filter((vector) => proxy.exchanges().some((exchange) => exchange.port === traps[vector].port && exchange.refused?.code === 'forbidden-address'))
    await visit(proxy, async (context) => {
      await spring(context, `https://${host}`, () => refused().length === tried.length)
      await wait(1_000)
    })
    expect(caught()).toEqual([])
    expect(refused()).toEqual(tried)
  })

  test('while each of them does get out when private addresses are allowed: the traps work', async () => {
    const open: Guard = { allowPrivate: true, fixtures: null, resolve: async () => [{ address: '127.0.0.1', family: 4 }] }
    const proxy = await startProxy({ guard: open, budgets: defaultBudgets })
    await inProfile(proxy, (context) => spring(context, `https://${host}:${hostile.port}`, () => caught().length === vectors.length))
    expect(caught()).toEqual(vectors)
  })
})

describe('an address in http', () => {
  test('is asked in http: a name that looks public is never tried on port 443', async () => {
    const town = await site((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Commune</title><p>Bonjour'))
    const secure = await canary()
    const guard: Guard = { allowPrivate: false, fixtures: { 'www.une-vraie-commune.fr': { http: town.port, https: secure.port } } }
    const proxy = await startProxy({ guard, budgets: defaultBudgets })
    const title = await inContext(proxy, async (context) => {
      const page = await context.newPage()
      await page.goto('http://www.une-vraie-commune.fr/')
      await wait(500)
      return page.title()
    })
    expect(title).toBe('Commune')
    expect(proxy.exchanges().map(({ port }) => port)).not.toContain(443)
    expect(secure.connections()).toBe(0)
    await town.close()
    await secure.close()
  })
})

test('what the browser asks for itself is refused, and counted with no page', async () => {
  const page = await browser.newPage()
  await expect(page.goto('https://appel.maison.example/')).rejects.toThrow('ERR_TUNNEL_CONNECTION_FAILED')
  await page.goto('http://appel.maison.example/clair')
  expect(denying.refusedHosts()).toEqual(expect.arrayContaining(['appel.maison.example:443', 'appel.maison.example']))
  expect(denying.refusedHosts().filter((name) => name.includes('ville-hostile') || name.startsWith('127.0.0.1'))).toEqual([])
})
