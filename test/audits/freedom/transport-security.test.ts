import { describe, expect, test } from 'vitest'
import audit from '#audits/freedom/transport-security'
import type { Artifacts } from '#model/evidence'
import { aContext, aDocument } from '../../builders.ts'

const expiring = (validTo: string, protocol = 'TLS 1.3') => aDocument({ tls: { protocol, issuer: 'A', subject: 'B', validFrom: '2026-01-01T00:00:00Z', validTo } })
const transport = (part: Partial<Artifacts['transport']>): Artifacts['transport'] => ({ httpStatus: null, httpRedirectsTo: null, httpFailure: null, ...part })
const judge = (document: Artifacts['document'], answer?: Artifacts['transport'], url = 'https://www.ville.example/') =>
  audit.judge({ document, ...(answer === undefined ? {} : { transport: answer }) }, aContext({ url, finalUrl: url }))

test('a protected page passes and says how many days its certificate has left', () => {
  expect(judge(aDocument(), transport({ httpStatus: 301, httpRedirectsTo: 'https://www.ville.example/' }))).toEqual({ outcome: 'pass', measure: { value: 39, unit: 'day' }, findings: [] })
})

test('a page in http fails and has no certificate to count', () => {
  expect(judge(aDocument({ tls: null }), undefined, 'http://www.ville.example/')).toMatchObject({ outcome: 'fail', measure: null })
})

test('on the machine itself transport does not apply', () => {
  for (const url of ['http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]/']) expect(judge(aDocument(), undefined, url).outcome).toBe('not-applicable')
})

describe('the certificate', () => {
  test('warns below thirty days, from the instant of the visit', () => {
    expect(judge(expiring('2026-12-22T03:40:00Z'))).toMatchObject({ outcome: 'pass', measure: { value: 30 } })
    expect(judge(expiring('2026-12-22T03:39:59Z'))).toMatchObject({ outcome: 'fail', findings: [{ message: 'Le certificat du site expire dans 29 jours.' }] })
    expect(judge(expiring('2026-11-21T00:00:00Z'))).toMatchObject({ outcome: 'fail', findings: [{ message: 'Le certificat du site a expiré.' }] })
  })

  test('that could not be read is for a human, not a failure', () => expect(judge(aDocument({ tls: null }))).toMatchObject({ outcome: 'to-verify', measure: null }))
})

test.each([['TLS 1.0', 'fail'], ['TLS 1', 'fail'], ['TLS 1.1', 'fail'], ['TLS 1.2', 'pass'], ['TLS 1.3', 'pass'], ['QUIC', 'pass']])('%s: %s (RFC 8996)', (protocol, outcome) => {
  expect(judge(expiring('2027-06-01T00:00:00Z', protocol)).outcome).toBe(outcome)
})

describe('the address in http', () => {
  test.each([
    ['answers without sending to https', { httpStatus: 200 }, 'répond sans renvoyer'],
    ['first sends to another http address', { httpStatus: 302, httpRedirectsTo: 'http://ville.example/' }, 'autre adresse en http'],
    ['first sends to another name', { httpStatus: 301, httpRedirectsTo: 'https://ville.example/' }, 'autre nom'],
  ])('fails when it %s', (_what, part, message) => {
    expect(judge(aDocument(), transport(part))).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining(message) }] })
  })

  test.each([
    ['is not asked on this page', undefined],
    ['does not answer', transport({ httpFailure: { code: 'refused', detail: 'nothing listens' } })],
    ['answers an error', transport({ httpStatus: 404 })],
  ])('is fine when it %s', (_what, answer) => expect(judge(aDocument(), answer).outcome).toBe('pass'))
})
