import { expect, test } from 'vitest'
import audit from '#audits/solidarity/text-language'
import { aWording } from '../../accessibility-builders.ts'
import { aContext, aText } from '../../builders.ts'

const french = 'Le conseil municipal se réunit chaque mois dans la grande salle de la mairie pour voter les dépenses de la commune, écouter les habitants du quartier et décider ensemble des travaux qui seront menés pendant l’année.'
const german = 'Der Stadtrat trifft sich jeden Monat im großen Saal des Rathauses, um über die Ausgaben der Gemeinde abzustimmen, den Einwohnern des Viertels zuzuhören und gemeinsam zu entscheiden, welche Arbeiten durchgeführt werden.'
const judge = (lang: string, part: Parameters<typeof aWording>[0]) => audit.judge({ wording: aWording(part), text: aText({ lang }) }, aContext())

test('a page in French that says it is in English is to be looked at', () => {
  expect(judge('en', { pageText: french })).toMatchObject({ outcome: 'to-verify', findings: [{ selector: 'html', message: expect.stringContaining('français') }] })
})

test('a passage in German inside a French page is a change of language, or a wrong code when it has its own', () => {
  const passage = { selector: 'main > p', text: german }
  expect(judge('fr', { pageText: french, passages: [{ ...passage, lang: 'fr', own: false }] }).findings[0]?.references[0]?.id).toBe('8.7.1')
  expect(judge('fr', { pageText: french, passages: [{ ...passage, lang: 'es', own: true }] }).findings[0]?.references[0]?.id).toBe('8.8.1')
  expect(judge('fr', { pageText: french, passages: [{ ...passage, lang: 'de-CH', own: true }] }).outcome).toBe('pass')
})

test('a language that is not one of the seven, or a text too short, is never doubted', () => {
  expect(judge('br', { pageText: french }).outcome).toBe('not-applicable')
  expect(judge('en', { pageText: 'Bonjour à toutes et à tous.' }).outcome).toBe('not-applicable')
})
