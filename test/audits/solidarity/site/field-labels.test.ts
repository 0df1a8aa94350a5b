import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/field-labels'
import { someFields } from '../../../accessibility-builders.ts'
import { seen } from '../../../site-builders.ts'

const page = (path: string, ...fields: [token: string, label: string][]) =>
  seen(path, { fields: someFields({ entries: fields.map(([autocomplete, label]) => ({ selector: 'input', label, autocomplete, form: 0 })) }) })

test('a field that keeps its name passes, whatever marks it as compulsory', () => {
  expect(audit.judge([page('/a', ['email', 'Courriel']), page('/b', ['email', 'Courriel * (obligatoire) :'])]).outcome).toBe('pass')
})

test('a field that changes its name from a page to another is to be looked at', () => {
  expect(audit.judge([page('/a', ['email', 'Courriel']), page('/b', ['email', 'Identifiant'])])).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ url: 'https://www.ville.example/b' }] })
})

test('a page that asks the same thing of two people is not compared, nor a field asked once', () => {
  expect(audit.judge([page('/a', ['name', 'Nom de l’enfant'], ['name', 'Nom du parent']), page('/b', ['name', 'Votre nom'])]).outcome).toBe('not-applicable')
  expect(audit.judge([page('/a', ['tel', 'Téléphone'], ['off', 'Code']), page('/b', ['off', 'Jeton'])]).outcome).toBe('not-applicable')
})
