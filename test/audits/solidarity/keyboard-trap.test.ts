import { expect, test } from 'vitest'
import audit from '#audits/solidarity/keyboard-trap'
import { aKeyboard } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test('a place that the keys do not leave is to be looked at, never a proven failure', () => {
  expect(audit.judge({ keyboard: aKeyboard({ ended: 'trap', trap: [{ selector: '#x' }, { selector: '#y' }] }) }, aContext())).toMatchObject({ outcome: 'to-verify', findings: [{ selector: '#x', message: expect.stringContaining('#x, #y') }] })
})

test('a walk that was stopped, or that entered a frame, met no trap', () => {
  for (const ended of ['limit', 'frame', 'end'] as const) expect(audit.judge({ keyboard: aKeyboard({ ended }) }, aContext()).outcome).toBe('pass')
  expect(audit.judge({ keyboard: aKeyboard({ stops: 0 }) }, aContext()).outcome).toBe('not-applicable')
})
