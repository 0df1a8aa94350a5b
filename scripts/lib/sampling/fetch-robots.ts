import { guardedRequest, type GuardedOptions } from '../network/guarded-request.ts'
import { readRobots, robotsMaxBytes, type Robots } from './robots.ts'

export type RobotsOptions = Pick<GuardedOptions, 'guard' | 'contact' | 'spkiHashes' | 'signal'>

/**
 * Reads the robots.txt of an origin, five redirects at most, to other hosts too (RFC 9309 section 2.3.1.2). A host that has no name, no
 * server or no valid certificate is left to the browser, which says it more exactly and gets nothing either; out of order, it closes the site.
 */
export async function fetchRobots(origin: string, options: RobotsOptions): Promise<Robots> {
  const answer = await guardedRequest(new URL('/robots.txt', origin).href, { ...options, maxBytes: robotsMaxBytes, timeoutMs: 10_000, maxRedirects: 5 })
  if (!answer.ok && ['dns', 'refused', 'tls', 'forbidden-address'].includes(answer.failure.code)) {
    return { allows: () => true, refusal: () => null, delayMs: 0, sitemaps: [], notes: [] }
  }
  return readRobots(origin, answer)
}

/** Reads the robots.txt of each origin once, however often it is asked for; its notes are given the first time. */
export function readOnce(read: typeof fetchRobots): typeof fetchRobots {
  const known = new Map<string, Promise<Robots>>()
  return async (origin, options) => {
    const before = known.get(origin)
    if (before !== undefined) return { ...await before, notes: [] }
    const answer = read(origin, options)
    known.set(origin, answer)
    answer.catch(() => known.delete(origin))
    return answer
  }
}
