import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer, request } from 'node:http'
import { createServer as createTlsServer, connect as tlsConnect } from 'node:tls'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { certificate, listen, raw, tunnelTo, type Certificate, type Loopback } from './loopback.ts'

let secret: Certificate
let secure: Loopback
let talker: Loopback
let proxy: Proxy

/** A websocket server of the fewest words: the RFC 6455 handshake, then it repeats what it hears. */
const echo = () => {
  const server = createHttpServer((_request, response) => void response.writeHead(426).end())
  server.on('upgrade', (asked, socket: Duplex) => {
    const accept = createHash('sha1').update(`${asked.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    if (asked.url === '/refuse') return void socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    socket.on('error', () => {}).pipe(socket)
  })
  return server
}

beforeAll(async () => {
  secret = await certificate('ville.example')
  secure = await listen(createTlsServer({ key: secret.key, cert: secret.cert }, (socket) => void socket.end(`secret of ${socket.servername}`)))
  talker = await listen(echo())
  proxy = await startProxy({ guard: { allowPrivate: false, fixtures: { 'ville.example': { https: secure.port }, 'live.example': { http: talker.port } } }, budgets: defaultBudgets })
})
afterAll(async () => {
  await proxy.close()
  await secure.close()
  await talker.close()
})

test('TLS passes untouched: the browser sees the certificate of the site, and the site sees the name that was asked', async () => {
  const { socket } = await tunnelTo(proxy.port, 'ville.example:443')
  const tls = tlsConnect({ socket, servername: 'ville.example', ca: secret.cert })
  await once(tls, 'secureConnect')
  expect(tls.authorized).toBe(true)
  expect(tls.getPeerX509Certificate()?.fingerprint256).toBe(secret.fingerprint256)
  expect((await buffer(tls)).toString()).toBe('secret of ville.example')
  const exchange = await vi.waitUntil(() => proxy.exchanges().find(({ host, endedMs }) => host === 'ville.example' && endedMs !== null))
  expect(exchange).toMatchObject({ scheme: 'tunnel', method: 'CONNECT', port: 443, path: null, status: null, ip: '127.0.0.1', failed: null, refused: null })
  expect(exchange.receivedBytes).toBeGreaterThan(secret.cert.length / 2)
  expect(exchange.sentBytes).toBeGreaterThan(200)
})

describe('a websocket', () => {
  const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }

  test('passes through a tunnel', async () => {
    const { socket } = await tunnelTo(proxy.port, 'live.example:80')
    socket.write(`GET /live HTTP/1.1\r\nHost: live.example\r\n${Object.entries(handshake).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    const [answer]: Buffer[] = await once(socket, 'data')
    expect(answer?.toString()).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    socket.end('bonjour')
    expect((await buffer(socket)).toString()).toBe('bonjour')
  })

  test('passes when it is asked in absolute form', async () => {
    const asked = request({ host: '127.0.0.1', port: proxy.port, path: 'http://live.example/live', headers: { host: 'live.example', ...handshake }, agent: false })
    asked.end()
    const [answer, socket] = await once(asked, 'upgrade')
    expect(answer.headers['sec-websocket-accept']).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    socket.end('bonjour')
    expect((await buffer(socket)).toString()).toBe('bonjour')
    const exchange = await vi.waitUntil(() => proxy.exchanges().find(({ scheme, path, endedMs }) => scheme === 'http' && path === '/live' && endedMs !== null))
    expect(exchange).toMatchObject({ status: 101, failed: null })
  })

  test.each([['http://127.0.0.1/live', 403], ['http://live.example/refuse', 401], ['/live', 400]])('asked as %s is answered %i', async (target, status) => {
    const answer = await raw(proxy.port, `GET ${target} HTTP/1.1\r\nHost: live.example\r\n${Object.entries(handshake).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test.each(['Content-Length: 4', 'Transfer-Encoding: chunked'])('does not begin with a body: %s', async (field) => {
    const fields = Object.entries(handshake).map(([name, value]) => `${name}: ${value}\r\n`).join('')
    expect(await raw(proxy.port, `GET http://live.example/live HTTP/1.1\r\nHost: live.example\r\n${field}\r\n${fields}\r\nGET `)).toMatch(/^HTTP\/1.1 400 /)
  })

  test('is the only protocol that may be switched to: h2c goes on as a plain request', async () => {
    const answer = await raw(proxy.port, 'GET http://live.example/ HTTP/1.1\r\nHost: live.example\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 426 /)
  })
})
