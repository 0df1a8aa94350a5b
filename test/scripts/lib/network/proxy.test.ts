import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Guard } from '#effects/network/guard'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { canary, get, internetAt, raw, tunnelTo, type Loopback } from './loopback.ts'
import { closeKept, internet, kept, publicAddress } from './proxy-harness.ts'

afterEach(closeKept)

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
