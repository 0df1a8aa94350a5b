import { STATUS_CODES } from 'node:http'
import type { Failure } from '#model/failure'

/** Header that marks an answer of ours. A page may forge it: the proxy's log alone has authority. */
export const refusedHeader = 'x-trefle-refused'

/** Chromium takes headers of up to 256 kB; Node's own 16 kB would lose pages with many cookies. */
export const maxHeaderBytes = 256 * 1024

/** RFC 9110 section 7.6.1, and the Proxy-* fields, which were meant for us. */
const hopByHop = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authentication-info', 'proxy-authorization', 'proxy-connection',
  'te', 'trailer', 'transfer-encoding', 'upgrade',
])

/**
 * The fields meant for the other end, in their order and case; those that `Connection` names are dropped too.
 * No `Via` is added: servers read it as "do not compress" (nginx, gzip_proxied), which would change what is measured.
 */
export function endToEnd(rawHeaders: readonly string[]): string[] {
  const fields = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
  const named = fields.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/))
  return fields.filter(([name]) => !hopByHop.has(name.toLowerCase()) && !named.includes(name.toLowerCase())).flat()
}

/** Status line and fields, for the sockets that Node hands over raw (CONNECT, Upgrade). */
export function head(status: number, fields: readonly string[] = []): string {
  const lines = fields.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${fields[index + 1]}`] : []))
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n')
}

/** Our status for a failure: 403 when the guard refused, 504 for a timeout, 502 when the other end failed (RFC 9110). */
export function statusOf(failure: Failure): number {
  return failure.code === 'forbidden-address' ? 403 : failure.code === 'timeout' ? 504 : 502
}

/** Fields of an answer of ours that carries no body. */
export function refusal(code: string): string[] {
  return [refusedHeader, code, 'Content-Length', '0', 'Connection', 'close']
}
