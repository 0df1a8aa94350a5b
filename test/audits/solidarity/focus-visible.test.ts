import { expect, test } from 'vitest'
import audit from '#audits/solidarity/focus-visible'
import { aKeyboard } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test('a focus that changes nothing on the screen is to be looked at, never a proven failure', () => {
  expect(audit.judge({ keyboard: aKeyboard({ unmarked: [{ selector: 'a' }] }) }, aContext())).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ selector: 'a' }] })
})

test('a page that the Tab key never enters is not concerned', () => {
  expect(audit.judge({ keyboard: aKeyboard({ stops: 0 }) }, aContext()).outcome).toBe('not-applicable')
  expect(audit.judge({ keyboard: aKeyboard() }, aContext()).outcome).toBe('pass')
})
