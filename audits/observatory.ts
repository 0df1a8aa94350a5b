import type { Artifacts } from '#model/evidence'
import type { FactorBook } from '#model/factor'
import { factorValue } from '#lib/factors/factor-book'
import { httpAnswer } from '#lib/web/http-redirect'
import { isLoopback } from '#lib/web/loopback'
import { judgePolicies, parseMetaPolicies, parsePolicies } from './csp.ts'

export type Answer = {
  asked: string
  finalUrl: string
  headers: Readonly<Record<string, string>>
  metaCsp: readonly string[]
  cookies: Artifacts['cookies']
  transport: Artifacts['transport'] | undefined
}

/** One line of the published scale: "hsts.absent" is the factor "observatory.hsts.absent". */
export type Mark = { id: string; points: number }

/**
 * Marks of an answer on the published scale of the MDN HTTP Observatory (mdn/mdn-http-observatory, src/grader/charts.js),
 * without the tests that a page load cannot answer: CORS, subresource integrity, HSTS preload list.
 * On loopback what rests on https is left out.
 */
export function observatoryMarks(answer: Answer, factors: FactorBook): Mark[] {
  const points = (id: string) => factorValue(factors, `observatory.${id}`)
  const local = isLoopback(answer.finalUrl)
  const ids = [
    cspMark(answer), frameMark(answer), sniffMark(answer), referrerMark(answer), resourcePolicyMark(answer),
    ...(local ? [] : [hstsMark(answer, points('hsts.six-months')), redirectMark(answer)]),
    worst(cookieMarks(answer, local, points('hsts.six-months')), points),
  ]
  return ids.flatMap((id) => (id === null ? [] : [{ id, points: points(id) }]))
}

/** 0 to 100: points are added only when what was lost leaves at least 90, and the score shown stops at 100. */
export function observatoryScore(marks: readonly Mark[], factors: FactorBook): number {
  const sum = (wanted: (points: number) => boolean) => marks.filter(({ points }) => wanted(points)).reduce((total, { points }) => total + points, 0)
  const penalised = 100 + sum((points) => points < 0)
  const earned = penalised >= factorValue(factors, 'observatory.bonus-from') ? sum((points) => points > 0) : 0
  return Math.min(100, Math.max(0, penalised + earned))
}

function cspMark({ headers, metaCsp, finalUrl }: Answer): string {
  const policies = [...parsePolicies(headers['content-security-policy']), ...parseMetaPolicies(metaCsp)]
  return `csp.${judgePolicies(policies, finalUrl.startsWith('https:'))}`
}

function frameMark({ headers }: Answer): string | null {
  if (parsePolicies(headers['content-security-policy']).some((policy) => policy.has('frame-ancestors'))) return 'frame.csp'
  return /^(deny|sameorigin|allow-from\b)/i.test((headers['x-frame-options'] ?? '').trim()) ? null : 'frame.absent'
}

function sniffMark({ headers }: Answer): string | null {
  return (headers['x-content-type-options'] ?? '').trim().toLowerCase() === 'nosniff' ? null : 'nosniff.absent'
}

const privateReferrers = new Set(['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'])
const unsafeReferrers = new Set(['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade'])

/** The last policy that a browser knows counts (Referrer Policy, section 8.1). */
function referrerMark({ headers }: Answer): string | null {
  const header = headers['referrer-policy']
  if (header === undefined) return null
  const known = header.toLowerCase().split(/[,\n]/).map((token) => token.trim()).filter((token) => privateReferrers.has(token) || unsafeReferrers.has(token))
  return privateReferrers.has(known.at(-1) ?? '') ? 'referrer.private' : 'referrer.unsafe'
}

function resourcePolicyMark({ headers }: Answer): string | null {
  const value = headers['cross-origin-resource-policy']?.trim().toLowerCase()
  if (value === undefined || value === 'cross-origin') return null
  return value === 'same-origin' || value === 'same-site' ? 'corp.same' : 'corp.invalid'
}

/** Seconds for which browsers are told to stay on https; null without a valid header, and over http (RFC 6797, section 8.1). */
function hstsSeconds({ headers, finalUrl }: Answer): number | null {
  const seconds = /(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(headers['strict-transport-security'] ?? '')?.[1]
  return seconds === undefined || !finalUrl.startsWith('https:') ? null : Number(seconds)
}

function hstsMark(answer: Answer, sixMonths: number): string | null {
  const seconds = hstsSeconds(answer)
  return seconds === null ? 'hsts.absent' : seconds < sixMonths ? 'hsts.short' : null
}

function redirectMark({ finalUrl, asked, transport }: Answer): string | null {
  if (!finalUrl.startsWith('https:')) return 'redirect.missing'
  const answer = transport === undefined ? 'silent' : httpAnswer(transport, asked)
  return answer === 'silent' || answer === 'to-https' ? null : `redirect.${answer}`
}

function cookieMarks(answer: Answer, local: boolean, sixMonths: number): string[] {
  const protectedByHsts = (hstsSeconds(answer) ?? 0) >= sixMonths
  const own = answer.cookies.filter(({ firstParty }) => firstParty)
  const suffix = protectedByHsts ? '-hsts' : ''
  const marks = own.flatMap(({ name, secure, httpOnly, sameSite }) => {
    const session = /login|sess/i.test(name)
    return [
      ...(!secure && !local ? [`cookies.${session ? 'session-' : ''}not-secure${suffix}`] : []),
      ...(session && !httpOnly ? ['cookies.session-not-http-only'] : []),
      ...((sameSite === 'None' && !secure) || (/csrf/i.test(name) && sameSite === null) ? ['cookies.same-site-invalid'] : []),
    ]
  })
  return marks.length === 0 && own.length > 0 && own.every(({ sameSite }) => sameSite !== null) ? ['cookies.protected'] : marks
}

function worst(ids: readonly string[], points: (id: string) => number): string | null {
  return ids.reduce<string | null>((lowest, id) => (lowest === null || points(id) < points(lowest) ? id : lowest), null)
}
