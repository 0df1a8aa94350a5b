import { expect, test } from 'vitest'
import audit from '#audits/freedom/cookies-after-refusal'
import { judge } from '#audits/run'
import { aConsent, aContext, aCookie, anEvidence, aSite, factors, registry } from '../../builders.ts'

const context = aContext({ pass: 'refusal' })
const after = (names: string[]) => audit.judge({ cookies: names.map((name) => aCookie(name)), storage: [], consent: aConsent({ bannerSeen: true, refused: true }) }, context)

test('a tracker kept after a refusal fails, in the words of a refusal', () => {
  expect(after(['_ga', 'tarteaucitron'])).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ message: expect.stringContaining('après un refus') }] })
})

test('the memory of the refusal itself passes', () => expect(after(['tarteaucitron']).outcome).toBe('pass'))

test('without a refusal nothing is judged, though no cookie was read', () => {
  const visit = (bannerSeen: boolean) => judge(anEvidence({ consent: aConsent({ bannerSeen }) }, { pass: 'refusal' }), new Map([['freedom/cookies-after-refusal', audit]]), { site: aSite(), factors, registry })
  expect(visit(true)).toMatchObject([{ outcome: 'to-verify', measure: null }])
  expect(visit(false)).toMatchObject([{ outcome: 'not-applicable', measure: null }])
})
