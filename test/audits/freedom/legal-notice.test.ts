import { describe, expect, test } from 'vitest'
import audit from '#audits/freedom/legal-notice'
import { legalItems } from '#lib/statements/legal-items'
import { aContext, aLink, aNotice } from '../../builders.ts'

const page = (...links: ReturnType<typeof aLink>[]) => audit.judge({ notices: [], links }, aContext())
const notice = (text: string) => audit.judge({ notices: [aNotice(text, { kind: 'legal' })], links: [] }, aContext({ role: 'legal' }))

test.each([aLink('Mentions légales'), aLink('MENTIONS LEGALES'), aLink('Informations légales'), aLink('Infos', 'https://www.ville.example/mentions-legales'), aLink('Voir les mentions légales')])('$text leads to the legal notice', (link) => {
  expect(page(aLink('Contact'), link)).toEqual({ outcome: 'pass', measure: null, findings: [] })
})

test('without the link the page fails, as not found by the test', () => {
  expect(page(aLink('Contact'))).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('n’a été trouvé par notre test') }] })
})

const whole = 'Éditeur : Ville de Villeneuve, 1 place de la Mairie, 67999 Villeneuve, tél. 03 88 00 00 00. Directrice de la publication : Jeanne Exemple, maire. Hébergement : Exemple Hébergeur, 2 rue du Port, 67998 Aval, tél. +33 3 88 00 00 01.'

describe('a notice', () => {
  test('with all its parts passes, and quotes the name of no person', () => {
    const { outcome, findings } = notice(whole)
    expect([outcome, findings.map(({ item }) => item?.state)]).toEqual(['pass', legalItems.map(() => 'found')])
    expect(JSON.stringify(findings)).not.toMatch(/Jeanne|88 00/)
  })

  test.each([
    ['Éditeur', 'publisher'], ['Directrice de la publication', 'director'], ['Hébergement : Exemple Hébergeur', 'host'],
    ['67999', 'publisher-address'], ['03 88 00 00 00', 'publisher-telephone'], ['67998', 'host-address'], ['+33 3 88 00 00 01', 'host-telephone'],
  ])('without « %s » leaves %s to a person', (words, id) => {
    const { outcome, findings } = notice(whole.replace(words, '…').replace(words === 'Hébergement : Exemple Hébergeur' ? '67998' : '…', '…'))
    expect(outcome).toBe('to-verify')
    expect(findings.find(({ item }) => item?.id === id)).toMatchObject({ message: expect.stringMatching(/^À vérifier/) })
  })

  test('that gives one address only, the publisher’s, says nothing of the host’s', () => {
    const { findings } = notice('Ce site est édité par la Ville, 1 place de la Mairie, 67999 Villeneuve, 03 88 00 00 00. ' + 'Texte. '.repeat(90) + 'Site hébergé par Exemple.')
    expect(findings.filter(({ item }) => item?.state === 'not-found').map(({ item }) => item?.id)).toEqual(['director', 'host-address', 'host-telephone'])
  })

  test('that is empty has nothing that was found', () => expect(notice('').findings.filter(({ item }) => item?.state === 'found')).toEqual([]))
})

test('behind the link of the home page is read too; a dead link is a gap', () => {
  const behind = (part: Parameters<typeof aNotice>[1]) => audit.judge({ notices: [aNotice(whole, { kind: 'legal', format: 'pdf', linkText: 'Mentions légales', ...part })], links: [aLink('Mentions légales')] }, aContext())
  expect(behind({}).outcome).toBe('pass')
  expect(behind({ format: null, text: '', status: 404, failure: { code: 'http', detail: '' } })).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('404') }] })
})
