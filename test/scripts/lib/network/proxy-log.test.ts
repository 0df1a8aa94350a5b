import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Guard } from '#effects/network/guard'
import { startDenyingProxy, startProxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { canary, get, site, tunnelTo } from './loopback.ts'
import { closeKept, fixture, internet, kept, settled, start } from './proxy-harness.ts'

afterEach(closeKept)

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
