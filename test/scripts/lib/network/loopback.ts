import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { generate } from 'selfsigned'
import type { Dial } from '#effects/network/dial'
import { dial } from '#effects/network/dial'

export type Loopback = { port: number; connections(): number; close(): Promise<void> }

/** A TCP server that counts who knocks: a test that says "nothing got through" reads it. */
export async function canary(greet: (socket: Socket) => void = (socket) => socket.destroy()): Promise<Loopback> {
  return listen(createServer(greet))
}

export async function site(answer: RequestListener): Promise<Loopback> {
  return listen(createHttpServer({ keepAliveTimeout: 0 }, answer))
}

export async function listen(server: Server): Promise<Loopback> {
  let count = 0
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => {}).once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    connections: () => count,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Plays the public Internet: whatever the guard allowed lands on one loopback port, and is written down. */
export function internetAt(port: number): { dial: Dial; reached: string[] } {
  const reached: string[] = []
  return {
    reached,
    dial(destination, signal) {
      reached.push(destination.ip)
      return dial({ ip: '127.0.0.1', port, addresses: [{ address: '127.0.0.1', family: 4 }] }, signal)
    },
  }
}

export type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer }

/** Asks an address in clear through a proxy, in absolute form; the target goes as written. */
export async function get(proxyPort: number, target: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port: proxyPort, path: target, method: options.method ?? 'GET', headers: { host: 'unused.example', ...options.headers }, agent: false })
  asked.end(options.body)
  const [incoming]: IncomingMessage[] = await once(asked, 'response')
  if (!incoming) throw new Error('no response')
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await buffer(incoming) }
}

/** Opens a tunnel; `socket` speaks to the other end when the status is 200. */
export async function tunnelTo(proxyPort: number, authority: string): Promise<{ status: number; socket: Socket }> {
  const asked = request({ host: '127.0.0.1', port: proxyPort, method: 'CONNECT', path: authority, agent: false })
  asked.end()
  const [incoming, socket]: [IncomingMessage, Socket] = await new Promise((resolve, reject) =>
    asked.once('connect', (...answer) => resolve([answer[0], answer[1] as Socket])).once('error', reject))
  socket.on('error', () => {})
  return { status: incoming.statusCode ?? 0, socket }
}

/** Writes bytes as they are and reads until the other side ends. */
export async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return (await buffer(socket)).toString('latin1')
}

export type Certificate = { key: string; cert: string; fingerprint256: string; spkiHash: string }

/** A self-signed certificate: no authority vouches for it, only its key's hash can be trusted. */
export async function certificate(name: string, days = 1): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    notBeforeDate: new Date(Date.now() - 10 * 86_400_000),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  })
  const { fingerprint256, publicKey } = new X509Certificate(made.cert)
  const spkiHash = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64')
  return { key: made.private, cert: made.cert, fingerprint256, spkiHash }
}
