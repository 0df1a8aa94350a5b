import { describe, expect, test } from 'vitest'
import { filesAskedBy, stampWeight, weightMarks } from '#lib/dashboard/page-weight'

const html = `<html><head><link rel="stylesheet" href="/a.css"><link rel="icon" type="image/svg+xml" href="/f.svg"><link rel="canonical" href="https://x.fr/"></head><body><p>${weightMarks.kilobytes} ko, ${weightMarks.elements} éléments, ${weightMarks.files} fichiers</p><svg data-budget="60"><rect width="${weightMarks.share}%"/></svg><script type="module" src="/b.js"></script></body></html>`

describe('the weight a page states', () => {
  test('counts what the page asks for as it opens, once each', () => {
    expect(filesAskedBy(html + '<link rel="stylesheet" href="/a.css">')).toEqual(['/a.css', '/f.svg', '/b.js'])
  })

  test('is written in place of its marks, rounded up, with its share of the budget', () => {
    const stamped = stampWeight(html, { bytes: 30_001, files: 4 })
    expect(stamped).toContain('<p>31 ko, 10 éléments, 4 fichiers</p>')
    expect(stamped).toContain('width="52%"')
    expect(stamped).not.toContain('@@')
  })

  test('fills the bar and no more when the budget is passed', () => {
    expect(stampWeight(html, { bytes: 200_000, files: 1 })).toContain('width="100%"')
  })

  test('leaves alone a page that states none', () => {
    expect(stampWeight('<p>bonjour</p>', { bytes: 1, files: 1 })).toBe('<p>bonjour</p>')
  })
})
