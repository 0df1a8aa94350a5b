import { describe, expect, it } from 'vitest'
import { budgetsOfOtherTool } from '#lib/gate/other-tools/budgets'
import { settingsOf } from '#lib/gate/settings'

const read = (value: unknown) => budgetsOfOtherTool(value, 'fichier')
const at = (value: unknown, url: string) => {
  const found = read(value)
  return found === null ? null : Object.fromEntries([...settingsOf([found.budgets], { url, site: null, profile: 'desktop' }, [])].map(([rule, { level, max, min }]) => [rule, [level, max ?? min]]))
}

describe('the budgets of another tool', () => {
  it('are read from the assertions of a lighthouserc: bytes as bytes, a score as points', () => {
    const file = { ci: { assert: { preset: 'lighthouse:recommended', assertions: { 'categories:performance': ['warn', { minScore: 0.9 }], 'total-byte-weight': ['error', { maxNumericValue: 500_000 }], 'resource-summary:script:size': ['error', { maxNumericValue: 125_000 }], 'uses-http2': 'error', 'dom-size': 'off' } } } }
    expect(at(file, 'https://a.example/')).toEqual({ 'sobriety/lighthouse-performance': ['warn', 90], 'sobriety/page-weight': ['error', 500_000], 'resources/script#bytes': ['error', 125_000] })
    expect(read(file)?.notes.join(' ')).toMatch(/uses-http2.*recommended/s)
  })

  it('are those of the row that fits the address, in an assertMatrix', () => {
    const file = { ci: { assert: { assertMatrix: [{ matchingUrlPattern: '.*/carte', assertions: { 'largest-contentful-paint': ['error', { maxNumericValue: 4000 }] } }] } } }
    expect(at(file, 'https://a.example/carte')).toEqual({ 'lighthouse/largest-contentful-paint': ['error', 4000] })
    expect(at(file, 'https://a.example/')).toEqual({})
  })

  it('are read from budget.json: kibibytes become bytes, paths are prefixes, the last that fits is alone', () => {
    const file = [{ path: '/*', resourceSizes: [{ resourceType: 'total', budget: 300 }, { resourceType: 'script', budget: 150 }] }, { path: '/blog', resourceCounts: [{ resourceType: 'third-party', budget: 10 }], timings: [{ metric: 'interactive', budget: 5000 }] }]
    expect(at(file, 'https://a.example/')).toEqual({ 'resources/total#bytes': ['error', 307_200], 'resources/script#bytes': ['error', 153_600] })
    expect(at(file, 'https://a.example/blog/un')).toEqual({ 'resources/third-party#count': ['error', 10], 'lighthouse/interactive': ['error', 5000] })
  })

  it('are the thresholds of a .pa11yci, none by default, and those of single addresses', () => {
    const file = { defaults: { threshold: 2 }, urls: ['https://a.example/', { url: 'https://a.example/vieux?x=1', threshold: 12 }] }
    expect(at(file, 'https://a.example/')).toEqual({ 'solidarity/axe-failures': ['error', 2] })
    expect(at(file, 'https://a.example/vieux?x=1')).toEqual({ 'solidarity/axe-failures': ['error', 12] })
    expect(at({ urls: [] }, 'https://a.example/')).toEqual({ 'solidarity/axe-failures': ['error', 0] })
  })

  it('are read from sitespeed.io, in bytes, and what has no counterpart is said', () => {
    const file = { budget: { requests: { total: 89, css: 2 }, transferSize: { total: 400_000, javascript: 100_000 }, thirdParty: { requests: 0 }, score: { accessibility: 100 } } }
    expect(at(file, 'https://a.example/')).toEqual({ 'resources/total#count': ['error', 89], 'resources/stylesheet#count': ['error', 2], 'resources/total#bytes': ['error', 400_000], 'resources/script#bytes': ['error', 100_000], 'resources/third-party#count': ['error', 0] })
    expect(read(file)?.notes.join(' ')).toContain('score')
  })

  it('are those of the address in sitespeed.io, figure by figure, and a page known by a name is said not to be read', () => {
    const file = { budget: {
      'https://a.example/carte?x=1': { transferSize: { total: 900_000 }, lighthouse: { performance: 60 } }, carte: { requests: { total: 3 } },
      transferSize: { total: 400_000, css: 10_000 }, googleWebVitals: { firstContentfulPaint: 1800 }, lighthouse: { performance: 90, seo: 90 },
    } }
    expect(at(file, 'https://a.example/')).toEqual({ 'resources/total#bytes': ['error', 400_000], 'resources/stylesheet#bytes': ['error', 10_000], 'lighthouse/first-contentful-paint': ['error', 1800], 'sobriety/lighthouse-performance': ['error', 90] })
    expect(at(file, 'https://a.example/carte?x=1')).toEqual({ 'resources/total#bytes': ['error', 900_000], 'resources/stylesheet#bytes': ['error', 10_000], 'lighthouse/first-contentful-paint': ['error', 1800], 'sobriety/lighthouse-performance': ['error', 60] })
    expect(at({ budget: { 'https://a.example': { requests: { total: 3 } } } }, 'https://a.example/')).toEqual({ 'resources/total#count': ['error', 3] })
    expect(read(file)?.notes.join(' ')).toMatch(/carte.*seo|seo.*carte/)
  })

  it('are not looked for in a file of ours', () => expect(read({ audits: { '*': 'warn' } })).toBeNull())
})
