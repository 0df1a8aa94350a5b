import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { matchesSuffix } from '#lib/web/address'
import { isLoopback } from '#lib/web/loopback'
import { UsageError } from '../command/errors.ts'
import { canonicalHost, isWithin } from './address.ts'

/** A proxy of the organisation. `authorization` is the whole value of its Proxy-Authorization field. */
export const UpstreamProxy = z.strictObject({ host: z.string(), port: z.int(), tls: z.boolean(), authorization: z.string().nullable() })
export type UpstreamProxy = z.infer<typeof UpstreamProxy>

/** Where what leaves goes through: `clear` for http, `tunnel` for https and websockets; null is straight out. */
export const Upstreams = z.strictObject({ clear: UpstreamProxy.nullable(), tunnel: UpstreamProxy.nullable(), exceptions: z.array(z.string()) })
export type Upstreams = z.infer<typeof Upstreams>

/**
 * The proxies that HTTP_PROXY and HTTPS_PROXY name and the hosts that NO_PROXY leaves out, in the names and rules of curl: lower
 * case comes first, one variable does not stand for the other, an empty one is none. Null when there is no proxy.
 * Throws a UsageError for a variable that cannot be read; it never repeats a password.
 */
export function upstreamsOf(environment: NodeJS.ProcessEnv): Upstreams | null {
  const clear = proxyOf('HTTP_PROXY', environment)
  const tunnel = proxyOf('HTTPS_PROXY', environment)
  if (clear === null && tunnel === null) return null
  return { clear, tunnel, exceptions: valueOf('NO_PROXY', environment).split(/[\s,]+/).filter((entry) => entry !== '').map(readable) }
}

/** The proxy of a host, in the canonical form of the guard; null when it is reached straight. Loopback is always this machine. */
export function upstreamFor({ host, port, scheme }: { host: string; port: number; scheme: 'http' | 'tunnel' }, upstreams: Upstreams): UpstreamProxy | null {
  if (isLoopback(`http://${isIPv6(host) ? `[${host}]` : host}/`)) return null
  if (upstreams.exceptions.some((entry) => excepts(entry, host, port))) return null
  return scheme === 'http' ? upstreams.clear : upstreams.tunnel
}

function valueOf(name: string, environment: NodeJS.ProcessEnv): string {
  return (environment[name.toLowerCase()] ?? environment[name] ?? '').trim()
}

function proxyOf(name: string, environment: NodeJS.ProcessEnv): UpstreamProxy | null {
  const written = valueOf(name, environment)
  if (written === '') return null
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '')
    throw new UsageError(`La variable ${name} ne désigne pas un proxy http ou https.`, 'Écrivez-la ainsi : http://proxy.ma-ville.fr:3128')
  const tls = url.protocol === 'https:'
  const credentials = `${spelled(url.username, name)}:${spelled(url.password, name)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (tls ? 443 : 80)),
    tls,
    // RFC 7617: UTF-8, then base64.
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  }
}

function spelled(text: string, name: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UsageError(`L’identifiant ou le mot de passe de ${name} contient un signe % isolé.`, 'Écrivez %25 à la place de % dans cette variable.')
  }
}

function readable(entry: string): string {
  if (!entry.includes('/') || ipaddr.isValidCIDR(entry)) return entry
  throw new UsageError(`NO_PROXY : « ${entry} » n’est pas une plage d’adresses.`, 'Écrivez une plage ainsi : 10.0.0.0/8.')
}

/** One entry of NO_PROXY: `*`, a range for hosts that are addresses, an address, or a name that stands for its sub-domains too; with or without a port. */
function excepts(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isWithin(host, [entry])
  const [, written = entry, wantedPort] = isIPv6(entry) ? [] : (/^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? [])
  const name = canonicalHost(written.replace(/^\*?\./, ''))
  return name !== null && (wantedPort === undefined || Number(wantedPort) === port) && matchesSuffix(host, name)
}
