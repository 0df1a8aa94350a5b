import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { isIP, isIPv6, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { once } from 'node:events'
import type { Captured, Failure } from '#model/failure'
import { connectDeadlineMs, dial } from './dial.ts'
import { maxHeaderBytes } from './http-message.ts'
import { failureOf } from './network-failure.ts'
import type { UpstreamProxy } from './upstream.ts'

/**
 * A connection to the organisation's proxy itself, where the configuration puts it: mostly at a private address, which is not checked.
 * That it cannot be reached says nothing of the site: the failure is ours, `collector`.
 */
export async function connectToProxy(proxy: UpstreamProxy, signal: AbortSignal): Promise<Captured<Socket>> {
  try {
    const addresses = await lookup(proxy.host, { all: true })
    const reached = await dial({ ip: addresses[0]?.address ?? proxy.host, port: proxy.port, addresses }, signal)
    if (!reached.ok) return ours(reached.failure)
    return { ok: true, value: proxy.tls ? await secured(reached.value, proxy, signal) : reached.value }
  } catch (error) {
    return ours(failureOf(error))
  }
}

/** CONNECT (RFC 9110 section 9.3.6): the proxy is given the name and the port, and passes bytes on. */
export async function tunnelThrough({ proxy, host, port }: { proxy: UpstreamProxy; host: string; port: number }, signal: AbortSignal): Promise<Captured<Socket>> {
  const reached = await connectToProxy(proxy, signal)
  if (!reached.ok) return reached
  const socket = reached.value
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const late = () => socket.destroy(Object.assign(new Error(`no tunnel in ${connectDeadlineMs} ms`), { code: 'ETIMEDOUT' }))
  socket.setTimeout(connectDeadlineMs, late)
  try {
    const { response, first } = await answerTo(socket, authority, proxy, signal)
    socket.setTimeout(0).off('timeout', late)
    const failure = tunnelFailure(response.statusCode ?? 0)
    if (failure === null) {
      if (first.length > 0) socket.unshift(first)
      return { ok: true, value: socket }
    }
    socket.destroy()
    return { ok: false, failure }
  } catch (error) {
    socket.destroy()
    return { ok: false, failure: failureOf(error) }
  }
}

/** The field that opens the proxy, when it asks for one. */
export function credentials(proxy: UpstreamProxy): Record<string, string> {
  return proxy.authorization === null ? {} : { 'Proxy-Authorization': proxy.authorization }
}

/** A 407 comes from the proxy, never from the site (RFC 9110 section 15.5.8). */
export class ProxyDenied extends Error {
  readonly code = 'EPROXYDENIED'
  constructor() {
    super('The proxy of the organisation asks for other credentials (407)')
    this.name = 'ProxyDenied'
  }
}

function answerTo(socket: Socket, authority: string, proxy: UpstreamProxy, signal: AbortSignal): Promise<{ response: IncomingMessage; first: Buffer }> {
  return new Promise((resolve, reject) => {
    httpRequest({
      method: 'CONNECT', path: authority, headers: { Host: authority, ...credentials(proxy) }, setHost: false, maxHeaderSize: maxHeaderBytes,
      createConnection: () => socket, signal,
    }).once('connect', (response, _socket, first) => resolve({ response, first })).once('error', reject).end()
  })
}

/** Every answer but 2xx comes from the proxy: 502 to 504 tell of the site, the others of its own rules. */
function tunnelFailure(status: number): Failure | null {
  if (status >= 200 && status < 300) return null
  if (status === 407) return failureOf(new ProxyDenied())
  const detail = `The proxy of the organisation answered ${status}`
  return { code: status === 504 ? 'timeout' : [502, 503].includes(status) ? 'refused' : 'collector', detail }
}

async function secured(tcp: Socket, { host }: UpstreamProxy, signal: AbortSignal): Promise<Socket> {
  const socket = tlsConnect({ socket: tcp, host, ...(isIP(host) === 0 ? { servername: host } : {}), ALPNProtocols: ['http/1.1'] })
  await once(socket, 'secureConnect', { signal })
  return socket
}

function ours({ code, detail }: Failure): Captured<never> {
  return { ok: false, failure: code === 'interrupted' ? { code, detail } : { code: 'collector', detail: `The proxy of the organisation cannot be reached: ${detail}`.slice(0, 300) } }
}
