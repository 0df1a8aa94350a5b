import { expect, test } from 'vitest'
import audit from '#audits/solidarity/page-title'
import { aContext, aText } from '../../builders.ts'

const judge = (title: string) => audit.judge({ text: aText({ title }) }, aContext({ finalUrl: 'https://www.ville.example/agenda' }))

test('a title of its own passes', () => expect(judge('Agenda - Ville de Villeneuve')).toEqual({ outcome: 'pass', measure: null, findings: [] }))

test.each(['', '   '])('an empty title (%j) fails RGAA 8.5.1', (title) => {
  expect(judge(title)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ standard: 'rgaa', id: '8.5.1' }, {}] }] })
})

test.each(['Accueil', 'HOME', 'Document', 'Sans titre', 'Page d’accueil', 'www.ville.example', 'ville.example', 'https://www.ville.example/agenda'])('« %s » names no page (RGAA 8.6.1)', (title) => {
  expect(judge(title)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ standard: 'rgaa', id: '8.6.1' }, {}] }] })
})

test('a home page that is called by its domain alone is for a person to verify', () => {
  expect(audit.judge({ text: aText({ title: 'Ville.example' }) }, aContext({ finalUrl: 'https://www.ville.example/' }))).toMatchObject({ outcome: 'to-verify' })
})

test('a title that only contains an empty word still names the page', () => expect(judge('Accueil de loisirs').outcome).toBe('pass'))
