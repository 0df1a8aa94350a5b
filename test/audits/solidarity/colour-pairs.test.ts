import { expect, test } from 'vitest'
import audit from '#audits/solidarity/colour-pairs'
import { someStyles } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test.each([['colour', '10.5.1'], ['background', '10.5.2'], ['image', '10.5.3']] as const)('a lone %s is to be looked at, under test %s', (declared, test) => {
  const verdict = audit.judge({ styles: someStyles({ loneColours: [{ selector: 'p', text: 'Texte', declared }] }) }, aContext())
  expect(verdict.outcome).toBe('to-verify')
  expect(verdict.findings[0]?.references[0]?.id).toBe(test)
})

test('style sheets that could not be read in full never pass', () => {
  expect(audit.judge({ styles: someStyles({ complete: false }) }, aContext())).toMatchObject({ outcome: 'to-verify', measure: null })
})

test('a page without a rule is not concerned', () => {
  expect(audit.judge({ styles: someStyles({ rules: 0 }) }, aContext()).outcome).toBe('not-applicable')
  expect(audit.judge({ styles: someStyles() }, aContext()).outcome).toBe('pass')
})
