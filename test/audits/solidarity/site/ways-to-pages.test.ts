import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/ways-to-pages'
import { aMark, aNavigation } from '../../../accessibility-builders.ts'
import { seen } from '../../../site-builders.ts'

const page = (path: string, ...kinds: ('menu' | 'search' | 'site-map')[]) => seen(path, { navigation: aNavigation(aMark('main'), ...kinds.map((kind) => aMark(kind))) })

test('two ways, wherever they are met over the sample, are enough', () => {
  expect(audit.judge([page('/', 'menu'), page('/a', 'menu', 'search')]).outcome).toBe('pass')
  expect(audit.judge([page('/', 'menu'), seen('/plan', { navigation: aNavigation() }, 'sitemap')]).outcome).toBe('pass')
})

test('one way, or none, is for a person to look at, never proven', () => {
  expect(audit.judge([page('/', 'menu'), page('/a', 'menu')])).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ message: expect.stringContaining(': un menu.') }] })
  expect(audit.judge([page('/'), page('/a')]).outcome).toBe('to-verify')
})

test('one page says nothing of a site', () => {
  expect(audit.judge([page('/')]).outcome).toBe('not-applicable')
})
