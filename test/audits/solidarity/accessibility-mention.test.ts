import { describe, expect, test } from 'vitest'
import audit from '#audits/solidarity/accessibility-mention'
import { aContext, aLink, aText } from '../../builders.ts'

const link = aLink('Accessibilité', 'https://www.ville.example/accessibilite')
const home = (visibleText: string, links = [link]) => audit.judge({ text: aText({ visibleText }), links }, aContext({ role: 'home' }))

describe('on the home page', () => {
  test.each(['Accessibilité : totalement conforme', 'Plan du site Accessibilité\u00a0: non conforme Contact', 'ACCESSIBILITE : PARTIELLEMENT CONFORME'])('« %s » is the mention', (text) => {
    expect(home(text)).toEqual({ outcome: 'pass', measure: null, findings: [] })
  })

  test('the mention may be the link itself', () => {
    expect(home('', [aLink('Accessibilité : non conforme', 'https://www.ville.example/declaration')]).outcome).toBe('pass')
  })

  test.each(['Accessibilité: non conforme', 'Accessibilité (partiellement conforme)', 'Accessibilité – totalement conforme', 'accessibilité non conforme'])('« %s » is close to the mention: a human looks', (text) => {
    expect(home(text).outcome).toBe('to-verify')
  })

  test('a link without the mention fails, and says that the link exists', () => {
    expect(home('Bienvenue')).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('Un lien parle d’accessibilité') }] })
  })

  test('nothing at all fails, as not found by the test', () => {
    expect(home('Bienvenue', [])).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('n’a été trouvé') }] })
  })

  test('a mention without a link, or a text too long to be read whole, is to be verified', () => {
    expect(home('Accessibilité : non conforme', []).outcome).toBe('to-verify')
    expect(home('a'.repeat(40_000)).outcome).toBe('to-verify')
  })
})

test('another page needs the link to the statement, by its text or its address', () => {
  const page = (links = [link]) => audit.judge({ text: aText(), links }, aContext({ role: 'news' })).outcome
  expect([page(), page([aLink('Déclaration', 'https://www.ville.example/accessibilite')]), page([aLink('Contact')])]).toEqual(['pass', 'pass', 'fail'])
})

const statement = `Déclaration d’accessibilité. La ville s’engage à rendre son site accessible (loi du 11 février 2005).
À cette fin, elle met en œuvre le schéma pluriannuel et le plan d’actions 2026.
État de conformité. Le site www.ville.example est partiellement conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.
Résultats des tests. L’audit révèle que 72,5 % des critères du RGAA sont respectés.
Contenus non accessibles : non-conformités. Établissement de cette déclaration. Cette déclaration a été établie le 12 mars 2024. Elle a été mise à jour le 1er juin 2026.
Technologies utilisées pour la réalisation du site : HTML, CSS. Environnement de test : Firefox et NVDA. Pages du site ayant fait l’objet de la vérification : accueil, contact.
Retour d’information et contact : vous pouvez contacter le responsable. Voies de recours : écrire au Défenseur des droits.`

describe('on the statement itself', () => {
  const judge = (text: string, at = '2026-11-22T03:40:00Z') => audit.judge({ text: aText({ visibleText: text }), links: [] }, aContext({ role: 'accessibility', at }))
  const messages = (text: string, at?: string) => judge(text, at).findings.map(({ message }) => message).join(' ')

  test('a complete and recent one passes', () => expect(judge(statement)).toEqual({ outcome: 'pass', measure: null, findings: [] }))

  test('it is valid three years from its last update, to the day', () => {
    expect(judge(statement, '2029-06-01T10:00:00Z').outcome).toBe('pass')
    expect(judge(statement, '2029-06-02T10:00:00Z')).toMatchObject({ outcome: 'fail', findings: [{ message: 'La déclaration est datée du 01/06/2026 : elle a plus de 3 ans.' }] })
  })

  test('the dates of laws do not make it older or younger', () => {
    expect(judge(statement.replace('Elle a été mise à jour le 1er juin 2026.', 'Décret du 1 juin 2026.'), '2027-04-01T00:00:00Z').outcome).toBe('fail')
  })

  test('a state that its own rate contradicts is told', () => {
    expect(messages(statement.replace('72,5', '45'))).toContain('un taux de 45 % correspond à « non conforme »')
    expect(messages(statement.replace('est partiellement conforme', 'est totalement conforme'))).toContain('un taux de 72,5 % correspond à « partiellement conforme »')
    expect(messages(`${statement} Accessibilité : non conforme`)).toContain('plusieurs états')
  })

  test.each([['contacter', 'Le moyen d’écrire'], ['Défenseur des droits', 'Défenseur des droits'], ['est partiellement conforme', 'L’état de conformité']])('without « %s » something expected is not found', (words, message) => {
    expect(judge(statement.replace(words, '…')).outcome).toBe('fail')
    expect(messages(statement.replace(words, '…'))).toContain(message)
  })

  test.each([['schéma pluriannuel'], ['Contenus non accessibles : non-conformités'], ['Environnement de test'], ['Pages du site ayant fait l’objet']])('without « %s » a human looks', (words) => {
    expect(judge(statement.replace(words, '…')).outcome).toBe('to-verify')
  })

  test('without a date a human looks', () => {
    expect(judge(statement.replace('le 12 mars 2024', 'récemment').replace('le 1er juin 2026', 'depuis')).outcome).toBe('to-verify')
  })
})
