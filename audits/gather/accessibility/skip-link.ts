import type { Page } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import { twoFrames } from './screen.ts'
import { deepActive, type Stop } from './tab-stops.ts'

type PageFunctions = Parameters<typeof inIsolation>[3]

/** Words of a skip link, and what its target may be called. */
const skipWords = /contenu|content|\bmain\b|inhalt|passer|[ée]vit|acc[eè]s (rapide|direct)|\baller\b|\bskip\b/i
/** A target with such a name is the content, in whatever language the link says so. */
const contentTarget = /^#(le-?)?(contenu|content|main|inhalt|hauptinhalt)(-?content)?$/i

/**
 * Tries the first in-page link that the Tab key meets among the first stops and that leads to the content: is there a
 * target, is the link seen when it has the focus, and does the next Tab land in or after the target? Null when there is none.
 */
export async function trySkipLink(page: Page, firstStops: readonly Stop[], using: PageFunctions): Promise<Artifacts['keyboard']['skipLink']> {
  const link = firstStops.find(({ href, text }) => href !== null && /^#[^!/]/.test(href) && (skipWords.test(text === '' ? href : text) || contentTarget.test(href)))
  if (link === undefined || link.href === null) return null
  const seen = { selector: cleanText(link.selector), text: cleanText(link.text), shown: link.visible }
  const targetFound = await inIsolation(page.mainFrame(), aimFrom, [link.index, link.href], using)
  if (!targetFound) return { ...seen, targetFound, moves: null }
  await page.keyboard.press('Enter')
  await inIsolation(page.mainFrame(), twoFrames, [])
  await page.keyboard.press('Tab')
  return { ...seen, targetFound, moves: await inIsolation(page.mainFrame(), hasMoved, [link.href], using) }
}

/** Page function: gives the focus back to the link, and says whether its target exists. */
function aimFrom(index: number, href: string): boolean {
  const { order } = (globalThis as unknown as { trefleNotes: { order: HTMLElement[] } }).trefleNotes
  order[index]?.focus()
  const id = decodeURIComponent(href.slice(1))
  return document.getElementById(id) !== null || document.getElementsByName(id).length > 0 || id.toLowerCase() === 'top'
}

/** Page function: null when the focus left the page, as it does when nothing can take it after the target. */
function hasMoved(href: string): boolean | null {
  const id = decodeURIComponent(href.slice(1))
  const target = document.getElementById(id) ?? document.getElementsByName(id)[0] ?? document.body
  const active = deepActive()
  if (active === null) return null
  return target === active || target.contains(active) || Boolean(target.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING)
}
