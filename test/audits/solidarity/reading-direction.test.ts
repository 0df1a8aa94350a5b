import { expect, test } from 'vitest'
import audit from '#audits/solidarity/reading-direction'
import { aWording } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const arabic = (dir: string | null) => audit.judge({ wording: aWording({ rightToLeft: [{ selector: 'a', text: 'العربية', dir }], rightToLeftCount: 1 }) }, aContext())
const direction = (dir: string) => audit.judge({ wording: aWording({ otherDirections: [{ selector: 'p', dir }], directionCount: 1 }) }, aContext())

test('Arabic that nothing announces, or that is announced from left to right, fails', () => {
  expect(arabic(null)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ id: '8.10.1' }, { standard: 'wcag', id: '1.3.2' }] }] })
  expect(arabic('ltr').outcome).toBe('fail')
  expect(arabic('RTL').outcome).toBe('pass')
})

test('a value that is neither ltr nor rtl fails, and « auto » is to be looked at', () => {
  expect(direction('droite').outcome).toBe('fail')
  expect(direction('auto').outcome).toBe('to-verify')
})

test('a page in one direction that says nothing of it is not concerned', () => {
  expect(audit.judge({ wording: aWording() }, aContext()).outcome).toBe('not-applicable')
})
