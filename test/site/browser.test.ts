import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer'
import { describe, expect, inject, it } from 'vitest'
import { pageOfEachKind } from '#effects/benching/page-kinds'
import { filesOf, htmlOf, pagesOf } from './pages.ts'
import { visit } from './visit.ts'

const site = inject('atRoot')
const addresses = pagesOf(site)
const at = (address: string) => site.origin + address
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a page that is open, one violation a line, so that a failure says at once what to mend. */
async function violations(page: Page): Promise<string[]> {
  const results = await page.evaluate('axe.run({ resultTypes: ["violations"] })') as AxeResults
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** What a page must not do or hold; run in the page. */
const traces = () => ({
  stored: localStorage.length + sessionStorage.length,
  hacked: '__hacked' in globalThis,
  planted: document.querySelectorAll('.hostile-element, main img:not(.crop img), [onerror], [onfocus]').length,
  // A chart without its table says nothing to those who do not see it; the frame of an empty chart holds no figure, and a picture of a proof is no chart.
  unreadCharts: [...document.querySelectorAll('main figure:not(.crop)')].filter((figure) => !figure.querySelector('.chart-empty') && !figure.closest('section')?.querySelector('table')).length,
})

/** The heaviest page of each kind. */
const kinds = pageOfEachKind(addresses, (address) => htmlOf(site, address).length)
type Screen = { width: number; scheme: 'light' | 'dark' }
const [computer, telephone]: [Screen, Screen] = [{ width: 1280, scheme: 'light' }, { width: 320, scheme: 'dark' }]
/** A page of each kind is read on every screen; the others, made by the same code, on one of two in turn. */
const screens = new Map<string, Screen[]>(addresses.map((address, index) => [address, index % 2 === 0 ? [telephone] : [computer]]))
for (const address of kinds) screens.set(address, [320, 768, 1280].flatMap((width) => [{ width, scheme: 'light' as const }, { width, scheme: 'dark' as const }]))

/** What the browser asked for as the page opened and the figures at its foot do not count; proofs load as one comes near. */
function uncounted(address: string, requests: readonly string[]): string[] {
  const counted = new Set([address, ...filesOf(site, htmlOf(site, address))])
  return requests.map((url) => new URL(url).pathname).filter((path) => !counted.has(path) && !path.endsWith('.jpg'))
}

/** Everything about one page from one load: what it calls and keeps, what axe finds on its screens, then its width at 320 px. */
const survey = (address: string) => visit(at(address), async ({ page, requests, complaints }) => {
  const kept = await page.evaluate(traces)
  const cookies = await page.browserContext().cookies()
  const refused = complaints.filter((text) => !(address === '/404.html' && text.includes('404')))
  await page.evaluate(axeSource)
  const found: string[] = []
  for (const { width, scheme } of screens.get(address) ?? []) {
    await page.setViewport({ width, height: 900 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    found.push(...(await violations(page)).map((violation) => `${width} px, ${scheme}: ${violation}`))
  }
  await page.setViewport({ width: 320, height: 900 })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return { ...kept, cookies, refused, strangers: requests.filter((url) => !url.startsWith(`${site.origin}/`)), uncounted: uncounted(address, requests), found, overflow }
})

const nothing = { stored: 0, hacked: false, planted: 0, unreadCharts: 0, cookies: [], refused: [], strangers: [], uncounted: [], found: [], overflow: 0 }

describe('every page calls nobody, keeps nothing, obeys its policy, runs nothing it was fed, asks for what its foot counts, passes axe and never scrolls sideways', () => {
  it.each(addresses)('%s', async (address) => {
    expect(await survey(address)).toEqual(nothing)
  })
})

describe('without scripts', () => {
  const explorable = addresses.filter((address) => /^\/indicateurs\/[a-z-]+\/$/.test(address))
  const textOf = (address: string, scripts: boolean) => visit(at(address), ({ page }) => page.$eval('body', (body) => {
    for (const tool of body.querySelectorAll('.explorer')) tool.remove()
    return body.innerText
  }), { scripts })

  it('the pages that have a script say the same thing', async () => {
    expect(explorable.length).toBeGreaterThan(10)
    for (const address of explorable) expect(await textOf(address, false), address).toBe(await textOf(address, true))
  })
})

describe('under a path', () => {
  it('the pages find their stylesheet, their icon and each other', async () => {
    const built = inject('underPath')
    for (const address of [`${built.base}`, `${built.base}sites/portail/accueil/`, `${built.base}methode/sobriety/page-weight/`]) {
      const complaints = await visit(built.origin + address, async ({ page, complaints: all }) => {
        expect(await page.$eval('body', (body) => getComputedStyle(body).backgroundColor), address).toBe('rgb(251, 248, 243)')
        return all
      })
      expect(complaints).toEqual([])
    }
  })
})

describe('an address that does not exist', () => {
  it('gives a page that shows the ways that do', async () => {
    const links = await visit(at('/sites/jamais-vu/'), ({ page }) => page.$$eval('main a', (all) => all.map((link) => link.getAttribute('href'))))
    expect(links).toEqual(expect.arrayContaining(['/', '/sites/', '/promesses/']))
  })
})
