import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Guard } from '#effects/network/guard'
import { startProxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { canary, get, internetAt, site, tunnelTo } from './loopback.ts'
import { closeKept, fixture, internet, kept, publicAddress, settled, start } from './proxy-harness.ts'

afterEach(closeKept)

describe('a request in clear reaches its site as the browser wrote it', () => {
  test('with its path, its body and its fields, without those meant for the proxy', async () => {
    const seen: { url?: string | undefined; fields: string[]; body: string }[] = []
    const town = kept(await site(async (request, response) => {
      seen.push({ url: request.url, fields: request.rawHeaders, body: (await request.toArray()).join('') })
      response.writeHead(207, 'Multi', ['X-A', '1', 'x-a', '2', 'Connection', 'X-Private', 'X-Private', 'hop', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end('réponse')
    }))
    const proxy = await start(fixture(town.port))
    const answer = await get(proxy.port, 'http://ville.example/a/../b%20|c?q=1&nom=x', {
      method: 'POST', body: 'corps', headers: { 'content-length': '5', 'proxy-authorization': 'Basic x', 'proxy-connection': 'keep-alive', te: 'trailers', connection: 'X-Hop', 'x-hop': '1', 'X-Kept': 'oui' },
    })
    expect(seen).toEqual([{ url: '/a/../b%20|c?q=1&nom=x', body: 'corps', fields: expect.arrayContaining(['Host', 'ville.example', 'X-Kept', 'oui']) }])
    expect(seen[0]?.fields.filter((_name, index) => index % 2 === 0).map((name) => name.toLowerCase())).toEqual(['host', 'content-length', 'x-kept', 'connection'])
    expect(answer.status).toBe(207)
    expect(answer.headers).toMatchObject({ 'x-a': '1, 2', 'set-cookie': ['a=1', 'b=2'] })
    expect(answer.headers['x-private']).toBeUndefined()
    expect(answer.body.toString()).toBe('réponse')
  })

  test('and the log says what passed, without the query', async () => {
    const town = kept(await site((_request, response) => void response.end('x'.repeat(10_000))))
    const proxy = await start(fixture(town.port))
    await get(proxy.port, 'http://ville.example/page?email=a@b.fr')
    const [exchange] = proxy.exchanges()
    expect(exchange).toMatchObject({ scheme: 'http', host: 'ville.example', port: 80, ip: '127.0.0.1', method: 'GET', path: '/page', status: 200, refused: null, failed: null })
    expect(exchange?.receivedBytes).toBeGreaterThan(10_000)
    expect(exchange?.receivedBytes).toBeLessThan(10_400)
    expect(exchange?.sentBytes).toBeGreaterThan(20)
    expect(exchange?.endedMs).toBeGreaterThanOrEqual(exchange?.startedMs ?? Infinity)
  })

  test('and a body that nobody reads is not held in memory: the site is made to wait', async () => {
    const total = 200 * 1024 * 1024
    const block = Buffer.alloc(1024 * 1024)
    let written = 0
    const town = kept(await site(async (_request, response) => {
      response.writeHead(200, { 'content-length': String(total) })
      while (written < total && !response.destroyed) {
        written += block.length
        if (!response.write(block)) await once(response, 'drain')
      }
      response.end()
    }))
    const proxy = await start(fixture(town.port), { bytes: 2 * total })
    const { socket } = await tunnelTo(proxy.port, 'ville.example:80')
    socket.write('GET / HTTP/1.1\r\nHost: ville.example\r\nConnection: close\r\n\r\n')
    socket.pause()
    await settled(() => written)
    expect(written).toBeLessThan(total / 4)
    let received = 0
    for await (const chunk of socket) received += chunk.length
    expect(received).toBeGreaterThan(total)
  })
})

describe('what the world refuses is told by its closed code', () => {
  const outcome = async (guard: Guard) => {
    const proxy = await start(guard)
    const { status, headers } = await get(proxy.port, 'http://ville.example/').catch(() => ({ status: 0, headers: {} as Record<string, string> }))
    const exchange = await vi.waitUntil(() => proxy.exchanges().find(({ endedMs }) => endedMs !== null))
    return [status, headers['x-trefle-refused'], exchange.failed?.code, exchange.refused]
  }

  test('a name that does not exist', async () => {
    expect(await outcome(internet)).toEqual([502, 'dns', 'dns', null])
  })

  test('a port where nobody listens', async () => {
    const gone = await canary()
    await gone.close()
    expect(await outcome(fixture(gone.port))).toEqual([502, 'refused', 'refused', null])
  })

  test('a server that hangs up at once', async () => {
    const rude = kept(await canary((socket) => socket.resetAndDestroy()))
    expect(await outcome(fixture(rude.port))).toEqual([502, 'reset', 'reset', null])
  })

  test('a server that hangs up in the middle of its answer: the browser sees it broken too', async () => {
    const rude = kept(await canary((socket) => void socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc', () => socket.resetAndDestroy()))))
    expect(await outcome(fixture(rude.port))).toEqual([0, undefined, 'reset', null])
  })

  test.each(['SSH-2.0-OpenSSH_9\r\n', 'HTTP/1.1 099 Odd\r\n\r\n', 'HTTP/1.1 200 OK\r\nX: a\u0001b\r\nContent-Length: 0\r\n\r\n', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'])('a server that does not answer in HTTP: %j', async (answer) => {
    const odd = kept(await canary((socket) => void socket.once('data', () => socket.end(answer, 'latin1'))))
    const [status, , failed] = await outcome(fixture(odd.port))
    expect([status, failed === 'http' || failed === 'reset']).toEqual([502, true])
  })

  test('a tunnel to a port where nobody listens', async () => {
    const gone = await canary()
    await gone.close()
    const proxy = await start(fixture(gone.port))
    expect((await tunnelTo(proxy.port, 'ville.example:443')).status).toBe(502)
    expect(proxy.exchanges()[0]?.failed?.code).toBe('refused')
  })
})

test.each([
  'GET http://ville.example/ HTTP/1.1\r\nHost: ville.example\r\n\r\n',
  'CONNECT ville.example:443 HTTP/1.1\r\nHost: ville.example:443\r\n\r\n',
  'GET http://ville.example/ HTTP/1.1\r\nHost: ville.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
])('a browser that leaves, before the name is known or before the answer comes, breaks nothing: %j', async (head) => {
  const silent = kept(await canary((socket) => void socket.resume()))
  const { dial } = internetAt(silent.port)
  for (const nameKnownAfterMs of [0, 60]) {
    const guard: Guard = { ...internet, resolve: () => wait(nameKnownAfterMs, [{ address: publicAddress, family: 4 }]) }
    const proxy = kept(await startProxy({ guard, budgets: defaultBudgets, dial }))
    const browser = connect(proxy.port, '127.0.0.1')
    browser.write(head)
    await wait(30)
    browser.resetAndDestroy()
    const exchange = await vi.waitUntil(() => proxy.exchanges().find(({ endedMs }) => endedMs !== null))
    // An open tunnel is the browser's to close.
    expect(exchange.failed?.code).toBe(head.startsWith('CONNECT') && nameKnownAfterMs === 0 ? undefined : 'interrupted')
    expect(exchange.refused).toBeNull()
  }
})
