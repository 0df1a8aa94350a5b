import { expect, test } from 'vitest'
import audit from '#audits/freedom/trackers-after-refusal'
import { aConsent, aContext, aRequest } from '../../builders.ts'

const requests = [aRequest({ url: 'https://connect.facebook.net/fr_FR/fbevents.js' })]
const context = aContext({ pass: 'refusal' })

test('a tracker that remains after a refusal fails, in the words of a refusal', () => {
  const verdict = audit.judge({ requests, consent: aConsent({ bannerSeen: true, refused: true }) }, context)
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ message: expect.stringContaining('après un refus') }] })
})

test('a refusal that works passes', () => {
  expect(audit.judge({ requests: [aRequest()], consent: aConsent({ bannerSeen: true, refused: true }) }, context).outcome).toBe('pass')
})

test('without a banner there is nothing to refuse; with one that has no refusal a human looks', () => {
  expect(audit.settled?.({ consent: aConsent() })).toMatchObject({ outcome: 'not-applicable', measure: null })
  expect(audit.settled?.({ consent: aConsent({ bannerSeen: true }) })).toMatchObject({ outcome: 'to-verify', measure: null })
  expect(audit.settled?.({ consent: aConsent({ bannerSeen: true, refused: true }) })).toBeNull()
})

test('it is judged on the refusal alone', () => expect(audit.passes).toEqual(['refusal']))

test('a banner that comes back after a refusal says so, and nothing is judged', () => {
  expect(audit.settled?.({ consent: aConsent({ bannerSeen: true, clicks: 1 }) })).toMatchObject({ outcome: 'to-verify', measure: null, findings: [{ message: expect.stringContaining('est revenu') }] })
})
