import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Failure } from '#model/failure'
import { canonicalHost, checkAddress, isWithin } from './address.ts'
import type { Upstreams } from './upstream.ts'

/** Names that live on loopback, the port that plays 80 (`http`) and 443 (`https`), and the name that each is an alias of. */
export type FixtureHosts = Readonly<Record<string, { http?: number; https?: number; alias?: string }>>

export type Address = { address: string; family: number }
export type Resolve = (host: string) => Promise<readonly Address[]>

/**
 * What may be reached. By default: public addresses, ports 80 and 443. `allowPrivate` opens private addresses and all
 * their ports; `allowPrivateRanges` (CIDR) opens some of them, on ports 80 and 443 and those of `allowPrivatePorts`. With `fixtures`, the names of the
 * map are reached on loopback and nothing else is reached at all, so that a demonstration never leaves the machine.
 * With `upstream`, what leaves goes through the organisation's proxy (route.ts says what is still checked here).
 */
export type Guard = {
  allowPrivate: boolean
  allowPrivateRanges?: readonly string[] | undefined
  allowPrivatePorts?: readonly number[] | undefined
  fixtures: FixtureHosts | null
  upstream?: Upstreams | null | undefined
  resolve?: Resolve
}

/** Where a connection may go: `addresses` were all checked, `ip` is the first. */
export type Destination = { ip: string; port: number; addresses: readonly Address[] }
export type Resolution = ({ ok: true } & Destination) | { ok: false; failure: Failure }

const dnsDeadlineMs = 8_000
/** Behind a proxy that resolves for everybody, names of the outside often have no answer here: nobody waits long for one. */
const dnsBehindProxyMs = 3_000
const neverAborted = new AbortController().signal
export const webPorts: readonly number[] = [80, 443]
/**
 * Resolves a host once and says where a connection may go. Every answer is checked: one forbidden address refuses the
 * host, since a name with a public and a private address is how a filter is walked around.
 * Failures: `forbidden-address` (the guard says no), `dns`, `timeout`, `interrupted` (by `signal`).
 */
export async function resolveOnce(host: string, port: number, guard: Guard, signal: AbortSignal = neverAborted): Promise<Resolution> {
  const name = canonicalHost(host)
  if (name === null) return refused('the host is not readable')
  if (guard.fixtures) return fixture(name, port, guard.fixtures)
  if (!guard.allowPrivate && ![...webPorts, ...(guard.allowPrivatePorts ?? [])].includes(port)) return refused(`port ${port} is not a web port`)
  const answers = await addressesOf(name, guard.resolve ?? systemResolve, signal)
  if ('code' in answers) return { ok: false, failure: answers }
  return judge(name, port, answers, guard)
}

/** The same guard, whose resolver answers once a name: what was checked for a page stays pinned for that page. */
export function pinned(guard: Guard): Guard {
  const resolve = guard.upstream ? withoutPatience(guard.resolve ?? systemResolve) : guard.resolve ?? systemResolve
  const answers = new Map<string, ReturnType<Resolve>>()
  return {
    ...guard,
    resolve(host) {
      const answer = answers.get(host) ?? resolve(host)
      answers.set(host, answer)
      return answer
    },
  }
}

/** The guard of one site: its own private ranges come on top. */
export function withRanges<G extends Omit<Guard, 'resolve'>>(guard: G, ranges: readonly string[] = []): G & { allowPrivateRanges: string[] } {
  return { ...guard, allowPrivateRanges: [...(guard.allowPrivateRanges ?? []), ...ranges] }
}

/** Each way in which the guard is weaker than the default, in the words stored with the evidence. */
export function weakened(guard: Omit<Guard, 'resolve'>): string[] {
  return [
    ...(guard.fixtures ? ['fixture-hosts'] : []),
    ...(guard.allowPrivate ? ['allow-private'] : []),
    ...(guard.allowPrivateRanges?.length ? ['allow-private-ranges'] : []),
    ...(guard.upstream && !guard.fixtures ? ['upstream-proxy'] : []),
  ]
}

function fixture(name: string, port: number, fixtures: FixtureHosts): Resolution {
  const ports = Object.hasOwn(fixtures, name) ? fixtures[name] : undefined
  const mapped = port === 80 ? ports?.http : port === 443 ? ports?.https : undefined
  if (mapped === undefined) return refused(`${name} port ${port} is not one of the fixture hosts`)
  return { ok: true, ip: '127.0.0.1', port: mapped, addresses: [{ address: '127.0.0.1', family: 4 }] }
}

async function addressesOf(name: string, resolve: Resolve, signal: AbortSignal): Promise<readonly Address[] | Failure> {
  if (isIP(name) !== 0) return [{ address: name, family: isIP(name) }]
  const answered = new AbortController()
  const deadline = setTimeout(dnsDeadlineMs, null, { signal: AbortSignal.any([answered.signal, signal]) })
  try {
    const answers = await Promise.race([resolve(name), deadline])
    return answers ?? { code: 'timeout', detail: `${name} was not resolved in ${dnsDeadlineMs} ms` }
  } catch {
    return signal.aborted ? { code: 'interrupted', detail: `the resolution of ${name} was stopped` } : { code: 'dns', detail: `${name} could not be resolved` }
  } finally {
    answered.abort()
  }
}

function judge(name: string, port: number, answers: readonly Address[], guard: Guard): Resolution {
  for (const { address } of answers) {
    const range = checkAddress(address)
    const opened = guard.allowPrivate || isWithin(address, guard.allowPrivateRanges ?? [])
    if (range !== null && !opened) return refused(`${name} leads to a forbidden address (${range})`)
    if (range === null && !webPorts.includes(port)) return refused(`port ${port} is not a web port`)
  }
  const [first] = answers
  if (!first) return { ok: false, failure: { code: 'dns', detail: `${name} has no address` } }
  return { ok: true, ip: first.address, port, addresses: answers }
}

function withoutPatience(resolve: Resolve): Resolve {
  return async (host) => {
    const answer = await Promise.race([resolve(host), setTimeout(dnsBehindProxyMs, null, { ref: false })])
    if (answer === null) throw new Error(`${host} was not resolved in ${dnsBehindProxyMs} ms`)
    return answer
  }
}

function refused(detail: string): Resolution {
  return { ok: false, failure: { code: 'forbidden-address', detail: detail.slice(0, 300) } }
}

/** The system's own resolver, hosts file included: it is what the machine's user would reach. */
function systemResolve(host: string): Promise<readonly Address[]> {
  return lookup(host, { all: true })
}
