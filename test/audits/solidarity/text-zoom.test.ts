import { expect, test } from 'vitest'
import audit from '#audits/solidarity/text-zoom'
import { aContext, anAxe, anAxeRule } from '../../builders.ts'

const calm = { widthPx: 960, clipped: [], clippedCount: 0 }
const clipped = { widthPx: 960, clipped: [{ selector: '.menu', text: 'Démarches en ligne', hiddenPx: 40 }], clippedCount: 1 }
const forbidding = anAxe({ violations: [anAxeRule('meta-viewport', ['meta'], ['wcag2aa', 'wcag144'])] })

test('a page whose text stays whole at 200 % passes', () => {
  expect(audit.judge({ textZoom: calm, axe: anAxe() }, aContext())).toEqual({ outcome: 'pass', measure: { value: 0, unit: 'count' }, findings: [] })
})

test('a clipped text is to be verified by a human', () => {
  expect(audit.judge({ textZoom: clipped, axe: anAxe() }, aContext())).toMatchObject({ outcome: 'to-verify', measure: { value: 1 }, findings: [{ selector: '.menu', message: expect.stringContaining('« Démarches en ligne »') }] })
})

test('a text that comes to lie on another is to be verified too', () => {
  const textZoom = { ...calm, overlapping: [{ selector: '.menu a', text: 'Agenda', other: 'Contact' }] }
  expect(audit.judge({ textZoom, axe: anAxe() }, aContext())).toMatchObject({ outcome: 'to-verify', measure: { value: 1 }, findings: [{ selector: '.menu a', message: expect.stringContaining('« Agenda » et « Contact »'), certainty: 'to-verify' }] })
})

test('a viewport that forbids zooming is a proven failure of WCAG 1.4.4, whatever the layout', () => {
  expect(audit.judge({ textZoom: calm, axe: forbidding }, aContext())).toMatchObject({ outcome: 'fail', findings: [{ references: [{ standard: 'rgaa', id: '10.4.2' }, { standard: 'wcag', id: '1.4.4' }] }] })
})
