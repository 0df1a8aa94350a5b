import { expect, test } from 'vitest'
import audit from '#audits/freedom/cookies-after-refusal'
import { aConsent, aContext, aCookie } from '../../builders.ts'

const context = aContext({ pass: 'refusal' })
const judge = (names: string[], refused = true, bannerSeen = true) =>
  audit.judge({ cookies: names.map((name) => aCookie(name)), storage: [], consent: aConsent({ bannerSeen, refused }) }, context)

test('a tracker kept after a refusal fails, in the words of a refusal', () => {
  expect(judge(['_ga', 'tarteaucitron'])).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ message: expect.stringContaining('après un refus') }] })
})

test('the memory of the refusal itself passes', () => expect(judge(['tarteaucitron']).outcome).toBe('pass'))

test('without a refusal nothing is judged', () => {
  expect(judge(['_ga'], false)).toMatchObject({ outcome: 'to-verify', measure: null })
  expect(judge(['_ga'], false, false)).toMatchObject({ outcome: 'not-applicable', measure: null })
})
