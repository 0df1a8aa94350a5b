import { describe, expect, test } from 'vitest'
import audit from '#audits/freedom/security-headers'
import type { Artifacts } from '#model/evidence'
import { aContext, aCookie, aDocument, aText } from '../../builders.ts'

type Setup = { headers?: Record<string, string>; metaCsp?: string[]; cookies?: Artifacts['cookies']; transport?: Artifacts['transport']; url?: string }

function judge({ headers = {}, metaCsp = [], cookies = [], transport, url = 'https://www.ville.example/' }: Setup) {
  const artifacts = { document: aDocument({ headers }), text: aText({ metaCsp }), cookies, ...(transport === undefined ? {} : { transport }) }
  return audit.judge(artifacts, aContext({ url, finalUrl: url }))
}
const score = (setup: Setup) => judge(setup).measure?.value

const good = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
}
const without = (name: keyof typeof good) => Object.fromEntries(Object.entries(good).filter(([header]) => header !== name))
const lost = (setup: Setup) => judge(setup).findings.map(({ message }) => Number(/−(\d+) points/.exec(message)?.[1])).reduce((sum, points) => sum + points, 0)

test('a page with every setting passes, and its score stops at 100', () => expect(judge({ headers: good })).toEqual({ outcome: 'pass', measure: { value: 100, unit: 'score' }, findings: [] }))

test('a page with no setting loses the points of each: 25 + 20 + 20 + 5', () => {
  expect(judge({})).toMatchObject({ outcome: 'fail', measure: { value: 30, unit: 'score' }, findings: [{}, {}, {}, {}] })
})

test('added points count only from 90 on', () => {
  expect(score({ headers: without('x-content-type-options') })).toBe(100)
  expect(score({ headers: without('strict-transport-security') })).toBe(80)
})

describe('the content security policy', () => {
  test.each([
    ["default-src 'none'", 0],
    ["default-src 'self'; style-src 'unsafe-inline'", 0],
    ["default-src 'self'; script-src 'nonce-abc' 'unsafe-inline'", 0],
    ["script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'", 0],
    ["default-src 'self'; script-src 'unsafe-inline'", 20],
    ["default-src 'self'; script-src https:", 20],
    ["default-src 'self'; script-src 'self' data:", 20],
    ["script-src 'self'", 20],
    ["default-src 'self'; connect-src http://api.ville.example", 20],
    ["default-src 'self'; script-src 'self' 'unsafe-eval'", 10],
    ["default-src 'self'; img-src http:", 10],
    ["default-src 'self'; script-src 'strict-dynamic'", 25],
    ['', 25],
  ])('« %s » costs %d points', (policy, points) => {
    const headers = { ...without('content-security-policy'), 'x-frame-options': 'DENY', 'content-security-policy': policy }
    expect(lost({ headers })).toBe(points)
  })

  test('the strictest of two policies protects the page', () => {
    const headers = { ...good, 'content-security-policy': "script-src 'unsafe-inline', default-src 'none'; frame-ancestors 'none'" }
    expect(lost({ headers })).toBe(0)
  })

  test('counts in a meta element, except for frames, which only a header can refuse', () => {
    const headers = without('content-security-policy')
    expect(lost({ headers, metaCsp: ["default-src 'self'; frame-ancestors 'none'"] })).toBe(20)
    expect(lost({ headers, metaCsp: ["frame-ancestors 'none'"] })).toBe(45)
  })

  test('counts the first of two same directives', () => {
    const policy = "default-src 'self'; frame-ancestors 'none'; script-src 'self'; script-src 'unsafe-inline'"
    expect(lost({ headers: { ...good, 'content-security-policy': policy } })).toBe(0)
  })

  test('may name http sources on a page that is itself in http', () => {
    const policy = "default-src 'self'; img-src http:; frame-ancestors 'none'"
    expect(lost({ headers: { ...good, 'content-security-policy': policy }, url: 'http://127.0.0.1/' })).toBe(0)
  })

  test('that only reports is no policy', () => {
    expect(lost({ headers: { ...without('content-security-policy'), 'x-frame-options': 'SAMEORIGIN', 'content-security-policy-report-only': "default-src 'self'" } })).toBe(25)
  })
})

describe('the other headers', () => {
  test.each([['max-age=15768000', 0], ['max-age=15767999', 10], ['includeSubDomains', 20], ['max-age=0', 10]])('HSTS « %s » costs %d points', (value, points) => {
    expect(lost({ headers: { ...good, 'strict-transport-security': value } })).toBe(points)
  })

  test.each([['no-referrer', 0], ['unsafe-url', 5], ['unsafe-url, strict-origin', 0], ['sans-objet', 5]])('Referrer-Policy « %s » costs %d points', (value, points) => {
    expect(lost({ headers: { ...good, 'referrer-policy': value } })).toBe(points)
  })

  test.each([['same-origin', 0], ['cross-origin', 0], ['partout', 5]])('Cross-Origin-Resource-Policy « %s » costs %d points', (value, points) => {
    expect(lost({ headers: { ...good, 'cross-origin-resource-policy': value } })).toBe(points)
  })
})

describe('the cookies of the site', () => {
  const unprotected = without('strict-transport-security')
  test.each([
    ['a session that scripts can read', good, aCookie('PHPSESSID', { httpOnly: false }), 30],
    ['a session not kept to https', unprotected, aCookie('PHPSESSID', { secure: false }), 60],
    ['the same under HSTS', good, aCookie('PHPSESSID', { secure: false }), 10],
    ['any other not kept to https', unprotected, aCookie('langue', { secure: false }), 40],
    ['the same under HSTS', good, aCookie('langue', { secure: false }), 5],
    ['a cross-site one not kept to https', good, aCookie('langue', { secure: false, sameSite: 'None' }), 20],
    ['a token against forgery without SameSite', good, aCookie('csrftoken', { sameSite: null }), 20],
    ['one of another site', good, aCookie('PHPSESSID', { secure: false, httpOnly: false, firstParty: false }), 0],
  ])('%s', (_what, headers, cookie, points) => expect(lost({ headers, cookies: [cookie] })).toBe(points))
})

test('a site in http loses what https would bring; a machine that tests itself does not', () => {
  expect(score({ headers: good, url: 'http://www.ville.example/' })).toBe(60)
  expect(score({ headers: good, url: 'http://127.0.0.1:8080/' })).toBe(100)
})

test('the answer of the http address counts where it is known', () => {
  const transport = { httpStatus: 200, httpRedirectsTo: null, httpFailure: null }
  expect(lost({ headers: good, transport })).toBe(20)
  expect(lost({ headers: good, transport: { ...transport, httpStatus: 301, httpRedirectsTo: 'https://ville.example/' } })).toBe(5)
})

test('no finding repeats a value of the server', () => {
  const headers = { server: 'Apache/2.4.1', 'x-powered-by': 'PHP/5.6', 'referrer-policy': 'PHP/5.6' }
  expect(JSON.stringify(judge({ headers }).findings)).not.toMatch(/Apache|PHP/)
})
