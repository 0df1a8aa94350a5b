import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Guard } from '#effects/network/guard'
import { startDenyingProxy, startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets, type Budgets } from '#effects/network/proxy-log'
import { canary, get, internetAt, raw, site, tunnelTo, type Loopback } from './loopback.ts'

const closing: { close(): Promise<void> }[] = []
function kept<T extends { close(): Promise<void> }>(thing: T): T {
  closing.unshift(thing)
  return thing
}
afterEach(async () => {
  for (const thing of closing.splice(0)) await thing.close()
})

const publicAddress = '93.184.215.14'
const names: Record<string, string[]> = {
  'mairie.example': [publicAddress],
  'loopback.example': ['127.0.0.1'],
  'both.example': [publicAddress, '::1'],
  'metadata.example': ['169.254.169.254'],
}
const internet: Guard = {
  allowPrivate: false,
  fixtures: null,
  resolve: async (host) => (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
}
const fixture = (port: number): Guard => ({ allowPrivate: false, fixtures: { 'ville.example': { http: port, https: port } } })
const start = async (guard: Guard, budgets: Partial<Budgets> = {}): Promise<Proxy> => kept(await startProxy({ guard, budgets: { ...defaultBudgets, ...budgets } }))

describe('what leads inside is refused before any connection', () => {
  let trap: Loopback
  let proxy: Proxy
  let reached: string[]
  beforeEach(async () => {
    trap = kept(await canary())
    const playing = internetAt(trap.port)
    reached = playing.reached
    proxy = kept(await startProxy({ guard: internet, budgets: defaultBudgets, dial: playing.dial }))
  })

  test.each([
    '127.0.0.1', '0177.0.0.1', '2130706433', '0x7f000001', '127.1', '127.0.0.1.', '[::1]', '[::ffff:7f00:1]', '[::ffff:127.0.0.1]', '[::]', '0.0.0.0', '%31%32%37.0.0.1',
    '１２７.0.0.1', '10.0.0.1', '192.168.0.1', '169.254.169.254', '[fd00::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]',
    'loopback.example', 'loopback.example.', 'LOOPBACK.example', 'both.example', 'metadata.example',
  ])('%s, in clear and by tunnel', async (host) => {
    const plain = await get(proxy.port, `http://${encodeURI(host).replaceAll('%25', '%').replaceAll('%5B', '[').replaceAll('%5D', ']')}/`)
    expect(plain.status).toBe(403)
    expect(plain.headers['x-trefle-refused']).toBe('forbidden-address')
    expect((await tunnelTo(proxy.port, `${encodeURI(host).replaceAll('%25', '%').replaceAll('%5B', '[').replaceAll('%5D', ']')}:443`)).status).toBe(403)
    expect(proxy.exchanges().map(({ refused, ip }) => [refused?.code, ip])).toEqual([['forbidden-address', null], ['forbidden-address', null]])
    expect([trap.connections(), reached]).toEqual([0, []])
  })

  test.each(['mairie.example:22', 'mairie.example:6379', 'mairie.example:0'])('the port of %s', async (authority) => {
    expect((await tunnelTo(proxy.port, authority)).status).toBe(403)
    expect((await get(proxy.port, `http://${authority}/`)).status).toBe(403)
    expect([trap.connections(), reached]).toEqual([0, []])
  })

  test.each(['user:pw@mairie.example:443', 'mairie.example', 'mairie.example:99999', 'http://mairie.example:443', ':443'])('an authority that is none: %s', async (authority) => {
    expect((await tunnelTo(proxy.port, authority)).status).toBe(400)
    expect(reached).toEqual([])
  })

  test.each(['http://user:pw@mairie.example/', 'https://mairie.example/', 'ftp://mairie.example/', '/', '//mairie.example/', 'http:///'])('a target that is not a plain address: %s', async (target) => {
    expect((await get(proxy.port, target)).status).toBe(400)
    expect(reached).toEqual([])
  })

  test('while a public name gets through, once a request', async () => {
    await get(proxy.port, 'http://mairie.example/')
    expect((await tunnelTo(proxy.port, 'mairie.example:443')).status).toBe(200)
    expect([trap.connections(), reached]).toEqual([2, [publicAddress, publicAddress]])
  })

  test.each([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde', 400],
    ['a length and an encoding', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['an encoding nobody needs', 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 411],
    ['an encoding in disguise', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', 411],
    ['a folded field', 'X: a\r\n b\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n', 400],
  ])('a request that two servers would read differently: %s', async (_what, fields, status) => {
    const answer = await raw(proxy.port, `POST http://mairie.example/ HTTP/1.1\r\nHost: mairie.example\r\n${fields}`)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(reached).toEqual([])
  })
})

test('a name that changes its address during the page stays at the address that was checked', async () => {
  const trap = kept(await canary())
  const { dial, reached } = internetAt(trap.port)
  const answers = [publicAddress, '127.0.0.1', '127.0.0.1']
  const guard: Guard = { ...internet, resolve: async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }] }
  const proxy = kept(await startProxy({ guard, budgets: defaultBudgets, dial }))
  await tunnelTo(proxy.port, 'rebind.example:443')
  await get(proxy.port, 'http://rebind.example/')
  expect(reached).toEqual([publicAddress, publicAddress])
})

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

async function settled(read: () => number): Promise<void> {
  for (let last = -1; last !== read();) {
    last = read()
    await wait(250)
  }
}

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

describe('a budget cuts the page', () => {
  const endless = () => site((_request, response) => {
    const pour = () => { while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))); }
    response.on('drain', pour)
    pour()
  })

  test.each(['in clear', 'by tunnel'])('after its bytes, %s', async (way) => {
    const town = kept(await endless())
    const proxy = await start(fixture(town.port), { bytes: 1_000_000 })
    if (way === 'in clear') await expect(get(proxy.port, 'http://ville.example/')).rejects.toThrow()
    else {
      const { socket } = await tunnelTo(proxy.port, 'ville.example:443')
      socket.write('GET / HTTP/1.1\r\nHost: ville.example\r\n\r\n')
      socket.resume()
      await once(socket, 'close')
    }
    expect(proxy.cut()).toMatchObject({ code: 'too-large' })
    expect(proxy.exchanges()[0]).toMatchObject({ failed: { code: 'too-large' } })
    expect(proxy.exchanges()[0]?.receivedBytes).toBeLessThan(3_000_000)
    expect((await get(proxy.port, 'http://ville.example/')).status).toBe(403)
    expect(town.connections()).toBe(1)
  })

  test('after its bytes, sent ones too', async () => {
    const town = kept(await canary((socket) => void socket.resume()))
    const proxy = await start(fixture(town.port), { bytes: 1_000_000 })
    const { socket } = await tunnelTo(proxy.port, 'ville.example:443')
    const pour = () => { while (!socket.destroyed && socket.write(Buffer.alloc(64 * 1024))); }
    socket.on('drain', pour)
    pour()
    await vi.waitUntil(() => socket.destroyed)
    expect(proxy.cut()).toMatchObject({ code: 'too-large' })
  })

  test('after its requests', async () => {
    const town = kept(await site((_request, response) => void response.end('ok')))
    const proxy = await start(fixture(town.port), { requests: 3 })
    for (let asked = 0; asked < 3; asked += 1) expect((await get(proxy.port, 'http://ville.example/')).status).toBe(200)
    expect(proxy.cut()).toBeNull()
    await get(proxy.port, 'http://ville.example/').catch(() => null)
    expect(proxy.cut()).toEqual({ code: 'too-large', detail: 'the page made more than 3 requests' })
    expect([proxy.exchanges().length, town.connections()]).toEqual([3, 3])
  })

  test('after its hosts', async () => {
    const proxy = await start(fixture(1), { hosts: 2 })
    for (const host of ['a.example', 'b.example', 'a.example']) await get(proxy.port, `http://${host}/`)
    expect(proxy.cut()).toBeNull()
    await get(proxy.port, 'http://c.example/').catch(() => null)
    expect(proxy.cut()).toEqual({ code: 'too-large', detail: 'the page called more than 2 hosts' })
  })

  test.each([
    ['a body given drop by drop', 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n'],
    ['headers that never end', 'HTTP/1.1 200 OK\r\n'],
  ])('after its time: %s', async (_what, beginning) => {
    const town = kept(await canary((socket) => {
      socket.write(beginning)
      const drops = setInterval(() => socket.write('a'), 20)
      socket.once('close', () => clearInterval(drops))
    }))
    const proxy = await start(fixture(town.port), { ms: 200 })
    const begun = performance.now()
    await expect(get(proxy.port, 'http://ville.example/')).rejects.toThrow()
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(proxy.cut()).toMatchObject({ code: 'timeout' })
    expect(proxy.exchanges()[0]?.failed?.code).toBe('timeout')
  })
})

describe('a closed proxy', () => {
  test('leaves no socket, no server and no timer, whatever was going on', async () => {
    const silent = kept(await canary((socket) => void socket.resume()))
    await settled(() => tcpHandles().length)
    const before = { tcp: tcpHandles(), timers: timers() }
    const never: Guard = { ...internet, resolve: () => new Promise(() => {}) }
    const proxies = [await startProxy({ guard: fixture(silent.port), budgets: defaultBudgets }), await startProxy({ guard: never, budgets: defaultBudgets })] as const
    const pending = [
      tunnelTo(proxies[0].port, 'ville.example:443').then(({ socket }) => once(socket.resume(), 'close')),
      get(proxies[0].port, 'http://ville.example/').catch(() => null),
      get(proxies[1].port, 'http://mairie.example/').catch(() => null),
    ]
    await settled(() => proxies[0].exchanges().length + proxies[1].exchanges().length)
    expect(proxies[0].exchanges()).toHaveLength(2)
    await Promise.all([...proxies.map((proxy) => proxy.close()), proxies[0].close()])
    await Promise.all(pending)
    expect(proxies[0].exchanges().map(({ failed }) => failed?.code)).toEqual(['interrupted', 'interrupted'])
    await settled(() => tcpHandles().length)
    expect({ tcp: tcpHandles(), timers: timers() }).toEqual(before)
  })
})

const tcpHandles = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).toSorted()
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

describe('the proxy of the browser itself', () => {
  test('refuses everything and remembers who was called', async () => {
    const proxy = kept(await startDenyingProxy())
    expect((await get(proxy.port, 'http://update.example/service')).status).toBe(403)
    expect((await tunnelTo(proxy.port, 'accounts.example:443')).status).toBe(403)
    expect(proxy.refusedHosts()).toEqual(['update.example', 'accounts.example:443'])
  })
})
