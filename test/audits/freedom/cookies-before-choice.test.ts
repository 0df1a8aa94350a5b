import { describe, expect, test } from 'vitest'
import audit from '#audits/freedom/cookies-before-choice'
import type { Artifacts } from '#model/evidence'
import { aContext, aCookie } from '../../builders.ts'

const judge = (cookies: Artifacts['cookies'], storage: Artifacts['storage'] = []) => audit.judge({ cookies, storage }, aContext())
const lasting = (name: string, days: number) => aCookie(name, { jarDays: Math.min(days, 400), claimedDays: days })

test('nothing stored passes', () => {
  expect(judge([])).toEqual({ outcome: 'pass', measure: { value: 0, unit: 'count' }, details: { toVerify: { value: 0, unit: 'count' }, stored: { value: 0, unit: 'count' } }, findings: [] })
})

test.each(['_ga', '_ga_ABC123', '_gid', '_fbp', 'IDE', 'NID', '_hjSessionUser_1', '_uetsid', 'YSC', 'VISITOR_INFO1_LIVE'])('« %s » may need a consent: it fails', (name) => {
  const verdict = judge([lasting(name, 90)])
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 1 } })
  expect(verdict.findings[0]?.message).toMatch(new RegExp(`^Cookie « ${name} » \\(www\\.ville\\.example\\) sans rien cliquer : .*peut nécessiter un consentement`))
})

test('a known name in local storage is judged like a cookie: the law does not care for the technique', () => {
  expect(judge([], [{ origin: 'https://www.ville.example', kind: 'local', name: '_hjid', valueLength: 36 }])).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('Stockage local « _hjid »') }] })
})

test.each(['PHPSESSID', 'tarteaucitron', 'pll_language', 'AWSALBCORS'])('« %s » serves what was asked: it passes', (name) => {
  expect(judge([lasting(name, 365)]).outcome).toBe('pass')
})

describe('the lifetime of an audience measurement', () => {
  test('within 13 months its setting is for a human', () => expect(judge([lasting('_pk_id.1.abcd', 393)])).toMatchObject({ outcome: 'to-verify', measure: { value: 0 } }))

  test('beyond 13 months fails with the days that were claimed, not those of the jar', () => {
    expect(judge([lasting('_pk_id.1.abcd', 800)])).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('durée demandée de 800 jours') }] })
    expect(judge([lasting('_pk_id.1.abcd', 397)]).outcome).toBe('to-verify')
    expect(judge([lasting('_pk_id.1.abcd', 398)]).outcome).toBe('fail')
  })

  test('at the cap of the browser, without a claim, is to be verified', () => {
    expect(judge([aCookie('_pk_id.1.abcd', { jarDays: 399.99 })]).findings[0]?.message).toContain('plafonnée par le navigateur')
  })
})

describe('an unknown name', () => {
  test('that lasts and is long is to be verified', () => expect(judge([aCookie('zzz', { jarDays: 30, valueLength: 16 })]).outcome).toBe('to-verify'))
  test('that is short, or leaves with the browser, is only told', () => {
    expect(judge([aCookie('zzz', { jarDays: 30, valueLength: 15 })])).toMatchObject({ outcome: 'informative', measure: { value: 0 } })
    expect(judge([aCookie('zzz', { valueLength: 64 })]).findings[0]?.message).toContain('effacé à la fermeture')
  })
  test('in a base whose content is not read is to be verified, in a session storage only told', () => {
    expect(judge([], [{ origin: 'https://www.ville.example', kind: 'indexeddb', name: 'cache', valueLength: null }]).outcome).toBe('to-verify')
    expect(judge([], [{ origin: 'https://www.ville.example', kind: 'session', name: 'tab', valueLength: 64 }]).outcome).toBe('informative')
  })
})

test('the worst sighting decides and comes first', () => {
  const verdict = judge([aCookie('zzz'), aCookie('yyy', { jarDays: 30 }), aCookie('_ga')])
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 1 }, details: { toVerify: { value: 1 }, stored: { value: 3 } } })
  expect(verdict.findings.map(({ message }) => /« (\w+) »/.exec(message)?.[1])).toEqual(['_ga', 'yyy', 'zzz'])
})
