import { createServer as createHttpsServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { guardedRequest, type GuardedOptions } from '#effects/network/guarded-request'
import type { Guard } from '#effects/network/guard'
import { userAgent } from '#effects/network/user-agent'
import { canary, certificate, internetAt, listen, site, type Certificate, type Loopback } from './loopback.ts'

type Asked = { url?: string | undefined; method?: string | undefined; headers: IncomingMessage['headers']; body: string }

let asked: Asked[]
let town: Loopback
let secure: Loopback
let expired: Loopback
let secret: Certificate
let guard: Guard
const limits = { maxBytes: 100_000, timeoutMs: 3_000, maxRedirects: 5 }
const ask = (url: string, further: Partial<GuardedOptions> = {}) => guardedRequest(url, { guard, ...limits, ...further })

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  asked.push({ url: request.url, method: request.method, headers: request.headers, body: (await request.toArray()).join('') })
  const [, status, location] = /^\/to\/(\d+)\/(.*)$/.exec(request.url ?? '') ?? []
  if (status !== undefined) return void response.writeHead(Number(status), { location: decodeURIComponent(location ?? '') }).end('moved')
  if (request.url === '/big') return void response.end('x'.repeat(200_000))
  if (request.url === '/drip') return void response.write('x')
  response.writeHead(request.url === '/absent' ? 404 : 200, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'], 'X-Robots': ['x', 'y'] }).end('bonjour')
}

beforeAll(async () => {
  secret = await certificate('ville.example')
  const other = await certificate('autre.example')
  town = await site((request, response) => void answer(request, response))
  secure = await listen(createHttpsServer({ key: secret.key, cert: secret.cert }, (request, response) => void answer(request, response)))
  expired = await listen(createHttpsServer({ key: other.key, cert: other.cert }, (request, response) => void answer(request, response)))
  guard = { allowPrivate: false, fixtures: { 'ville.example': { http: town.port, https: secure.port }, 'autre.example': { http: town.port, https: expired.port } } }
})
beforeEach(() => { asked = [] })
afterAll(async () => {
  for (const server of [town, secure, expired]) await server.close()
})

describe('an address asked beside the pages', () => {
  test('gives its status, its fields in lower case, its bytes, and the address that was reached', async () => {
    const reply = await ask('http://ville.example/robots.txt?a=1', { contact: 'https://ville.example/contact' })
    expect(reply).toEqual({
      ok: true,
      value: expect.objectContaining({
        status: 200, body: new Uint8Array(Buffer.from('bonjour')), finalUrl: 'http://ville.example/robots.txt?a=1', redirects: [], ip: '127.0.0.1',
        headers: expect.objectContaining({ 'content-type': 'text/plain', 'set-cookie': 'a=1\nb=2', 'x-robots': 'x, y' }),
      }),
    })
    expect(asked[0]).toMatchObject({ url: '/robots.txt?a=1', method: 'GET', headers: { host: 'ville.example' } })
    expect(asked[0]?.headers['user-agent']).toMatch(/^Trefle\/\d+\.\d+\.\d+ \(\+https:\/\/ville\.example\/contact\)$/)
    expect(userAgent('')).toMatch(/^Trefle\/\d+\.\d+\.\d+$/)
  })

  test('is a value whatever its status', async () => {
    expect(await ask('http://ville.example/absent')).toMatchObject({ ok: true, value: { status: 404 } })
  })

  test('can be a POST with its body', async () => {
    await ask('http://ville.example/api', { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } })
    expect(asked[0]).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', 'content-length': '7' } })
  })
})

describe('redirects are followed by hand, each hop through the guard', () => {
  test('to the end, with the chain written down', async () => {
    const last = `/to/302/${encodeURIComponent('http://autre.example/fin')}`
    const reply = await ask(`http://ville.example/to/301/${encodeURIComponent(last)}`)
    expect(reply).toMatchObject({ ok: true, value: { status: 200, finalUrl: 'http://autre.example/fin', redirects: [{ status: 301 }, { url: `http://ville.example${last}`, status: 302 }] } })
  })

  test('or given back as they are when none is to be followed', async () => {
    expect(await ask('http://ville.example/to/301/https%3A%2F%2Fville.example%2F', { maxRedirects: 0 })).toMatchObject({
      ok: true, value: { status: 301, headers: { location: 'https://ville.example/' }, redirects: [] },
    })
  })

  test('but not for ever', async () => {
    // An empty reference is the address itself (RFC 3986 section 4.4).
    expect(await ask('http://ville.example/to/302/', { maxRedirects: 3 })).toMatchObject({ ok: false, failure: { code: 'redirects' } })
    expect(asked).toHaveLength(4)
  })

  test.each(['http://127.0.0.1/', 'http://169.254.169.254/latest', 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://0177.0.0.1/', 'http://2130706433/', 'http://ville.example:22/', 'file:///etc/passwd', 'ftp://ville.example/', 'http://u:p@ville.example/'])('and never to %s', async (inside) => {
    const trap = await canary()
    const { dial, reached } = internetAt(town.port)
    const open: Guard = { allowPrivate: false, fixtures: null, resolve: async () => [{ address: '93.184.215.14', family: 4 }] }
    const reply = await ask(`http://ville.example/to/302/${encodeURIComponent(inside)}`, { guard: open, dial })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
    expect([reached, trap.connections(), asked.length]).toEqual([['93.184.215.14'], 0, 1])
    await trap.close()
  })

  test('and credentials stay with the origin they were meant for', async () => {
    const headers = { Authorization: 'Bearer secret', cookie: 'a=1', 'x-kept': 'oui' }
    await ask(`http://ville.example/to/302/${encodeURIComponent('http://autre.example/')}`, { headers })
    expect(asked.map(({ headers: seen }) => [seen.authorization, seen.cookie, seen['x-kept']])).toEqual([['Bearer secret', 'a=1', 'oui'], [undefined, undefined, 'oui']])
  })

  test.each([[301, 'GET', ''], [302, 'GET', ''], [303, 'GET', ''], [307, 'POST', 'corps'], [308, 'POST', 'corps']])('a POST after a %i is a %s', async (status, method, body) => {
    await ask(`http://ville.example/to/${status}/${encodeURIComponent('/fin')}`, { method: 'POST', body: 'corps' })
    expect(asked[1]).toMatchObject({ url: '/fin', method, body })
  })
})

describe('what cannot be read is a failure, not a guess', () => {
  test('a body past its cap', async () => {
    expect(await ask('http://ville.example/big')).toMatchObject({ ok: false, failure: { code: 'too-large' } })
  })

  test('a body that never ends', async () => {
    const begun = performance.now()
    expect(await ask('http://ville.example/drip', { timeoutMs: 300 })).toMatchObject({ ok: false, failure: { code: 'timeout' } })
    expect(performance.now() - begun).toBeLessThan(1_500)
  })

  test('a resolver that never answers', async () => {
    expect(await ask('http://lente.example/', { timeoutMs: 200, guard: { allowPrivate: false, fixtures: null, resolve: () => new Promise(() => {}) } })).toMatchObject({ ok: false, failure: { code: 'timeout' } })
  })

  test('a server that is gone, that hangs up, or that does not speak HTTP', async () => {
    const gone = await canary()
    await gone.close()
    const rude = await canary((socket) => void socket.once('data', () => socket.destroy()))
    const odd = await canary((socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9\r\n')))
    const fixtures = { 'gone.example': { http: gone.port }, 'rude.example': { http: rude.port }, 'odd.example': { http: odd.port } }
    const codes = await Promise.all(Object.keys(fixtures).map(async (host) => {
      const reply = await ask(`http://${host}/`, { guard: { allowPrivate: false, fixtures } })
      return reply.ok ? 'ok' : reply.failure.code
    }))
    expect(codes).toEqual(['refused', 'reset', 'http'])
    await rude.close()
    await odd.close()
  })
})

describe('TLS is verified', () => {
  test('a certificate that no authority vouches for is a tls failure', async () => {
    expect(await ask('https://ville.example/')).toMatchObject({ ok: false, failure: { code: 'tls' } })
    expect(asked).toEqual([])
  })

  test('the key of a fixture is trusted by its hash', async () => {
    expect(await ask('https://ville.example/', { spkiHashes: [secret.spkiHash] })).toMatchObject({ ok: true, value: { status: 200 } })
  })

  test('and another key is not, even then', async () => {
    expect(await ask('https://autre.example/', { spkiHashes: [secret.spkiHash] })).toMatchObject({ ok: false, failure: { code: 'tls' } })
    expect(asked).toEqual([])
  })
})
