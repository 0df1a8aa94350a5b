import { expect, test } from 'vitest'
import audit from '#audits/solidarity/reflow'
import { aReflow } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const wide = [{ selector: 'main > p', rightPx: 583 }]

test('a text past the edge of a page that scrolls sideways fails, with how far it goes', () => {
  expect(audit.judge({ reflow: aReflow({ scrolls: true, scrollWidthPx: 583, wide }) }, aContext())).toMatchObject({ outcome: 'fail', findings: [{ selector: 'main > p', message: expect.stringContaining('583 pixels') }] })
})

test('a page that scrolls sideways without a text past the edge is to be looked at, unless a table or a picture explains it', () => {
  expect(audit.judge({ reflow: aReflow({ scrolls: true, scrollWidthPx: 583 }) }, aContext()).outcome).toBe('to-verify')
  expect(audit.judge({ reflow: aReflow({ scrolls: true, scrollWidthPx: 583, explained: true }) }, aContext()).outcome).toBe('pass')
})

test('a page that does not scroll passes', () => {
  expect(audit.judge({ reflow: aReflow({ wide }) }, aContext()).outcome).toBe('pass')
})
