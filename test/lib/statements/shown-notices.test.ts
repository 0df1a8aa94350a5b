import { describe, expect, test } from 'vitest'
import type { Finding } from '#model/outcome'
import type { PublishedPage, PublishedVerdict } from '#model/publication'
import { failuresAgainst, offersSentences, shownNotices } from '#lib/statements/shown-notices'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { aPage } from '../../published-builders.ts'

const item = (id: string, state: NonNullable<Finding['item']>['state'], message: string, quote?: string): Finding => ({ message, references: [], item: { id, state, ...(quote === undefined ? {} : { quote }) } })
const verdict = (findings: Finding[], part: Partial<PublishedVerdict> = {}): PublishedVerdict => ({ outcome: 'to-verify', measure: null, details: {}, findings, ...part })
const page = (id: string, verdicts: PublishedPage['verdicts'], run = 'r2'): PublishedPage => ({ ...aPage(id, { 'solidarity/axe-failures': [{ run, value: 0, outcome: 'pass' }] }), verdicts })
const total = [item('state', 'found', 'Trouvé : l’état de conformité.', 'Le site est totalement conforme'), item('remedy', 'not-found', 'Non trouvé par notre test : le recours au Défenseur des droits.'), item('too-old', 'contradiction', 'La déclaration a plus de 3 ans.')]
const axe = (...tests: string[]) => ({ 'solidarity/axe-failures': verdict(tests.map((id) => ({ message: 'Attendu.', references: [{ standard: 'rgaa', id }] })), { outcome: tests.length > 0 ? 'fail' : 'pass', measure: { value: tests.length, unit: 'count' } }) })

describe('the documents of a site', () => {
  test('are shown item by item, with their words or a sentence to start from, and what does not agree apart', () => {
    const [notice, ...others] = shownNotices({ pages: [page('accueil', { 'solidarity/accessibility-statement': verdict([], { outcome: 'not-applicable' }) }), page('acces', { 'solidarity/accessibility-statement': verdict(total) })] })
    expect(others).toEqual([])
    expect(notice).toMatchObject({
      kind: 'accessibility', page: { id: 'acces' }, others: [], contradictions: [{ message: 'La déclaration a plus de 3 ans.' }],
      items: [{ message: 'L’état de conformité', state: 'found', quote: 'Le site est totalement conforme', model: null }, { message: 'Le recours au Défenseur des droits', state: 'not-found', quote: null, model: expect.stringContaining('Libre réponse') }],
    })
  })

  test('offer a sentence when something is missing that has one, and only then', () => {
    const offers = (...items: Finding[]) => offersSentences(shownNotices({ pages: [page('acces', { 'solidarity/accessibility-statement': verdict(items) })] }))
    expect([offers(...total), offers(item('state', 'found', 'Trouvé : l’état.')), offers(item('of-no-model', 'not-found', 'Non trouvé : autre chose.'))]).toEqual([true, false, false])
  })

  test('that were looked for in vain are said so', () => {
    expect(shownNotices({ pages: [page('accueil', { 'freedom/privacy-notice': verdict([{ message: 'À vérifier : aucun lien.', references: [] }]) })] })).toMatchObject([{ kind: 'privacy', items: [], others: [{ message: 'À vérifier : aucun lien.' }] }])
  })
})

describe('a statement of total conformity', () => {
  const against = (findings: Finding[], pages: PublishedPage[]) => {
    const all = [page('acces', { 'solidarity/accessibility-statement': verdict(findings), ...axe() }), ...pages]
    return failuresAgainst(shownNotices({ pages: all })[0]!, { pages: all }, rgaaGrid)
  }

  test('is set against the criteria that the same run proved to fail, with its own words', () => {
    expect(against(total, [page('a', axe('1.1.1', '8.3.1')), page('b', axe('1.1.2'))])).toEqual({ quote: 'Le site est totalement conforme', page: 'acces', criteria: 2 })
    expect(against(total, [page('a', axe())])).toBeNull()
  })

  test('is not set against those of another run, nor is another state', () => {
    expect(against(total, [page('a', axe('1.1.1'), 'r1')])).toBeNull()
    expect(against([item('state', 'found', 'Trouvé : l’état de conformité.', 'Le site est partiellement conforme')], [page('a', axe('1.1.1'))])).toBeNull()
  })
})
