import { expect, test } from 'vitest'
import audit from '#audits/solidarity/frame-title'
import { aStructure } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (...titles: (string | null)[]) => audit.judge({ structure: aStructure({ frames: titles.map((title) => ({ selector: 'iframe', title, address: 'https://cartes.example/' })) }) }, aContext())

test('a frame without a title attribute fails RGAA 2.1.1, with the WCAG criterion that the standard names', () => {
  expect(judge('Plan', null)).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [{ selector: 'iframe', url: 'https://cartes.example/', references: [{ standard: 'rgaa', id: '2.1.1' }, { standard: 'wcag', id: '4.1.2' }] }] })
})

test('an empty title is a title for this test: its meaning is judged by another', () => {
  expect(judge('')).toMatchObject({ outcome: 'pass', measure: { value: 0 } })
})

test('a page without a frame is not concerned', () => {
  expect(judge().outcome).toBe('not-applicable')
})
