import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'puppeteer'
import { describe, expect, inject, it } from 'vitest'
import { pageOfEachKind } from '#effects/benching/page-kinds'
import { htmlOf, pagesOf } from './pages.ts'
import { visit } from './visit.ts'

const site = inject('atRoot')
const at = (address: string) => site.origin + address
/** The heaviest page of each kind. */
const kinds = pageOfEachKind(pagesOf(site).filter((address) => address !== '/404.html'), (address) => htmlOf(site, address).length)

/** Listens to what receives the focus, in a page that is open. */
function watchFocus(): void {
  const seen: { name: string; visible: boolean; forward: boolean }[] = []
  let last: Element | null = null
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return
    const { outlineStyle, outlineWidth } = getComputedStyle(target)
    const forward = last === null || (last.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    seen.push({ name: `${target.localName} ${target.textContent?.trim().slice(0, 40)}`, visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, forward })
    last = target
  })
  Object.assign(window, { focusSeen: seen })
}

const focusable = () => [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) => element.checkVisibility()).length

/** Presses Tab from the top to the end of a page; says what was reached, what did not show it, and what came out of order. */
async function tabThrough(page: Page) {
  await page.evaluate(watchFocus)
  const count = await page.evaluate(focusable)
  for (let pressed = 0; pressed < count; pressed++) await page.keyboard.press('Tab')
  const seen = await page.evaluate('focusSeen') as { name: string; visible: boolean; forward: boolean }[]
  return { missed: count - seen.length, first: seen[0]?.name, unseen: seen.filter(({ visible }) => !visible), disordered: seen.filter(({ forward }) => !forward) }
}

describe('one page of each kind', () => {
  it('is found: home, leaves, themes, figures and their detail, promises, sites and their pages, and the others', () => {
    expect(kinds.length).toBeGreaterThan(35)
    for (const start of ['/', '/sobriete/', '/indicateurs/', '/promesses/', '/sites/', '/criteres/', '/methode/', '/simple/']) expect(kinds.some((address) => address.startsWith(start)), start).toBe(true)
  })

  it('is walked from its first link to its last with the Tab key alone: every focus shows, in the order of reading', async () => {
    for (const address of kinds) expect(await visit(at(address), ({ page }) => tabThrough(page)), address).toEqual({ missed: 0, first: 'a Aller au contenu', unseen: [], disordered: [] })
  })
})

describe('a page saved to disk', () => {
  it.each(['/', '/indicateurs/page-weight/', '/recherche/'])('says all that it said, %s', async (address) => {
    const read = ({ page }: { page: Page }) => page.$eval('main', (main) => main.textContent)
    const folder = await mkdtemp(join(tmpdir(), 'trefle-saved-'))
    try {
      const file = join(folder, 'page.html')
      await writeFile(file, htmlOf(site, address))
      const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')
      expect(words(await visit(pathToFileURL(file).href, read))).toEqual(words(await visit(at(address), read, { scripts: false })))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
