import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'puppeteer'
import { build } from '../../scripts/build.ts'
import { writeSamplePublication } from '../fixtures/make-publication-sample.ts'
import { serveFolder } from '../site/static-server.ts'
import { firefoxNeeds, openFirefox, visit, type Firefox } from './firefox.ts'
import { describeService, temporaryFolder } from './harness.ts'

/** A citizen's pages, a pillar, an indicator with its explorer, and the search: every kind of script there is, and pages without any. */
const pages = ['/', '/sobriete/', '/indicateurs/page-weight/', '/lieux/', '/recherche/']

/** What a reader would see missing: headings that take no room, and a page wider than the screen. */
const layout = () => ({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  title: (document.querySelector('h1')?.getBoundingClientRect().height ?? 0) > 0,
  lostHeadings: [...document.querySelectorAll('main :is(h1, h2, h3)')].filter((heading) => heading.getBoundingClientRect().height === 0 && heading.closest('details:not([open])') === null).map((heading) => heading.textContent),
})

/** The text of the page, but for what a script adds beside it. */
const textOf = (page: Page) => page.$eval('body', (body) => {
  for (const tool of body.querySelectorAll('.explorer, .search')) tool.remove()
  return body.innerText
})

/** What is read and seen of a page. */
const look = async (page: Page) => ({ text: await textOf(page), background: await page.$eval('body', (body) => getComputedStyle(body).backgroundColor), ...await page.evaluate(layout) })
/** A page without its stylesheets breaks its lines elsewhere, and has the capitals of its source. */
const wordsOf = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase()

/** A page of the built dashboard as a reader saves it: the whole page with its stylesheets beside it, and its file alone. */
async function savedPage(files: string, name: string, folder: string): Promise<{ whole: string; alone: string }> {
  await mkdir(folder)
  const html = await readFile(join(files, name), 'utf8')
  const stylesheets = [...html.matchAll(/rel="stylesheet" href="\/([^"]+)"/g)].flatMap(([, path]) => path ?? [])
  for (const path of stylesheets) await copyFile(join(files, path), join(folder, basename(path)))
  await writeFile(join(folder, 'whole.html'), stylesheets.reduce((page, path) => page.replaceAll(`/${path}`, basename(path)), html))
  await writeFile(join(folder, 'alone.html'), html)
  return { whole: pathToFileURL(join(folder, 'whole.html')).href, alone: pathToFileURL(join(folder, 'alone.html')).href }
}

describeService('Firefox ESR reads the dashboard', firefoxNeeds, () => {
  let folder = ''
  let files = ''
  let server: Awaited<ReturnType<typeof serveFolder>>
  let firefox: Firefox
  let withoutScripts: Firefox

  beforeAll(async () => {
    folder = await temporaryFolder('firefox')
    await writeSamplePublication(join(folder, 'data'))
    await build({ dataDir: join(folder, 'data'), outDir: folder, locales: ['fr'] })
    files = join(folder, 'client')
    server = await serveFolder(files, '/')
    firefox = await openFirefox({ scripts: true })
    withoutScripts = await openFirefox({ scripts: false })
  })
  afterAll(async () => {
    await firefox?.close()
    await withoutScripts?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(pages)('%s without a complaint, with its headings and no sideways scroll, on a computer and a telephone', async (address) => {
    const seen = await visit(firefox, server.origin + address, 1280, async (page, complaints) => {
      const onComputer = await page.evaluate(layout)
      await page.setViewport({ width: 360, height: 800 })
      return { onComputer, onTelephone: await page.evaluate(layout), width: await page.evaluate(() => innerWidth), complaints }
    })
    const whole = { overflow: 0, title: true, lostHeadings: [] }
    expect(seen).toEqual({ onComputer: whole, onTelephone: whole, width: 360, complaints: [] })
  })

  it.each(pages)('%s says the same thing without scripts', async (address) => {
    const [text, bare] = await Promise.all([firefox, withoutScripts].map((browser) => visit(browser, server.origin + address, 1280, textOf)))
    expect(text?.length).toBeGreaterThan(500)
    expect(bare).toBe(text)
  })

  it('runs the search, and without scripts shows no field that does nothing', async () => {
    const found = await visit(firefox, `${server.origin}/recherche/`, 1280, async (page, complaints) => {
      await page.type('.search input', 'mediatheque des tanneurs')
      await page.waitForFunction(() => /\d/.test(document.querySelector('.search [role="status"]')?.textContent ?? ''), { timeout: 5000 })
      const first = await page.$$eval('[data-search-item]', (items) => items.find((item) => (item as HTMLElement).offsetParent !== null)?.querySelector('a')?.getAttribute('href'))
      return { first, complaints }
    })
    expect(found).toEqual({ first: expect.stringMatching(/^\/lieux\/#lieu-\d+$/), complaints: [] })
    // Without scripts Firefox runs no promise in the page either: one question, one answer, and not `$$eval`.
    expect(await visit(withoutScripts, `${server.origin}/recherche/`, 1280, (page) => page.$eval('main', (main) => main.querySelectorAll('input').length))).toBe(0)
  })

  it('keeps the text and the look of a page saved to disk with its stylesheets, and the text of its file alone', async () => {
    const served = await visit(firefox, `${server.origin}/lieux/`, 360, look)
    const { whole, alone } = await savedPage(files, 'lieux/index.html', join(folder, 'saved'))
    expect(await visit(firefox, whole, 360, look)).toEqual(served)
    const bare = await visit(firefox, alone, 360, look)
    expect(bare.background).not.toBe(served.background)
    expect(wordsOf(bare.text)).toBe(wordsOf(served.text))
  })
})
