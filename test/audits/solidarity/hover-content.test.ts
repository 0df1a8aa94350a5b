import { expect, test } from 'vitest'
import audit from '#audits/solidarity/hover-content'
import { someStyles } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test('a content that only a pointer brings out is to be looked at, with its rule', () => {
  expect(audit.judge({ styles: someStyles({ hoverRules: 2, hoverOnly: [{ selector: '.menu', rule: 'li:hover .menu' }] }) }, aContext())).toMatchObject({ outcome: 'to-verify', findings: [{ selector: '.menu', message: expect.stringContaining('li:hover .menu') }] })
})

test('a page whose rules bring nothing out is not concerned', () => {
  expect(audit.judge({ styles: someStyles() }, aContext()).outcome).toBe('not-applicable')
  expect(audit.judge({ styles: someStyles({ hoverRules: 2 }) }, aContext()).outcome).toBe('pass')
})
