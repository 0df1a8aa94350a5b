import { expect, test } from 'vitest'
import audit from '#audits/solidarity/presentation-in-code'
import { aMarkup } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (element: string, attribute: string | null = null, html5 = true) => audit.judge({ markup: aMarkup({ html5, presentational: [{ selector: element, element, attribute, value: '1' }] }) }, aContext())

test('an element and an attribute of presentation fail, each under its own test', () => {
  expect(judge('font')).toMatchObject({ outcome: 'fail', findings: [{ message: 'La balise font sert à la présentation.', references: [{ id: '10.1.1' }, {}, {}] }] })
  expect(judge('table', 'width').findings[0]?.references[0]?.id).toBe('10.1.2')
})

test('the dimensions of a player or a frame, valid in HTML, are to be looked at', () => {
  for (const [element, attribute] of [['iframe', 'width'], ['video', 'height'], ['input', 'size']] as const) expect(judge(element, attribute).outcome).toBe('to-verify')
})

test('an underline is one of them before HTML5 only', () => {
  expect(judge('u').outcome).toBe('pass')
  expect(judge('u', null, false).outcome).toBe('fail')
})
