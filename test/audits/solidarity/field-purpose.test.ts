import { expect, test } from 'vitest'
import audit from '#audits/solidarity/field-purpose'
import { someFields } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

type Entry = [label: string, autocomplete?: string | null]
const judge = (entries: Entry[], form: { search?: boolean; words?: string } = {}) => audit.judge({
  fields: someFields({ entries: entries.map(([label, autocomplete = null]) => ({ selector: 'input', label, autocomplete, form: 0 })), forms: [{ search: form.search ?? false, words: form.words ?? '' }] }),
}, aContext())

test('the fields of a form about the person fail without the token of their purpose', () => {
  expect(judge([['Nom *'], ['Prénom', 'given-name']])).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ message: 'Le champ « Nom * » n’a pas d’attribut autocomplete ; la valeur attendue est family-name.' }] })
  expect(judge([['Votre adresse électronique (exemple : a@b.fr) :', 'off']]).outcome).toBe('fail')
})

test('a token with a section or a kind of contact is understood', () => {
  expect(judge([['Téléphone', 'section-a home tel'], ['Code postal', 'postal-code']]).outcome).toBe('pass')
})

test('a lone field, and a form about someone else, are to be looked at', () => {
  expect(judge([['Courriel']]).outcome).toBe('to-verify')
  expect(judge([['Nom'], ['Prénom']], { words: 'Inscription de votre enfant' }).outcome).toBe('to-verify')
})

test('a search, and a label that only contains a known word, are not concerned', () => {
  expect(judge([['Nom'], ['Prénom']], { search: true }).outcome).toBe('not-applicable')
  expect(judge([['Nom du projet']]).outcome).toBe('not-applicable')
})
