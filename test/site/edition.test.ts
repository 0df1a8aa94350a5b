import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { keptFromThePublic, securityAudits } from '#lib/publish/edition'
import { PublishedAccessibility } from '#model/published-accessibility'
import { PublishedSite } from '#model/publication'
import { withoutControls } from '#lib/words/clean'
import { samplePublication } from '../fixtures/make-publication-sample.ts'
import { htmlOf, pagesOf } from './pages.ts'

const [everybody, internal] = [inject('atRoot'), inject('internal')]
const published = [...await samplePublication()]
const sites = published.filter(([path]) => path.startsWith('sites/')).map(([, site]) => PublishedSite.parse(site))
const kept = sites.flatMap(keptFromThePublic)
const auditors = published.filter(([path]) => path.startsWith('accessibility/')).flatMap(([, judged]) => PublishedAccessibility.parse(judged).audits.map(({ auditor }) => auditor)).filter((name) => /^[\p{L} .'-]+$/u.test(name))

/** Every text of a built dashboard, whatever its kind, as it is once its entities are read. */
function textsOf({ folder }: typeof everybody): string[] {
  const plain = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'").replaceAll('\u2011', '-')
  return globSync('**/*.{html,csv,json,xml,svg,js,txt}', { cwd: folder }).map((file) => plain(readFileSync(join(folder, file), 'utf8')))
}
const said = (message: string) => withoutControls(message).replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
const toldBy = (texts: readonly string[], words: readonly string[]) => [...new Set(words)].filter((word) => texts.some((text) => text.includes(said(word))))

describe('the public edition', () => {
  const texts = textsOf(everybody)

  it('says nothing of what was seen once only, in no page and no file', () => {
    const once = kept.filter(({ reason }) => reason === 'seen-once').map(({ finding }) => finding.message)
    expect(once.length).toBeGreaterThan(0)
    expect(toldBy(texts, once)).toEqual([])
    expect(texts.filter((text) => text.includes('vu à un seul chargement'))).toEqual([])
  })

  it('says nothing of how the security of a server can be mended, but for its mark', () => {
    const details = kept.filter(({ reason }) => reason === 'security').map(({ finding }) => finding.message)
    expect(details.length).toBeGreaterThan(0)
    expect(toldBy(texts, details)).toEqual([])
    expect(securityAudits.size).toBeGreaterThan(0)
  })

  it('names nobody who judged a site', () => {
    expect(auditors.length).toBeGreaterThan(0)
    expect(toldBy(texts, auditors)).toEqual([])
  })

  it('has no page of the internal edition, and no link to one', () => {
    expect(pagesOf(everybody).filter((address) => address.includes('/interne/'))).toEqual([])
    expect(texts.filter((text) => text.includes('/interne/'))).toEqual([])
  })
})

describe('the internal edition', () => {
  it('says all of it, on a page of its own and where it was seen', () => {
    const texts = textsOf(internal)
    const words = [...kept.map(({ finding }) => finding.message), ...auditors].filter((word) => !/[<>]/.test(word))
    expect(toldBy(texts, words).length).toBe(new Set(words).size)
    expect(pagesOf(internal)).toContain('/interne/a-confirmer/')
  })

  it('says on every page that it is not to be published, and asks robots to leave it', () => {
    const pages = pagesOf(internal).map((address) => htmlOf(internal, address))
    expect(pages.filter((html) => !html.includes('Édition interne.') || !html.includes('<meta name="robots" content="noindex, nofollow">'))).toEqual([])
    expect(pagesOf(everybody).filter((address) => htmlOf(everybody, address).includes('noindex'))).toEqual([])
  })
})
