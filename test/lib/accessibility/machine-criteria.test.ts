import { describe, expect, test } from 'vitest'
import { machineCriteria } from '#lib/accessibility/machine-criteria'
import type { Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import { RgaaGrid } from '#model/rgaa'
import published from '../../../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }
import { aPage } from '../../published-builders.ts'

const grid = RgaaGrid.parse(published)
const audit = 'solidarity/axe-failures'
const seen = (outcome: Outcome, ...found: [message: string, ...tests: string[]][]): PublishedPage['verdicts'] =>
  ({ [audit]: { outcome, measure: null, details: {}, findings: found.map(([message, ...tests]) => ({ message, ...(message.startsWith('À vérifier') && { certainty: 'to-verify' as const }), references: tests.map((id) => ({ standard: 'rgaa' as const, id })) })) } })
const page = (id: string, verdicts: PublishedPage['verdicts'], status: PublishedPage['status'] = 'measured') => ({ ...aPage(id), status, verdicts })
const statesOf = (...pages: PublishedPage[]) => Object.fromEntries(machineCriteria(pages, grid).map(({ number, state }) => [number, state]))

describe('what a machine says of a criterion', () => {
  test('is a proven failure as soon as one page has one', () => {
    expect(statesOf(page('a', seen('pass')), page('b', seen('fail', ['Attendu : une alternative.', '1.1.1'])))['1.1']).toBe('failing')
  })

  test('is to verify when the control only has a doubt, even beside a proven failure of another criterion', () => {
    const states = statesOf(page('a', seen('fail', ['Attendu : une langue.', '8.3.1'], ['À vérifier : le contraste.', '3.2'])))
    expect([states['8.3'], states['3.2']]).toEqual(['failing', 'to-verify'])
  })

  test('is never that it conforms: a control that passed says nothing', () => {
    expect(Object.values(statesOf(page('a', seen('pass', ['Rien.', '1.1.1'])))).every((state) => state === 'untested')).toBe(true)
  })

  test('is an absence only when every page was read and proves it for the whole criterion', () => {
    const proof = seen('not-applicable', ['Aucun cadre sur cette page.', '2.1'])
    expect(statesOf(page('a', proof), page('b', proof))['2.1']).toBe('absent')
    expect(statesOf(page('a', proof), page('b', {}))['2.1']).toBe('untested')
    expect(statesOf(page('a', proof), page('b', proof, 'not-measured'))['2.1']).toBe('untested')
    expect(statesOf(page('a', seen('not-applicable', ['Rien pour ce test.', '2.1.1'])))['2.1']).toBe('untested')
  })

  test('leaves out a reference that the grid does not hold', () => expect(statesOf(page('a', seen('fail', ['Défaut.', '99.1']))) ).not.toHaveProperty('99.1'))
})
