import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/shared-titles'
import { aText } from '../../../builders.ts'
import { seen } from '../../../site-builders.ts'

const page = (path: string, title: string, ...h1: string[]) => seen(path, { text: aText({ title, h1 }) })

test('two pages with one title and different headings are both named by nothing', () => {
  const verdict = audit.judge([page('/', 'Ville de X', 'Bienvenue'), page('/agenda', 'Ville de X', 'Agenda'), page('/contact', 'Contact - Ville de X', 'Contact')])
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 2 }, findings: [{ url: 'https://www.ville.example/' }, { url: 'https://www.ville.example/agenda' }] })
})

test('the page that the shared title names is only to be looked at; the other is proven', () => {
  const { outcome, findings } = audit.judge([page('/agenda', 'Agenda - Ville de X', 'Agenda'), page('/concert', 'Agenda – Ville de X', 'Concert de Noël'), page('/bal', 'Agenda - Ville de X', 'Bal')])
  expect(outcome).toBe('fail')
  expect(findings.map(({ url = '', message }) => [url.split('/').at(-1), message.startsWith('À vérifier')])).toEqual([['bal', false], ['agenda', true]])
})

test('the same page at two addresses, a page without a heading, and an anchor prove nothing', () => {
  expect(audit.judge([page('/a', 'Ville', 'Agenda'), page('/b', 'Ville', 'Agenda')]).outcome).toBe('pass')
  expect(audit.judge([page('/a', 'Ville', 'Agenda'), page('/b', 'Ville')]).outcome).toBe('not-applicable')
  expect(audit.judge([page('/a', 'Ville', 'Agenda'), page('/a#bas', 'Ville', 'Bas de page')]).outcome).toBe('not-applicable')
})
