import { expect, test } from 'vitest'
import audit from '#audits/solidarity/valid-code'
import { aMarkup, aSource } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test('an id given twice, or an attribute written twice, fails', () => {
  expect(audit.judge({ markup: aMarkup({ duplicateIds: [{ id: 'menu', selector: 'nav#menu', times: 3 }] }), source: aSource() }, aContext())).toMatchObject({ outcome: 'fail', findings: [{ message: 'L’identifiant « menu » est donné à 3 éléments.' }] })
  expect(audit.judge({ markup: aMarkup(), source: aSource({ errors: [{ code: 'duplicate-attribute', line: 7, words: 'class' }] }) }, aContext())).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('ligne 7') }] })
})

test('an element that is never closed is to be looked at: scripts may have mended it', () => {
  expect(audit.judge({ markup: aMarkup(), source: aSource({ errors: [{ code: 'unclosed-element', line: 2, words: 'div' }] }) }, aContext())).toMatchObject({ outcome: 'to-verify', measure: { value: 0 } })
})

test('code without these mistakes passes', () => {
  expect(audit.judge({ markup: aMarkup(), source: aSource() }, aContext()).outcome).toBe('pass')
})
