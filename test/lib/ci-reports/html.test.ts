import { readFileSync } from 'node:fs'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { html } from '#lib/ci-reports/html'
import { obeyed } from '../../obeyed.ts'
import { corpus, finding, hostileReport, page, sampleReport } from './sample-report.ts'

const tokens = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8')
const written = (report = sampleReport()) => html(report, { tokens })

type Element = DefaultTreeAdapterTypes.Element
const elements = (node: DefaultTreeAdapterTypes.Node): Element[] => [...('tagName' in node ? [node] : []), ...('childNodes' in node ? node.childNodes.flatMap(elements) : [])]
const shapeOf = (text: string) => elements(parse(text)).map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`)

describe('a check written as a page', () => {
  it('has one title, a language, and each part under its heading', () => {
    const found = elements(parse(written()))
    const words = (tag: string) => found.filter(({ tagName }) => tagName === tag).map(({ childNodes: [first] }) => (first && 'value' in first ? first.value : ''))
    expect(words('h1')).toEqual(['Budget dépassé'])
    expect(words('h2')).toEqual(['Les chiffres', 'À corriger', 'À surveiller', 'Ce qui a changé', 'Déjà connu', 'Pages non mesurées'])
    expect(found[0]?.attrs).toEqual([{ name: 'lang', value: 'fr' }])
  })

  it('calls nothing: no script, no address but links, and a policy that forbids the rest', () => {
    const found = elements(parse(written()))
    expect(found.filter(({ tagName }) => ['script', 'img', 'link', 'iframe', 'base', 'object'].includes(tagName))).toEqual([])
    expect(written()).toContain("default-src 'none'; style-src 'unsafe-inline'")
    expect(tokens).not.toMatch(/url\(|@import/)
  })

  it('shows no sign that a terminal, a log or a layout obeys', () => {
    for (const words of corpus) expect(obeyed(written(hostileReport(words))), words).toEqual([])
  })

  it('is dark where the reader’s screen is', () => {
    expect(written()).toContain('prefers-color-scheme: dark')
  })

  it.each(corpus)('has the same elements whatever a page writes: %j', (text) => {
    const links = (shape: string[]) => shape.filter((each) => !each.startsWith('a '))
    expect(links(shapeOf(written(hostileReport(text))))).toEqual(links(shapeOf(written(hostileReport('texte')))))
    const addresses = elements(parse(written(hostileReport(text)))).flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'href').map(({ value }) => value))
    expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([])
  })

  it('stays under 300 kB for two hundred pages with the longest words, and says what it left out', () => {
    const long = 'é'.repeat(300)
    const address = (index: number) => `https://www.ville.example/${'long/'.repeat(300)}${index}`
    const pages = Array.from({ length: 200 }, (_, index) => page({ url: address(index), finalUrl: address(index) }))
    const findings = pages.map(({ url }, index) => finding({ fingerprint: `f${String(index).padStart(12, '0')}`, url, title: long, why: long, mend: long, finding: { message: `${index} ${long}`.slice(0, 300), selector: long, references: [] } }))
    const changes = Array.from({ length: 500 }, (_, index) => ({ page: '/', url: address(index), pass: 'cold' as const, profile: 'desktop' as const, kind: 'resource' as const, change: 'grew' as const, what: address(index), deltaBytes: 1, deltaGramsCO2e: null, deltaElements: null, cause: null, mend: long, reproduce: long }))
    const text = written(sampleReport({ pages, findings, changes, gate: { outcome: 'fail', exitCode: 1, reasons: pages.map(() => long), ruleset: 'x' } }))
    expect(Buffer.byteLength(text)).toBeLessThan(300_000)
    expect(text).toMatch(/… et \d+ de plus dans le JSON/)
  })
})
