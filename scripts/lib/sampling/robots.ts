import robotsParser from 'robots-parser'
import { cleanText } from '#lib/words/clean'
import type { Captured, Failure, FailureCode } from '#model/failure'
import type { GuardedResponse } from '../network/guarded-request.ts'

// The types of robots-parser 3.0.1 describe an ES module; Node gives the function itself.
const parseRules = robotsParser as unknown as typeof robotsParser.default

/** Name that Trèfle obeys under in robots.txt, whatever its version. */
const token = 'Trefle'
/** RFC 9309 section 2.5 asks a reader to take at least 500 KiB. */
export const robotsMaxBytes = 500 * 1024
/** A site that asks for an hour between two pages would never be read; ten seconds is what it gets. */
const delayCapMs = 10_000

export type Robots = {
  /** May this path of the site be asked? */
  allows(path: string): boolean
  /** Why it may not: the rule, quoted, or why the rules could not be read; null when it may. */
  refusal(path: string): Failure | null
  /** Pause that the site asks for between two requests. */
  delayMs: number
  sitemaps: string[]
  /** What was not obeyed to the letter and why, in French. */
  notes: string[]
}

/**
 * What a site's robots.txt allows, from the answer to `<origin>/robots.txt` (RFC 9309): absent (4xx), all is allowed; out of
 * order (5xx, no answer), nothing is. A web page, or a file past 500 KiB, is no robots.txt: it is set aside and that is said.
 */
export function readRobots(origin: string, answer: Captured<GuardedResponse>): Robots {
  if (!answer.ok && answer.failure.code === 'too-large') return free(['robots.txt dépasse 500 Kio : il a été laissé de côté.'])
  if (!answer.ok && answer.failure.code === 'redirects') return free(['robots.txt renvoie vers un autre hôte ou tourne en rond : il a été laissé de côté.'])
  if (!answer.ok) return closed(answer.failure.code, `robots.txt ne répond pas (${answer.failure.code}) : par prudence, aucune page n’est demandée (RFC 9309).`, `robots.txt cannot be read (${answer.failure.code}): nothing is asked (RFC 9309)`)
  const { status, headers, body } = answer.value
  if (status >= 500 || status === 429) return closed(status === 429 || status === 503 ? 'access-denied' : 'http', `robots.txt répond ${status} : par prudence, aucune page n’est demandée (RFC 9309).`, `robots.txt answered ${status}: nothing is asked (RFC 9309)`)
  if (status !== 200) return free([])
  const text = new TextDecoder().decode(body)
  if (/^\uFEFF?\s*</.test(text) || /html/i.test(headers['content-type'] ?? '')) return free(['robots.txt est une page web : il a été laissé de côté.'])
  const rules = parseRules(new URL('/robots.txt', origin).href, text)
  const askedMs = (rules.getCrawlDelay(token) ?? 0) * 1000
  const allows = (path: string) => rules.isAllowed(new URL(path, origin).href, token) !== false
  const lines = text.split(/\r\n|\r|\n/)
  return {
    allows,
    refusal(path) {
      if (allows(path)) return null
      const line = rules.getMatchingLineNumber(new URL(path, origin).href, token)
      return { code: 'robots', detail: cleanText(`robots.txt, line ${line}: ${lines[line - 1] ?? ''}`) }
    },
    delayMs: Number.isFinite(askedMs) ? Math.min(Math.max(0, askedMs), delayCapMs) : 0,
    sitemaps: rules.getSitemaps(),
    notes: askedMs > delayCapMs ? [`robots.txt demande ${askedMs / 1000} s entre deux pages : ${delayCapMs / 1000} s ont été respectées.`] : [],
  }
}

function free(notes: string[]): Robots {
  return { allows: () => true, refusal: () => null, delayMs: 0, sitemaps: [], notes }
}

/** The site is not refusing: it cannot be heard, and the code says how. */
function closed(code: FailureCode, note: string, detail: string): Robots {
  return { allows: () => false, refusal: () => ({ code, detail }), delayMs: 0, sitemaps: [], notes: [note] }
}
