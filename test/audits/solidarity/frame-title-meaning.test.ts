import { expect, test } from 'vitest'
import audit from '#audits/solidarity/frame-title-meaning'
import { aStructure } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (...frames: [title: string | null, address: string][]) => audit.judge({ structure: aStructure({ frames: frames.map(([title, address]) => ({ selector: 'iframe', title, address })) }) }, aContext())

test.each(['', 'iframe', 'Cadre', 'https://cartes.example/x', 'plan.html'])('the title « %s » says nothing of the frame', (title) => {
  expect(judge([title, '/a']).outcome).toBe('fail')
})

test('two frames of different contents with the same title are to be looked at; the same content twice is not', () => {
  expect(judge(['Carte', '/a'], ['Carte', '/b'])).toMatchObject({ outcome: 'to-verify', details: { toVerify: { value: 1 } } })
  expect(judge(['Carte', '/a'], ['Carte', '/a']).outcome).toBe('pass')
})

test('a frame without a title is the other test’s business', () => {
  expect(judge([null, '/a']).outcome).toBe('not-applicable')
})
