import { describe, expect, test } from 'vitest'
import { statementDraft, type DraftFacts } from '#lib/statements/draft'
import { draftHtml, draftMarkdown } from '#lib/statements/draft-renderings'
import { accessibilityItems } from '#lib/statements/accessibility-items'
import { declaredConformities, readRate } from '#lib/statements/conformity'
import { readItems } from '#lib/statements/item'

const facts: DraftFacts = { organisation: 'Ville de Villeneuve', site: { name: 'www.ville.example', url: 'https://www.ville.example/' }, contact: 'acces@ville.example', audit: null, failures: [], tools: null, onLine: new Map() }
const audited = (conforming: number, applicable: number): DraftFacts => ({ ...facts, audit: { on: '2026-03-02', auditor: 'Atelier des Accès', version: '4.1.2', pages: [{ name: 'Accueil', url: 'https://www.ville.example/' }], conformity: { state: 'rated', share: { conforming, applicable }, pageShares: [{ conforming, applicable }] } } })
const text = (given: DraftFacts) => draftMarkdown(statementDraft(given), 'Brouillon')

describe('a draft without an audit by people', () => {
  test('claims neither a state nor a rate, and marks what is missing', () => {
    const draft = text({ ...facts, failures: [{ criterion: '1.1', message: 'Une image n’a pas d’alternative', pages: 3 }], tools: { axe: '4.14.1', trefle: '0.1.0' } })
    expect([declaredConformities(draft), readRate(draft), /\d ?%/.test(draft)]).toEqual([[], null, false])
    expect(draft.match(/\*\*À COMPLÉTER : /g)?.length).toBeGreaterThan(10)
    expect(draft).toContain('critère 1.1 : Une image n’a pas d’alternative (3 pages)')
    expect(draft).toContain('à confirmer par une personne')
  })

  test('follows the order of the legal model', () => {
    const headings = statementDraft(facts).flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []))
    expect(headings).toEqual(['État de conformité', 'Résultats des tests', 'Contenus non accessibles', 'Établissement de cette déclaration d’accessibilité', 'Retour d’information et contact', 'Voies de recours'])
  })

  test('filled by nobody, is no statement: our own linter does not take it for one', () => {
    const states = new Map(readItems(accessibilityItems, text(facts), false).map(({ item, state }) => [item.id, state]))
    for (const id of ['state', 'rate', 'date', 'auditor', 'pages', 'year-plan', 'environment']) expect([id, states.get(id)]).not.toEqual([id, 'found'])
    expect(states.get('remedy')).toBe('found')
  })
})

describe('a draft with an audit by people', () => {
  test.each([[106, 106, 'total', 100], [105, 106, 'partial', 99.05], [25, 50, 'partial', 50], [24, 50, 'none', 48]] as const)('%s of %s criteria is said as the law says it', (conforming, applicable, state, rate) => {
    const draft = text(audited(conforming, applicable))
    expect([declaredConformities(draft), readRate(draft)]).toEqual([[state], rate])
    expect(draft).toContain('Atelier des Accès le 2\u00a0mars 2026')
    expect(draft).toContain('Accueil : https://www.ville.example/')
  })

  test('that left criteria to test gives no rate', () => {
    const draft = text({ ...audited(1, 2), audit: { ...audited(1, 2).audit!, conformity: { state: 'partial', untestedCriteria: 12 } } })
    expect([declaredConformities(draft), readRate(draft)]).toEqual([[], null])
    expect(draft).toContain('12 critères à tester')
  })
})

test('what a site wrote breaks out of neither rendering', () => {
  const hostile: DraftFacts = { ...facts, organisation: '<script>alert(1)</script> *fort* [lien](javascript:1)', onLine: new Map([['date', '"><img src=x onerror=alert(1)> # titre']]) }
  const html = draftHtml(statementDraft(hostile), 'note <b>')
  expect(html).not.toMatch(/<script|<img|<b>/)
  expect(html).toContain('<mark>À COMPLÉTER : jour, mois et année</mark>')
  expect(text(hostile)).toContain('\\<script\\>alert(1)\\</script\\> \\*fort\\* \\[lien\\](javascript:1)')
})
