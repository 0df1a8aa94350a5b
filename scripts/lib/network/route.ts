import type { Socket } from 'node:net'
import type { Captured } from '#model/failure'
import { canonicalHost } from './address.ts'
import type { Dial } from './dial.ts'
import { resolveOnce, webPorts, type Destination, type Guard } from './guard.ts'
import { connectToProxy, tunnelThrough } from './upstream-dial.ts'
import { upstreamFor, type UpstreamProxy } from './upstream.ts'

/** What is asked for: `http` is a request in clear, `tunnel` is anything else. */
export type Asked = { host: string; port: number; scheme: 'http' | 'tunnel' }

/**
 * How a host is reached. Straight, at the addresses that were checked. Or through the organisation's proxy, which is given the
 * name and resolves it again: `checked` when our own resolver knew the name and all its addresses were allowed, `delegated` when it
 * did not, so that what the name leads to is that proxy's to judge.
 */
export type Route = { kind: 'direct'; destination: Destination } | UpstreamRoute
type UpstreamRoute = { kind: 'upstream'; proxy: UpstreamProxy; host: string; port: number; check: 'checked' | 'delegated' }

/** Names that never belong to the public Internet: one label, and the special-use domains (RFC 6761, 6762, 8375, ICANN's .internal). */
const insideName = /^[^.]+$|\.(localhost|local|internal|home\.arpa)$/

/**
 * Decides how to reach a host. Ports, addresses written as such, and names that our own resolver knows are checked whatever the
 * route; fixtures never leave the machine. Failures are those of `resolveOnce`.
 */
export async function routeTo(asked: Asked, guard: Guard, signal?: AbortSignal): Promise<Captured<Route>> {
  const host = canonicalHost(asked.host)
  const proxy = host === null || guard.fixtures || !guard.upstream ? null : upstreamFor({ ...asked, host }, guard.upstream)
  const resolution = await resolveOnce(asked.host, asked.port, guard, signal)
  if (proxy === null || host === null) return resolution.ok ? { ok: true, value: { kind: 'direct', destination: resolution } } : resolution
  if (resolution.ok) return { ok: true, value: { kind: 'upstream', proxy, host, port: asked.port, check: 'checked' } }
  if (!['dns', 'timeout'].includes(resolution.failure.code)) return resolution
  if (insideName.test(host) || !webPorts.includes(asked.port))
    return { ok: false, failure: { code: 'forbidden-address', detail: `${host} could not be checked and is not a name of the public Internet`.slice(0, 300) } }
  return { ok: true, value: { kind: 'upstream', proxy, host, port: asked.port, check: 'delegated' } }
}

/** A connection, or why there is none; `upstream` is set when the way leads through the organisation's proxy, connected or not. */
export type Opening = { upstream: Pick<UpstreamRoute, 'proxy' | 'check'> | null; connection: Captured<Socket> }

/** Decides how to reach a host and connects: to the host itself, or, for a request in clear through a proxy, to that proxy. */
export async function openTo(asked: Asked, guard: Guard, dial: Dial, signal: AbortSignal): Promise<Opening> {
  const route = await routeTo(asked, guard, signal)
  if (!route.ok) return { upstream: null, connection: route }
  if (route.value.kind === 'direct') return { upstream: null, connection: await dial(route.value.destination, signal) }
  const { proxy } = route.value
  return { upstream: route.value, connection: await (asked.scheme === 'http' ? connectToProxy(proxy, signal) : tunnelThrough(route.value, signal)) }
}
