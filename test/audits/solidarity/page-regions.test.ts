import { expect, test } from 'vitest'
import audit from '#audits/solidarity/page-regions'
import { aStructure } from '../../accessibility-builders.ts'
import { aContext, aText } from '../../builders.ts'

const whole = { main: 1, roleMain: 0, header: 1, nav: 1, footer: 1 }
const judge = (regions: Partial<typeof whole>, html5 = true, visibleText = 'Bonjour') => audit.judge({ structure: aStructure({ html5, regions: { ...whole, ...regions } }), text: aText({ visibleText }) }, aContext())

test('no main content, or two of them, fails', () => {
  expect(judge({ main: 0 }).outcome).toBe('fail')
  expect(judge({ main: 2 })).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('2 zones') }] })
})

test('a role in place of the element, and a missing header, menu or footer, are to be looked at', () => {
  expect(judge({ main: 0, roleMain: 1 }).outcome).toBe('to-verify')
  expect(judge({ header: 0, footer: 0 })).toMatchObject({ outcome: 'to-verify', details: { toVerify: { value: 2 } } })
})

test('an older type of document, or an empty page, is not concerned', () => {
  expect(judge({ main: 0 }, false).outcome).toBe('not-applicable')
  expect(judge({ main: 0 }, true, '').outcome).toBe('not-applicable')
  expect(judge({}).outcome).toBe('pass')
})
