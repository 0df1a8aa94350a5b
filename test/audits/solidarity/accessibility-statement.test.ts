import { describe, expect, test } from 'vitest'
import audit from '#audits/solidarity/accessibility-statement'
import type { AuditContext } from '#lib/define'
import { accessibilityItems } from '#lib/statements/accessibility-items'
import { aContext, aNotice, aSite, aText } from '../../builders.ts'

const statement = `Déclaration d’accessibilité. La ville s’engage à rendre son site accessible (loi du 11 février 2005).
À cette fin, elle met en œuvre le schéma pluriannuel 2025-2027 et le plan d’actions 2026.
État de conformité. Le site www.ville.example est partiellement conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.
Résultats des tests. L’audit réalisé par l’Atelier des Accès révèle que 72,5 % des critères du RGAA sont respectés.
Contenus non accessibles : non-conformités. Établissement de cette déclaration. Cette déclaration a été établie le 12 mars 2024. Elle a été mise à jour le 1er juin 2026.
Technologies utilisées pour la réalisation du site : HTML, CSS. Environnement de test : Firefox et NVDA. Pages du site ayant fait l’objet de la vérification : accueil, contact.
Retour d’information et contact : vous pouvez contacter le responsable. Voies de recours : écrire au Défenseur des droits.`

const plans = [{ url: 'https://www.ville.example/schema', status: 200, failure: null }]
const page = (text: string, part: Partial<AuditContext> = {}) => audit.judge({ notices: [aNotice(text, { plans })], text: aText(), links: [] }, aContext({ role: 'accessibility', ...part }))
const states = (text: string, part: Partial<AuditContext> = {}) => Object.fromEntries(page(text, part).findings.map(({ item }) => [item?.id, item?.state]))
const messages = (text: string, at?: string) => page(text, at === undefined ? {} : { at }).findings.map(({ message }) => message).join(' ')

describe('a complete and recent statement', () => {
  test('passes, and quotes the words of its fourteen items in their order', () => {
    const { outcome, findings } = page(statement)
    expect([outcome, findings.map(({ item }) => item?.id)]).toEqual(['pass', accessibilityItems.map(({ id }) => id)])
    expect(findings.every(({ item }) => item?.state === 'found' && item.quote)).toBe(true)
    expect(findings.find(({ item }) => item?.id === 'rate')?.item?.quote).toContain('72,5 % des critères')
  })

  test('is valid three years from its last update, to the day', () => {
    expect(messages(statement, '2029-06-01T10:00:00Z')).not.toContain('plus de 3 ans.')
    expect(messages(statement, '2029-06-02T10:00:00Z')).toContain('datée du 1er\u00a0juin 2026 : elle a plus de 3 ans')
  })
})

describe('a statement that lacks something', () => {
  test.each([
    ['contacter', 'contact'], ['Défenseur des droits', 'remedy'], ['est partiellement conforme', 'state'], ['RGAA), version 4.1.2', 'standard'], ['Contenus non accessibles : non-conformités', 'inaccessible'],
    ['Environnement de test : Firefox et NVDA', 'environment'], ['Pages du site ayant fait l’objet', 'pages'], ['réalisé par l’Atelier des Accès', 'auditor'], ['schéma pluriannuel 2025-2027', 'plan-link'], ['2025-2027', 'plan-years'], ['plan d’actions 2026', 'year-plan'],
  ])('without « %s », %s is no longer found', (words, id) => {
    const less = statement.replace(words, '…').replace('référentiel général d’amélioration de l’accessibilité', '…').replace('du RGAA sont', 'sont')
    expect(states(less)[id]).not.toBe('found')
    expect(page(less).outcome).not.toBe('pass')
  })

  test('is a gap when the remedy or the way to write is nowhere, else a person looks', () => {
    expect(page(statement.replace('Défenseur des droits', '…')).outcome).toBe('fail')
    expect(page(statement.replace('Environnement de test : Firefox et NVDA', '…')).outcome).toBe('to-verify')
  })

  test('does not take the way to the Défenseur des droits for a way to write to the town', () => {
    const text = statement.replace('accueil, contact','accueil').replace('Retour d’information et contact : vous pouvez contacter le responsable.', '').replace('écrire au', 'contacter le délégué du')
    expect(states(text)['contact']).toBe('not-found')
  })
})

describe('the plan', () => {
  const judged = (status: number | null) => audit.judge({ notices: [aNotice(statement, { plans: [{ url: 'https://www.ville.example/schema', status, failure: null }] })], text: aText(), links: [] }, aContext({ role: 'accessibility' }))

  test('behind a dead link is a gap, with the address', () => {
    expect(judged(404)).toMatchObject({ outcome: 'fail', findings: expect.arrayContaining([expect.objectContaining({ url: 'https://www.ville.example/schema', message: expect.stringContaining('404') })]) })
  })

  test('behind a link that could not be followed is to verify', () => expect(judged(null).outcome).toBe('to-verify'))

  test('of another year is to verify', () => expect(states(statement, { at: '2027-01-02T00:00:00Z' })['year-plan']).toBe('to-verify'))
})

describe('on the home page', () => {
  const behind = (part: Parameters<typeof aNotice>[1], words = 'Accessibilité : partiellement conforme', context: Partial<AuditContext> = {}) =>
    audit.judge({ notices: [aNotice(statement, { plans, linkText: words, format: 'html', status: 200, ...part })], text: aText({ visibleText: words }), links: [] }, aContext(context))

  test('the statement behind the link is read, from a page or a PDF', () => {
    expect(behind({}).outcome).toBe('pass')
    expect(behind({ format: 'pdf' }).outcome).toBe('pass')
  })

  test('a mention that says otherwise than the statement is told', () => {
    expect(behind({}, 'Accessibilité : totalement conforme')).toMatchObject({ outcome: 'fail', findings: [{ item: { id: 'mention-and-state' } }, ...accessibilityItems.map(({ id }) => ({ item: { id } }))] })
  })

  test('a dead link is a gap; any other silence, or a document that is no text, is to verify', () => {
    expect(behind({ format: null, text: '', status: 404, failure: { code: 'http', detail: '' } }).outcome).toBe('fail')
    for (const [status, code] of [[500, 'http'], [null, 'timeout'], [null, 'not-attempted'], [200, 'content-type']] as const) {
      expect(behind({ format: null, text: '', status, failure: { code, detail: '' } })).toMatchObject({ outcome: 'to-verify', findings: [{ message: expect.stringMatching(/^À vérifier/) }] })
    }
  })

  test('the statement of another host has to name the site', () => {
    const url = 'https://www.metropole.example/accessibilite'
    expect(behind({ url }).outcome).toBe('pass')
    expect(behind({ url }, undefined, { finalUrl: 'https://participer.ville.example/' })).toMatchObject({ outcome: 'to-verify' })
  })

  test('a page with next to no words is told to be written by scripts, perhaps', () => {
    expect(behind({ text: 'Chargement…' }).findings.at(-1)?.message).toContain('sans ses scripts')
  })

  test('nothing to read is to verify, unless the sample has a page for it; other pages have nothing to do with it', () => {
    const nothing = (context: Partial<AuditContext>) => audit.judge({ notices: [], text: aText(), links: [] }, aContext(context)).outcome
    expect(nothing({})).toBe('to-verify')
    expect(nothing({ site: aSite({ pages: [{ id: 'a', path: '/a', role: 'accessibility' }] }) })).toBe('not-applicable')
    expect(nothing({ role: 'news' })).toBe('not-applicable')
  })
})
