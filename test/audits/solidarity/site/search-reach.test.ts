import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/search-reach'
import { aMark, aNavigation } from '../../../accessibility-builders.ts'
import { seen } from '../../../site-builders.ts'

const [main, search] = [aMark('main'), aMark('search')]
const page = (path: string, ...marks: (typeof main)[]) => seen(path, { navigation: aNavigation(...marks) })

test('a search at the head of every page passes; the page of results may be made otherwise', () => {
  expect(audit.judge([page('/', search, main), page('/a', search, main), seen('/recherche', { navigation: aNavigation(main) }, 'search')]).outcome).toBe('pass')
})

test('a page without it is to be looked at', () => {
  expect(audit.judge([page('/', search, main), page('/a', main), page('/b', search, main)])).toMatchObject({ outcome: 'to-verify', findings: [{ url: 'https://www.ville.example/a', references: [{ id: '12.5.1' }, ...Array(1).fill({ standard: 'wcag' })] }] })
})

test('the first search of a page is the one that is compared: a second one in the content changes nothing', () => {
  expect(audit.judge([page('/', search, main, { ...search, side: 'inside' }), page('/a', search, main)]).outcome).toBe('pass')
})

test('a site without a search is not concerned', () => {
  expect(audit.judge([page('/', main), page('/a', main)]).outcome).toBe('not-applicable')
})

test('a search that one page alone offers, or the page of results, is that page’s own', () => {
  expect(audit.judge([page('/', main), page('/agenda', main, search), page('/b', main)]).outcome).toBe('not-applicable')
  expect(audit.judge([page('/', main), seen('/catalogue', { navigation: aNavigation(main, search) }, 'search'), page('/agenda', main, search)]).outcome).toBe('not-applicable')
})
