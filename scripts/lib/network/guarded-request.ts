import type { Captured, Failure } from '#model/failure'
import { pinned } from './guard.ts'
import { requestHop, type Hop, type HopAnswer, type HopOptions } from './guarded-hop.ts'
import { userAgent } from './user-agent.ts'

export type GuardedOptions = HopOptions & {
  method?: Hop['method']
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** For the whole request, redirects and bodies included. */
  timeoutMs: number
  /** 0 gives a redirect back as it is. */
  maxRedirects: number
  /** Stops the request, whose failure is then `interrupted`. */
  signal?: AbortSignal
  /** Address or page of the people behind the request, for the user agent. */
  contact?: string
}

export type GuardedResponse = {
  status: number
  /** Lower-case names; a repeated field is joined with ", " (`set-cookie` with line ends). */
  headers: Record<string, string>
  body: Uint8Array
  finalUrl: string
  /** Each address that answered with a redirect, and its status. */
  redirects: { url: string; status: number }[]
  /** Address that was connected to; null behind the organisation's proxy. */
  ip: string | null
}

const redirectStatuses = [301, 302, 303, 307, 308]

/**
 * One HTTP request through the same guard as the pages: every hop is resolved once, checked, and reached at the checked
 * address. An answer of any status is a value. Failures: `forbidden-address`, `dns`, `refused`, `reset`, `tls`, `timeout`,
 * `too-large` (past `maxBytes`), `redirects`, `http` (not HTTP), `interrupted` (by `signal`).
 */
export async function guardedRequest(address: string, options: GuardedOptions): Promise<Captured<GuardedResponse>> {
  const deadline = AbortSignal.timeout(options.timeoutMs)
  const stopped = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal])
  const guard = pinned(options.guard)
  const redirects: GuardedResponse['redirects'] = []
  let hop = firstHop(address, options)
  for (;;) {
    if ('code' in hop) return { ok: false, failure: hop }
    const answer = await requestHop(hop, { ...options, guard }, stopped)
    if (options.signal?.aborted) return failed('interrupted', 'the request was stopped')
    if (deadline.aborted) return failed('timeout', `no answer in ${options.timeoutMs} ms`)
    if (!answer.ok) return answer
    const { status, headers } = answer.value
    const location = redirectStatuses.includes(status) ? headers.location : undefined
    if (location === undefined || options.maxRedirects === 0) return arrived(answer.value, hop.url, redirects)
    if (redirects.length === options.maxRedirects) return failed('redirects', `more than ${options.maxRedirects} redirects`)
    redirects.push({ url: hop.url.href, status })
    hop = nextHop(hop, status, location)
  }
}

function firstHop(address: string, { method = 'GET', headers = {}, body, contact }: GuardedOptions): Hop | Failure {
  const url = reachable(address)
  if ('code' in url) return url
  // Bodies are read as they come: no compression is asked, so that maxBytes bounds what is held.
  const fields = { 'user-agent': userAgent(contact), 'accept-encoding': 'identity', ...headers }
  return { url, method, headers: fields, ...(body === undefined ? {} : { body }) }
}

/** RFC 9110 section 15.4: 303, and 301 or 302 after a POST, become a GET. Credentials stay with the origin they were meant for. */
function nextHop(hop: Hop, status: number, location: string): Hop | Failure {
  const url = reachable(location, hop.url)
  if ('code' in url) return url
  const secret = /^(authorization|cookie)$/i
  const headers = url.origin === hop.url.origin ? hop.headers : Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !secret.test(name)))
  const becomesGet = (status === 303 && hop.method !== 'HEAD') || (status < 303 && hop.method === 'POST')
  if (!becomesGet) return { ...hop, url, headers }
  return { url, method: 'GET', headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/i.test(name))) }
}

function reachable(address: string, base?: URL): URL | Failure {
  const url = URL.parse(address, base?.href)
  const readable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  return readable ? url : { code: 'forbidden-address', detail: 'only http and https addresses without credentials are asked' }
}

function arrived(answer: HopAnswer, url: URL, redirects: GuardedResponse['redirects']): Captured<GuardedResponse> {
  return { ok: true, value: { ...answer, finalUrl: url.href, redirects } }
}

function failed(code: Failure['code'], detail: string): Captured<never> {
  return { ok: false, failure: { code, detail } }
}
