import { expect, test } from 'vitest'
import audit from '#audits/solidarity/hollow-elements'
import { aMarkup } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

test.each([['paragraph', 'paragraphe'], ['item', 'liste'], ['quote', 'citation'], ['breaks', 'retours à la ligne']] as const)('an empty %s fails, in its own words', (kind, words) => {
  expect(audit.judge({ markup: aMarkup({ hollow: [{ selector: 'main > p', kind, heightPx: 20 }] }) }, aContext())).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ message: expect.stringContaining(words) }] })
})

test('a page without them passes', () => {
  expect(audit.judge({ markup: aMarkup() }, aContext()).outcome).toBe('pass')
})
