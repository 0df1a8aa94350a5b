import { expect, test } from 'vitest'
import audit from '#audits/solidarity/field-groups'
import { someFields } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const set = { selector: 'input', kind: 'radio' as const, name: 'choix', count: 3, grouped: false, eachNamed: false, inTable: false }
const group = { selector: 'fieldset', element: 'fieldset', name: '', fields: 3, eachNamed: false }

test('answers that are not grouped fail, unless each says the question', () => {
  expect(audit.judge({ fields: someFields({ sets: [set] }) }, aContext())).toMatchObject({ outcome: 'fail', findings: [{ message: 'Ces 3 boutons radio (« choix ») ne sont pas regroupés.' }] })
  expect(audit.judge({ fields: someFields({ sets: [{ ...set, eachNamed: true }] }) }, aContext()).outcome).toBe('pass')
})

test('the boxes of a table’s rows are not answers to one question', () => {
  expect(audit.judge({ fields: someFields({ sets: [{ ...set, kind: 'checkbox', inTable: true }] }) }, aContext()).outcome).toBe('not-applicable')
})

test('a group of several fields without a legend fails; of one field, it is to be looked at', () => {
  expect(audit.judge({ fields: someFields({ groups: [group] }) }, aContext()).findings[0]?.references[0]?.id).toBe('11.6.1')
  expect(audit.judge({ fields: someFields({ groups: [{ ...group, fields: 1 }] }) }, aContext()).outcome).toBe('to-verify')
  expect(audit.judge({ fields: someFields({ groups: [{ ...group, name: 'Vous' }] }) }, aContext()).outcome).toBe('pass')
})
