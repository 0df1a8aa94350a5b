import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { isIP, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { Client } from 'undici'
import type { Captured } from '#model/failure'
import { dial as directDial, type Dial } from './dial.ts'
import type { Guard } from './guard.ts'
import { failureOf } from './network-failure.ts'
import { openTo } from './route.ts'
import { credentials, ProxyDenied } from './upstream-dial.ts'
import type { UpstreamProxy } from './upstream.ts'

/** One request to one server: no redirect is followed here. */
export type Hop = { url: URL; method: 'GET' | 'HEAD' | 'POST'; headers: Readonly<Record<string, string>>; body?: string | Uint8Array }

export type HopOptions = { guard: Guard; maxBytes: number; spkiHashes?: readonly string[]; dial?: Dial }

export type HopAnswer = { status: number; headers: Record<string, string>; body: Uint8Array; /** Null behind the organisation's proxy. */ ip: string | null }

/** Resolves, checks, connects to the checked address, verifies TLS, and only then speaks HTTP/1.1. */
export async function requestHop(hop: Hop, options: HopOptions, signal: AbortSignal): Promise<Captured<HopAnswer>> {
  const host = hop.url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(hop.url.port || (hop.url.protocol === 'https:' ? 443 : 80))
  const scheme = hop.url.protocol === 'https:' ? 'tunnel' : 'http'
  const { upstream, connection } = await openTo({ host, port, scheme }, options.guard, options.dial ?? directDial, signal)
  if (!connection.ok) return connection
  const ip = upstream === null ? connection.value.remoteAddress ?? null : null
  try {
    const socket = scheme === 'tunnel' ? await secured(connection.value, host, options.spkiHashes ?? [], signal) : connection.value
    const through = scheme === 'http' ? upstream?.proxy ?? null : null
    return { ok: true, value: { ...(await spoken(hop, socket, through, options.maxBytes, signal)), ip } }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  } finally {
    connection.value.destroy()
  }
}

/** The normal verification of the platform; with `spkiHashes`, a listed key is trusted whatever its certificate says. */
async function secured(tcp: Socket, host: string, spkiHashes: readonly string[], signal: AbortSignal): Promise<Socket> {
  const socket = tlsConnect({
    socket: tcp,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: spkiHashes.length === 0,
  })
  await once(socket, 'secureConnect', { signal })
  if (socket.authorized) return socket
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
  if (key && spkiHashes.includes(createHash('sha256').update(key).digest('base64'))) return socket
  throw Object.assign(new Error('the certificate is not trusted'), { code: String(socket.authorizationError) })
}

async function spoken(hop: Hop, socket: Socket, through: UpstreamProxy | null, maxBytes: number, signal: AbortSignal): Promise<Omit<HopAnswer, 'ip'>> {
  const client = new Client(hop.url.origin, {
    // Later, as any connection: undici is not ready for one that is there at once.
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    maxResponseSize: maxBytes,
    maxHeaderSize: 64 * 1024,
    allowH2: false,
  })
  try {
    // RFC 9112 section 3.2: in absolute form to another proxy.
    const path = `${through === null ? '' : hop.url.origin}${hop.url.pathname}${hop.url.search}`
    const fields = { ...hop.headers, ...(through === null ? {} : credentials(through)) }
    const { statusCode, headers, body } = await client.request({ path, method: hop.method, headers: fields, body: hop.body ?? null, signal })
    if (through !== null && statusCode === 407) throw new ProxyDenied()
    return { status: statusCode, headers: joined(headers), body: await body.bytes() }
  } finally {
    await client.destroy()
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  // Set-Cookie holds commas of its own (RFC 6265 section 3).
  const text = (name: string, value: string | string[]) => (Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : value)
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, text(name, value)]])))
}
