import { expect, test } from 'vitest'
import audit from '#audits/solidarity/link-content'
import { aStructure } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (linkCount: number, ...emptyLinks: { selector: string; name: string; hiddenText: string }[]) => audit.judge({ structure: aStructure({ linkCount, emptyLinks }) }, aContext())

test('a link that only an attribute names fails: the RGAA asks for words inside', () => {
  expect(judge(3, { selector: 'a', name: 'Facebook', hiddenText: '' })).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('« Facebook »') }] })
})

test('a link whose words are kept from screen readers is to be looked at', () => {
  expect(judge(3, { selector: 'a', name: '', hiddenText: 'f' })).toMatchObject({ outcome: 'to-verify', findings: [{ message: expect.stringMatching(/^À vérifier : /) }] })
})

test('links with words pass; a page without a link is not concerned', () => {
  expect(judge(3).outcome).toBe('pass')
  expect(judge(0).outcome).toBe('not-applicable')
})
