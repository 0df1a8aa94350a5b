import { setTimeout } from 'node:timers/promises'
import type { Captured } from '#model/failure'
import type { Guard } from './guard.ts'
import { guardedRequest, type GuardedResponse } from './guarded-request.ts'

/** Asks one address and reads at most `maxBytes` of its body. */
export type Ask = (address: string, maxBytes: number) => Promise<Captured<GuardedResponse>>

export type PoliteOptions = {
  guard: Guard
  spkiHashes?: readonly string[]
  contact: string
  /** Which hosts are the site's: no other is asked, not even when a redirect says so. */
  isOwn: (address: string) => boolean
  signal?: AbortSignal
  /** For each request. */
  timeoutMs?: number
}

/** One request at a time, with a pause of `delayMs` between the end of one and the start of the next. */
export type PoliteClient = { ask: Ask; slowDown(delayMs: number): void }

const maxRedirects = 5

export function politeClient({ guard, spkiHashes = [], contact, isOwn, signal, timeoutMs = 20_000 }: PoliteOptions): PoliteClient {
  let delayMs = 0
  let asked = 0
  let last: Promise<unknown> = Promise.resolve()
  const one = async (address: string, maxBytes: number): Promise<Captured<GuardedResponse>> => {
    if (!isOwn(address)) return { ok: false, failure: { code: 'redirects', detail: `leads to another host, ${URL.parse(address)?.host.slice(0, 100) ?? ''}` } }
    if (asked > 0 && delayMs > 0) await setTimeout(delayMs, null, signal ? { signal } : {}).catch(() => null)
    signal?.throwIfAborted()
    asked += 1
    return guardedRequest(address, { guard, spkiHashes, contact, maxBytes, timeoutMs, maxRedirects: 0, headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.5' } })
  }
  const followed = async (start: string, maxBytes: number): Promise<Captured<GuardedResponse>> => {
    let address = start
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      const answer = await one(address, maxBytes)
      const location = answer.ok && [301, 302, 303, 307, 308].includes(answer.value.status) ? answer.value.headers.location : undefined
      const next = location === undefined ? undefined : URL.parse(location, address)?.href
      if (next === undefined) return answer
      address = next
    }
    return { ok: false, failure: { code: 'redirects', detail: `more than ${maxRedirects} redirects` } }
  }
  return {
    ask: (address, maxBytes) => {
      const answer = last.then(() => followed(address, maxBytes))
      last = answer.catch(() => undefined)
      return answer
    },
    slowDown: (ms) => { delayMs = ms },
  }
}
