import { describe, expect, test } from 'vitest'
import { filesAskedBy, stampWeight, weightMarks } from '#lib/dashboard/page-weight'
import { ownEcoindexTables } from '../../../src/ecoindex-tables.ts'

const html = `<html><head><link rel="stylesheet" href="/a.css"><link rel="icon" type="image/svg+xml" href="/f.svg"><link rel="canonical" href="https://x.fr/"></head><body><p>${weightMarks.kilobytes} ko, ${weightMarks.elements} éléments, ${weightMarks.files} fichiers, ${weightMarks.grade} ${weightMarks.score}</p><svg data-budget="60"><rect width="${weightMarks.share}%"/></svg><script type="module" src="/b.js"></script></body></html>`

describe('the weight a page states', () => {
  test('counts what the page asks for as it opens, once each', () => {
    expect(filesAskedBy(html + '<link rel="stylesheet" href="/a.css">', () => '')).toEqual(['/a.css', '/f.svg', '/b.js'])
  })

  test('counts the scripts that a script imports as it starts, theirs too, and none that it loads on demand', () => {
    const scripts: Readonly<Record<string, string>> = { '/b.js': 'import{t as e}from"./_astro/c.js";import"./d.js";e(()=>import("./later.js"))', '/_astro/c.js': 'import*as n from"../d.js";export{n as t}', '/d.js': 'console.log(1)' }
    expect(filesAskedBy(html, (href) => scripts[href] ?? `missing ${href}`)).toEqual(['/a.css', '/f.svg', '/b.js', '/_astro/c.js', '/d.js'])
  })

  test('counts the scripts that a script exports again, and takes no word of its own for one', () => {
    const scripts: Readonly<Record<string, string>> = { '/b.js': 'export*from"./c.js";export{a as b}from\'./d.js\';export{e};export default"./none.js";const f="./none.js"' }
    expect(filesAskedBy(html, (href) => scripts[href] ?? '')).toEqual(['/a.css', '/f.svg', '/b.js', '/c.js', '/d.js'])
  })

  test('comes with its EcoIndex, where the elements inside a drawing do not count', () => {
    const gradeWith = (more: string) => / fichiers, ([A-G] \d+)</.exec(stampWeight(html.replace('</body>', `${more}</body>`), { bytes: 30_001, files: 4 }, ownEcoindexTables))?.[1]
    expect(gradeWith('<i></i>'.repeat(1500))).toBe('D 54')
    expect(gradeWith(`<svg>${'<i></i>'.repeat(1500)}</svg>`)).toBe('A 97')
  })

  test('is written in place of its marks, rounded up, with its share of the budget', () => {
    const stamped = stampWeight(html, { bytes: 30_001, files: 4 }, ownEcoindexTables)
    expect(stamped).toContain('<p>31 ko, 10 éléments, 4 fichiers, A 97</p>')
    expect(stamped).toContain('width="52%"')
    expect(stamped).not.toContain('@@')
  })

  test('says why a page is dense where its grade asks for a reason alone', () => {
    const stampedWith = (more: string) => stampWeight(html.replace('</body>', `<p>.${weightMarks.dense}Page dense${weightMarks.dense}</p>${more}</body>`), { bytes: 30_001, files: 4 }, ownEcoindexTables)
    expect(stampedWith('')).toContain('<p>.</p>')
    expect(stampedWith('<i></i>'.repeat(1500))).toContain('<p>. Page dense</p>')
  })

  test('fills the bar and no more when the budget is passed', () => {
    expect(stampWeight(html, { bytes: 200_000, files: 1 }, ownEcoindexTables)).toContain('width="100%"')
  })

  test('leaves alone a page that states none', () => {
    expect(stampWeight('<p>bonjour</p>', { bytes: 1, files: 1 }, ownEcoindexTables)).toBe('<p>bonjour</p>')
  })
})
