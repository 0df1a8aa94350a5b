import { expect, test } from 'vitest'
import audit from '#audits/freedom/legal-notice'
import { aContext, aLink, aText } from '../../builders.ts'

const page = (...links: ReturnType<typeof aLink>[]) => audit.judge({ text: aText(), links }, aContext())
const notice = (visibleText: string) => audit.judge({ text: aText({ visibleText }), links: [] }, aContext({ role: 'legal' }))

test.each([aLink('Mentions légales'), aLink('MENTIONS LEGALES'), aLink('Informations légales'), aLink('Infos', 'https://www.ville.example/mentions-legales')])('$text leads to the legal notice', (link) => {
  expect(page(aLink('Contact'), link)).toEqual({ outcome: 'pass', measure: null, findings: [] })
})

test('without the link the page fails, as not found by the test', () => {
  expect(page(aLink('Contact'))).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('n’a été trouvé par notre test') }] })
})

const whole = 'Éditeur : Ville de Villeneuve, 1 place de la Mairie, 67999 Villeneuve, tél. 03 88 00 00 00. Directrice de la publication : la maire. Hébergement : Exemple Hébergeur.'

test('a notice with all its parts passes', () => expect(notice(whole).outcome).toBe('pass'))

test.each([
  ['Éditeur', 'l’éditeur'], ['Directrice de la publication', 'directeur ou la directrice'], ['Hébergement : Exemple Hébergeur', 'l’hébergeur'],
  ['67999', 'adresse postale'], ['03 88 00 00 00', 'téléphone'],
])('without « %s » the missing part is named, for a human to verify', (words, name) => {
  expect(notice(whole.replace(words, '…'))).toMatchObject({ outcome: 'to-verify', findings: [{ message: expect.stringContaining(name) }] })
})

test('an empty notice names everything that was not found', () => expect(notice('').findings).toHaveLength(5))
