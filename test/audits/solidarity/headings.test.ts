import { expect, test } from 'vitest'
import audit from '#audits/solidarity/headings'
import { aStructure } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (...headings: [level: number, text: string][]) => audit.judge({ structure: aStructure({ headings: headings.map(([level, text]) => ({ selector: `h${level}`, level, text })) }) }, aContext())

test('an empty heading fails', () => {
  expect(judge([1, 'Ville'], [2, ''])).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ selector: 'h2' }] })
})

test('a level that is jumped going down is to be looked at; going up is the end of a part', () => {
  expect(judge([2, 'Agenda'], [4, 'Mai']).outcome).toBe('to-verify')
  expect(judge([1, 'Ville'], [2, 'Agenda'], [3, 'Mai'], [2, 'Contact']).outcome).toBe('pass')
})

test('a line that looks like a heading is to be looked at, even on a page without headings', () => {
  const headingLike = [{ selector: 'p', text: 'Horaires' }]
  expect(audit.judge({ structure: aStructure({ headingLike }) }, aContext()).outcome).toBe('to-verify')
  expect(judge().outcome).toBe('not-applicable')
})
