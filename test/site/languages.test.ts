import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { describe, expect, inject, it } from 'vitest'
import french from '../../src/i18n/fr.json' with { type: 'json' }
import { readsAsFrench, textsOutsideFrench } from './french-words.ts'
import { fileOf, htmlOf, pagesOf } from './pages.ts'
import { isCitizen, sentencesOf, unexplained, wordCount } from './plain-words.ts'
import { visit } from './visit.ts'

const site = inject('atRoot')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** One page of each kind. */
const kinds = [
  '/', '/sobriete/', '/indicateurs/', '/indicateurs/page-weight/', '/indicateurs/site-security/', '/promesses/', '/promesses/parc-sobre/', '/sites/', '/sites/portail/', '/sites/portail/accueil/',
  '/materiel/', '/salle-serveurs/', '/methode/', '/methode/rgaa/', '/methode/sobriety/page-weight/', '/criteres/portail/', '/defauts/', '/donnees/', '/donnees/dictionnaire/', '/a-propos/', '/accessibilite/', '/vie-privee/',
  '/citoyen/', '/lieux/', '/simple/', '/simple/aide/', '/recherche/', '/glossaire/', '/lire-un-chiffre/', '/eco-conception/',
]
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll('&#39;', '’').replaceAll(/\s+/g, ' ')
/** What is neither in French nor told to be. */
const ownText = (html: string) => textOf(html.replaceAll(/<([a-z][a-z0-9]*)\s[^>]*lang="fr"[^>]*>[^<]*<\/\1>/g, ' '))
/** French sentences of the shell that hold no variable, long enough not to be the same word in two languages; a mention is quoted in French, as it must be written, and the glossary spells out French names. */
const frenchSentences = Object.entries(french).flatMap(([key, message]) => (!/^accessibility\.mention\.|^glossary\.[a-z0-9]+$/i.test(key) && typeof message === 'string' && message.length > 20 && !message.includes('{') && message.includes(' ') ? [message] : []))

/** Names that stay as they are in every language. */
const names = /Référentiel général d’amélioration de l’accessibilité|Titre de trois cents signes[^<"]*/g

describe.each([['en', 'This page weighs', 'Français'], ['de', 'Diese Seite wiegt', 'Français']])('the dashboard in %s', (language, weighs, source) => {
  it('has every page that the French one has, and no other', () => {
    const inFrench = pagesOf(site).map((address) => `/${language}${address}`).sort()
    expect(pagesOf(site, language).sort()).toEqual(inFrench)
  })

  it('says its language on every page, and what the page weighs in it', () => {
    const wrong = pagesOf(site, language).filter((address) => {
      const html = htmlOf(site, address)
      return !html.includes(`<html lang="${language}">`) || !textOf(html).includes(weighs) || /[\uE000\uE001]/.test(html)
    })
    expect(wrong).toEqual([])
  })

  it.each(kinds)('leaves no French of the shell unsaid on %s', (address) => {
    const own = ownText(htmlOf(site, `/${language}${address}`))
    expect(frenchSentences.filter((sentence) => own.includes(sentence))).toEqual([])
  })

  it('has no French sentence that does not say so, on any page', () => {
    const said = (address: string) => textsOutsideFrench(htmlOf(site, address).replaceAll(names, '')).filter(readsAsFrench)
    expect(pagesOf(site, language).flatMap((address) => said(address).map((text) => `${address} ${text}`))).toEqual([])
  })

  it('keeps its citizen pages to twenty words a sentence, and explains each acronym', () => {
    const pages = pagesOf(site, language).filter(isCitizen).map((address) => ({ address, html: htmlOf(site, address) }))
    expect(pages.length).toBeGreaterThan(8)
    const long = pages.flatMap(({ address, html }) => sentencesOf(html).filter((sentence) => wordCount(sentence) > 20).map((sentence) => `${address} ${sentence}`))
    expect(long).toEqual([])
    expect(pages.flatMap(({ address, html }) => unexplained(html).map((word) => `${address} ${word}`))).toEqual([])
  })

  it('has its own badges and cards, which say their language', () => {
    for (const file of ['badges/page-weight.svg', 'badges/sites/portail.svg', 'cartes/page-weight.svg']) expect(readFileSync(fileOf(site, `/${language}/${file}`) ?? `missing ${file}`, 'utf8')).toContain(`xml:lang="${language}"`)
  })

  it.each(kinds)('leads from %s to the same page in French and back', (address) => {
    expect(htmlOf(site, `/${language}${address}`)).toMatch(new RegExp(`<a lang="fr" hreflang="fr" href="${address}">${source}</a>`))
    expect(htmlOf(site, address)).toContain(`hreflang="${language}" href="/${language}${address}"`)
  })

  it('shares the stylesheet and the files of the data with the others', () => {
    const home = htmlOf(site, `/${language}/`)
    const [stylesheet = ''] = home.match(/(?<=rel="stylesheet" href=")[^"]+/) ?? []
    expect(htmlOf(site, '/')).toContain(`href="${stylesheet}"`)
    expect(fileOf(site, stylesheet)).not.toBeNull()
    expect(htmlOf(site, `/${language}/promesses/`)).toContain('href="/donnees/promesses.csv"')
    expect(fileOf(site, `/${language}/donnees/promesses.csv`)).toBeNull()
  })

  it('counts in public what is not translated', () => {
    expect(textOf(htmlOf(site, '/a-propos/'))).toMatch(language === 'en' ? /English : [\d\s]+ messages sur/ : /Deutsch : [\d\s]+ messages sur/)
    expect(htmlOf(site, `/${language}/`)).toContain(`href="/${language}/a-propos/#langues"`)
  })

  it.each(['/', '/sobriete/', '/sites/portail/', '/a-propos/'])('passes axe and never scrolls sideways on %s', async (address) => {
    const found = await visit(`${site.origin}/${language}${address}`, async ({ page }) => {
      await page.evaluate(axeSource)
      const { violations } = await page.evaluate('axe.run({ resultTypes: ["violations"] })') as AxeResults
      await page.setViewport({ width: 320, height: 800 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      return { violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), overflow }
    })
    expect(found).toEqual({ violations: [], overflow: 0 })
  })
})

describe('figures and dates', () => {
  const figures = (language: string) => textOf(htmlOf(site, `/${language}/sites/portail/`))

  it('are written the way of each language', () => {
    expect(figures('en')).toMatch(/\d{1,2} [A-Z][a-z]+ 20\d\d/)
    expect(figures('de')).toMatch(/\d{1,2}\. [A-Z][a-zä]+ 20\d\d/)
    expect(textOf(htmlOf(site, '/en/indicateurs/'))).toMatch(/\d\.\d/)
    expect(textOf(htmlOf(site, '/de/indicateurs/'))).toMatch(/\d,\d/)
  })

  it('say a bare year as German does, never "im 2026"', () => {
    const pages = pagesOf(site, 'de').map((address) => textOf(htmlOf(site, address)))
    expect(pages.filter((text) => /\bim 20\d\d\b/.test(text))).toEqual([])
    expect(pages.some((text) => /\bim Jahr 20\d\d\b/.test(text))).toBe(true)
  })
})

describe('under a path', () => {
  it('the languages find each other and their stylesheet', () => {
    const built = inject('underPath')
    const home = htmlOf(built, '/trefle/en/')
    expect(home).toContain('hreflang="fr" href="/trefle/"')
    expect(htmlOf(built, '/trefle/')).toContain('hreflang="en" href="/trefle/en/"')
    const [stylesheet = ''] = home.match(/(?<=rel="stylesheet" href=")[^"]+/) ?? []
    expect(fileOf(built, stylesheet)).not.toBeNull()
  })
})
