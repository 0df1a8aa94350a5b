import { expect, test } from 'vitest'
import audit from '#audits/solidarity/skip-link'
import { aKeyboard } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const link = { selector: 'a.saut', text: 'Aller au contenu', targetFound: true, shown: true, moves: true as boolean | null }
const judge = (part: Parameters<typeof aKeyboard>[0]) => audit.judge({ keyboard: aKeyboard(part) }, aContext())

test('a link without a target, or that leads nowhere, fails', () => {
  expect(judge({ skipLink: { ...link, targetFound: false, moves: null } })).toMatchObject({ outcome: 'fail', measure: { value: 1 } })
  expect(judge({ skipLink: { ...link, moves: false } }).outcome).toBe('fail')
})

test('a link that is never seen, or after which nothing takes the focus, is to be looked at', () => {
  expect(judge({ skipLink: { ...link, shown: false } }).outcome).toBe('to-verify')
  expect(judge({ skipLink: { ...link, moves: null } }).outcome).toBe('to-verify')
  expect(judge({ skipLink: link }).outcome).toBe('pass')
})

test('a missing link matters only before many stops', () => {
  expect(judge({ stopsBeforeMain: 9 }).outcome).toBe('to-verify')
  expect(judge({ stopsBeforeMain: 2 }).outcome).toBe('not-applicable')
  expect(judge({ stopsBeforeMain: null }).outcome).toBe('not-applicable')
})
