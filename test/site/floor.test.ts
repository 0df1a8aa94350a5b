import { readFileSync } from 'node:fs'
import { describe, expect, inject, it } from 'vitest'
import { beyondFloor as cssBeyond } from './css-floor.ts'
import { beyondFloor as jsBeyond } from './js-floor.ts'
import { fileOf, filesOf, htmlOf, pagesOf } from './pages.ts'

const site = inject('atRoot')
const asked = [...new Set(pagesOf(site).flatMap((address) => filesOf(site, htmlOf(site, address))))]
const read = (ending: string) => asked.filter((href) => href.endsWith(ending)).map((href) => readFileSync(fileOf(site, href) ?? `missing ${href}`, 'utf8'))

/**
 * What an old browser may leave aside and lose nothing but comfort: the reader's own colours, finer underlines and breaks (words break
 * all the same: `overflow-wrap: break-word` is inherited), the first column
 * that stays in sight, the format of the paper.
 */
const comforts = new Set([
  'at-rule @page', 'media forced-colors', 'media prefers-color-scheme', 'property appearance', 'property color-scheme', 'property forced-color-adjust', 'property hyphens', 
  'property print-color-adjust', 'property size', 'property text-decoration-color', 'property text-decoration-thickness', 'property text-size-adjust', 'property text-underline-offset', 'property text-wrap',
  'selector focus-visible', 'value break-after: avoid', 'value color-scheme: dark', 'value color-scheme: light', 'value forced-color-adjust: none', 'value overflow-wrap: anywhere', 'value position: sticky',
  'value print-color-adjust: exact', 'value text-wrap: balance', 'value text-wrap: wrap',
])

describe('on a browser of 2018', () => {
  it('the style sheet asks for nothing that it needs and that those browsers do not know', () => {
    const sheets = read('.css')
    expect(sheets.length).toBeGreaterThan(0)
    expect(sheets.flatMap(cssBeyond).filter((feature) => !comforts.has(feature))).toEqual([])
  })

  it('the scripts that a page asks for as it opens are written in a language that those browsers read', () => {
    const scripts = read('.js')
    expect(scripts.length).toBeGreaterThan(1)
    expect(scripts.flatMap(jsBeyond)).toEqual([])
  })

  it('the comforts that it lists are all in use', () => {
    const used = new Set(read('.css').flatMap(cssBeyond))
    expect([...comforts].filter((feature) => !used.has(feature))).toEqual([])
  })

  it('the examination sees what is too new', () => {
    expect(cssBeyond('a{width:clamp(1px,2vw,3px);inset:0}a:is(b){color:red}@media (width>=2px){a{color:red}}')).toEqual(['function clamp()', 'media range', 'property inset', 'selector is'])
    expect(jsBeyond('a?.b; c ??= 1; [1].flatMap(f); /(?<=a)b/.test(d)')).toEqual(['.flatMap()', 'OptionalMemberExpression', 'the operator ??=', 'the regular expression /(?<=a)b/'])
  })
})
