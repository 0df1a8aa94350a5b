import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { contentPolicy } from '#lib/dashboard/content-policy'
import { pageBudgetKilobytes } from '#lib/dashboard/page-weight'
import { fileOf, filesOf, htmlOf, pagesOf } from './pages.ts'

const site = inject('atRoot')
const pages = pagesOf(site).map((address) => ({ address, html: htmlOf(site, address) }))
/** Dense tables have a larger budget; a citizen's page never does. */
const dense = /^\/(pilotage|changements|sites|donnees|defauts|criteres|lieux|materiel|salle-serveurs|recherche|rapport|eco-conception)\/|^\/methode\/rgaa\/$|^\/editions\/[^/]+\/$|^\/indicateurs\/[^/]+\/(explication|detail|communes)\//
/** Tags without the values of their attributes, where any text may stand. */
const tagsOf = (html: string) => html.replaceAll(/="[^"]*"/g, '=""')
const addressesWhere = (wrong: (html: string, address: string) => boolean) => pages.filter(({ html, address }) => wrong(html, address)).map(({ address }) => address)
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''

describe('every page of the dashboard', () => {
  it('is there: sites and their pages, controls, figures, promises, and the pages about the dashboard itself', () => {
    const addresses = pages.map(({ address }) => address)
    expect(addresses).toEqual(expect.arrayContaining([
      '/', '/sites/', '/sites/portail/', '/sites/portail/accueil/', '/sites/muet/clubs/', '/materiel/', '/salle-serveurs/', '/promesses/', '/promesses/parc-sobre/',
      '/pilotage/', '/changements/', '/methode/', '/methode/rgaa/', '/methode/sobriety/page-weight/', '/indicateurs/', '/indicateurs/site-security/', '/donnees/', '/a-propos/', '/accessibilite/', '/criteres/portail/', '/defauts/', '/vie-privee/', '/404.html',
      '/citoyen/', '/eco-conception/', '/glossaire/', '/lire-un-chiffre/', '/recherche/', '/simple/', '/simple/aide/', '/simple/promesses/', '/simple/chez-moi/',
    ]))
    expect(pages.length).toBeGreaterThan(70)
  })

  it('speaks French, has one h1, and a title of its own', () => {
    expect(addressesWhere((html) => !html.includes('<html lang="fr">'))).toEqual([])
    expect(addressesWhere((html) => count(html, /<h1[\s>]/g) !== 1)).toEqual([])
    const titles = pages.map(({ html }) => titleOf(html))
    expect(titles.filter((title, index) => title === '' || titles.indexOf(title) !== index)).toEqual([])
    expect(addressesWhere((html) => !/<meta name="description" content="[^"]{10,}"/.test(html))).toEqual([])
  })

  it('has no sentence with a hole left in it', () => {
    expect(addressesWhere((html) => /\{\w+(?:\}|, plural)/.test(tagsOf(html).replaceAll(/<(script|style|pre|code)\b[\s\S]*?<\/\1>/g, '')))).toEqual([])
  })

  it('says that the town is an example', () => {
    expect(addressesWhere((html) => !html.includes('ville inventée pour montrer Trèfle'))).toEqual([])
  })

  it('carries the policy of its content, and neither inline script, nor inline style, nor handler', () => {
    const policy = `content="${contentPolicy.replaceAll("'", '&#39;')}"`
    expect(addressesWhere((html) => !html.replaceAll('&apos;', '&#39;').replaceAll("'", '&#39;').includes(policy))).toEqual([])
    expect(addressesWhere((html) => /<script(?![^>]*\ssrc=)/.test(tagsOf(html)))).toEqual([])
    expect(addressesWhere((html) => /<style[\s>]/.test(tagsOf(html)))).toEqual([])
    expect(addressesWhere((html) => /<[a-z][^<>]*\s(?:style|on[a-z]+)=/.test(tagsOf(html)))).toEqual([])
  })

  it('weighs less than its budget with what it asks for, and says its own weight', () => {
    const weights = pages.map(({ address, html }) => {
      const files = filesOf(site, html).map((href) => statSync(fileOf(site, href) ?? `missing ${href}`).size)
      const kilobytes = Math.ceil(files.reduce((sum, size) => sum + size, Buffer.byteLength(html)) / 1000)
      return { address, kilobytes, said: Number(/Cette page pèse (\d+)/.exec(html)?.[1]), announced: Number(/data-budget="(\d+)"/.exec(html)?.[1]), budget: dense.test(address) ? pageBudgetKilobytes.dense : pageBudgetKilobytes.plain }
    })
    expect(weights.filter(({ kilobytes, budget, announced }) => kilobytes > budget || announced > budget)).toEqual([])
    // The weight is written after it is taken: its own digits make a difference of less than a kilobyte.
    expect(weights.filter(({ kilobytes, said }) => Math.abs(kilobytes - said) > 1)).toEqual([])
  })

  it('has no script, but for the chart of a figure, the mark of today on the home page, the field of the search, the heads that sort and the scenarios of the fleet', () => {
    expect(addressesWhere((html, address) => tagsOf(html).includes('<script') && !/^\/((indicateurs|sites)\/([a-z-]+\/)?|pilotage\/|materiel\/|recherche\/)?$/.test(address))).toEqual([])
    expect(pages.some(({ html }) => html.includes('<script'))).toBe(true)
  })

  it('gives every wide table a frame that the keyboard reaches and a reader can name', () => {
    const frames = pages.flatMap(({ html }) => html.match(/<div[^>]*class="scroller[^>]*>/g) ?? [])
    expect(frames.length).toBeGreaterThan(10)
    expect(frames.filter((frame) => !/role="region"/.test(frame) || !/tabindex="0"/.test(frame) || !/aria-label="[^"]+"/.test(frame))).toEqual([])
  })
})

describe('a page that speaks of accessibility', () => {
  const speaks = /^\/(solidarite|accessibilite|defauts|sites)\/$|^\/sites\/[^/]+\/$|^\/criteres\/|^\/methode\/(rgaa|solidarity\/[^/]+)\/$|^\/indicateurs\/accessibility-[a-z]+\/$/
  const reach = /Sur les 106 critères du RGAA 4\.1\.2, une machine peut en trancher \d+ et prouver un échec sur \d+/
  const wordsOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/(?:[\s\u00a0\u202f]|&nbsp;)+/g, ' ')

  it('says how many of the criteria a machine can decide', () => {
    const concerned = pages.filter(({ address, html }) => speaks.test(address) && !(/^\/sites\/[^/]+\/$/.test(address) && html.includes('Aucune page n’a pu être lue')))
    expect(concerned.length).toBeGreaterThan(20)
    expect(concerned.filter(({ address, html }) => address !== '/methode/rgaa/' && !reach.test(wordsOf(html))).map(({ address }) => address)).toEqual([])
    expect(wordsOf(pages.find(({ address }) => address === '/methode/rgaa/')?.html ?? '')).toMatch(/8 critères sur 106/)
  })

  it('gives three numbers on every page that was read, on every site, and over the territory', () => {
    const figures = (html: string) => count(html, /<ul class="three">/g)
    const read = pages.filter(({ address, html }) => /^\/sites\/[^/]+\/[^/]+\/$/.test(address) && html.includes('Solidarité</h2>'))
    expect(read.length).toBeGreaterThan(5)
    expect([...read, ...pages.filter(({ address }) => /^\/(criteres\/|solidarite\/$)/.test(address))].filter(({ html }) => figures(html) !== 1).map(({ address }) => address)).toEqual([])
  })

  it('shows a rate only where people tested everything', () => {
    const rated = pages.filter(({ html }) => /critères? respectés? sur \d+ applicables?/.test(wordsOf(html))).map(({ address }) => address)
    expect(rated).toEqual(['/criteres/portail/'])
    expect(wordsOf(pages.find(({ address }) => address === '/criteres/mediatheque/')?.html ?? '')).toContain('Aucun taux n’en est tiré')
  })
})

describe('links', () => {
  const hrefs = (html: string) => [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"[^>]*>/g)].map(([tag, href = '']) => ({ tag, href }))
  const inside = (built: typeof site) => pagesOf(built).flatMap((address) => hrefs(htmlOf(built, address)).filter(({ href }) => !/^(https?|mailto|tel):/.test(href)).map(({ href }) => ({ address, href })))
  const leadsNowhere = (built: typeof site) => ({ address, href }: { address: string; href: string }) => {
    const [path, anchor] = href.split('#')
    const file = fileOf(built, path || address)
    return file === null || (anchor !== undefined && !readFileSync(file, 'utf8').includes(`id="${anchor}"`))
  }

  it.each([['at the root of a host', 'atRoot'], ['under a path', 'underPath']] as const)('inside the dashboard all lead somewhere, anchors included, %s', (_where, name) => {
    const built = inject(name)
    const links = inside(built)
    expect(links.length).toBeGreaterThan(1000)
    expect(links.filter(leadsNowhere(built))).toEqual([])
  })

  it('to the outside are http or https and tell nothing of where one comes from', () => {
    const outside = pages.flatMap(({ html }) => hrefs(html)).filter(({ href }) => !href.startsWith('/') && !href.startsWith('#') && !/^(mailto|tel):/.test(href))
    expect(outside.length).toBeGreaterThan(20)
    expect(outside.filter(({ href, tag }) => !/^https?:\/\//.test(href) || !/rel="[^"]*noopener noreferrer"/.test(tag))).toEqual([])
  })
})

describe('a hostile publication', () => {
  const files = globSync('**/*.{html,csv,json}', { cwd: site.folder })

  it('leaves no control and no bidirectional character in any page or file', () => {
    const wrong = files.filter((file) => /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/.test(readFileSync(join(site.folder, file), 'utf8')))
    expect(wrong).toEqual([])
    expect(files.length).toBeGreaterThan(100)
  })

  it('gives no spreadsheet a formula to run', () => {
    const cells = files.filter((file) => file.endsWith('.csv')).flatMap((file) => readFileSync(join(site.folder, file), 'utf8').split(/[;\r\n]/))
    expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true)
    expect(cells.filter((cell) => /^"?[=+@\t]/.test(cell))).toEqual([])
  })
})
