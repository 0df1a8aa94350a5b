import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/site-map-reach'
import { aMark, aNavigation } from '../../../accessibility-builders.ts'
import { seen } from '../../../site-builders.ts'

const [main, link] = [aMark('main'), aMark('site-map', { side: 'below' })]
const page = (path: string, ...marks: (typeof main)[]) => seen(path, { navigation: aNavigation(...marks) })

test('the same link at the foot of every page passes', () => {
  expect(audit.judge([page('/', main, link), page('/a', main, link)]).outcome).toBe('pass')
})

test('a page that lacks it, one where it moved, and one where the code has it elsewhere are each told by their own test', () => {
  const { outcome, findings } = audit.judge([page('/', main, link), page('/a', main), page('/b', main, { ...link, side: 'above' }), page('/c', link, main)])
  expect(outcome).toBe('to-verify')
  expect(findings.map(({ url, references: [first] }) => [url?.at(-1), first?.id])).toEqual([['a', '12.4.1'], ['b', '12.4.2'], ['c', '12.4.3']])
})

test('the site map need not lead to itself, and a site without one is not concerned', () => {
  expect(audit.judge([page('/', main, link), page('/a', main, link), seen('/plan', { navigation: aNavigation(main) }, 'sitemap')]).outcome).toBe('pass')
  expect(audit.judge([page('/', main), page('/a', main)]).outcome).toBe('not-applicable')
})

test('the home page that alone lacks it is told', () => {
  expect(audit.judge([page('/', main), page('/a', main, link), page('/b', main, link)]).findings).toMatchObject([{ url: 'https://www.ville.example/' }])
})
