import { expect, test } from 'vitest'
import audit from '#audits/solidarity/text-spacing'
import { aTextSpacing } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test('a text that is cut, and two that meet, are to be looked at', () => {
  const textSpacing = aTextSpacing({ clipped: [{ selector: '.a', text: 'Agenda' }], overlapping: [{ selector: '.b', text: 'Mai', other: 'Juin' }] })
  expect(audit.judge({ textSpacing }, aContext())).toMatchObject({ outcome: 'to-verify', details: { toVerify: { value: 2 } }, findings: [{ selector: '.a' }, { message: expect.stringContaining('« Mai » et « Juin »') }] })
})

test('a page without a text is not concerned', () => {
  expect(audit.judge({ textSpacing: aTextSpacing({ texts: 0 }) }, aContext()).outcome).toBe('not-applicable')
  expect(audit.judge({ textSpacing: aTextSpacing() }, aContext()).outcome).toBe('pass')
})
