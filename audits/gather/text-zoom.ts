import type { Frame } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { cuttingFrames, overlappingTexts } from './accessibility/overlaps.ts'
import { screens } from './screens.ts'
import { selectorOf } from './selector.ts'

type Clipped = { selector: string; text: string; hiddenPx: number }

/**
 * Lays the page out at half its width, which is what a zoom of 200 % does (WCAG 2.2 criterion 1.4.4, RGAA 10.4.2), and
 * reports the texts that were whole and are now cut, and those that now lie on one another. Runs last: nothing of the page is as it was afterwards.
 */
export async function gatherTextZoom({ page, job }: Load): Promise<Artifacts['textZoom']> {
  const { width, height, mobile, deviceScaleFactor } = screens[job.profile]
  const halfWidth = Math.round(width / 2)
  await inIsolation(page.mainFrame(), scrollToTop, [])
  const before = await lookAtTexts(page.mainFrame())
  const session = await page.createCDPSession()
  await session.send('Emulation.setDeviceMetricsOverride', { width: halfWidth, height: Math.round(height / 2), deviceScaleFactor: deviceScaleFactor * 2, mobile })
  const after = await lookAtTexts(page.mainFrame())
  const viewport = await inIsolation(page.mainFrame(), readViewport, [])
  // A step of a scenario is followed by others: the layout is given back.
  await session.detach()
  const known = new Set(before.clipped.map((box) => `${box.selector} ${box.text}`))
  const clipped = after.clipped.filter((box) => !known.has(`${box.selector} ${box.text}`))
  const met = new Set(before.overlaps.found.map((pair) => `${pair.text} ${pair.other}`))
  const overlapping = after.overlaps.found.filter((pair) => !met.has(`${pair.text} ${pair.other}`) && !met.has(`${pair.other} ${pair.text}`))
  return {
    widthPx: halfWidth,
    clipped: clipped.slice(0, 100).map((box) => ({ selector: cleanText(box.selector), text: cleanText(box.text), hiddenPx: Math.round(box.hiddenPx) })),
    clippedCount: clipped.length,
    overlapping: overlapping.slice(0, 50).map(({ selector, text, other }) => ({ selector: cleanText(selector), text: cleanText(text), other: cleanText(other) })),
    viewport: viewport === null ? null : cleanText(viewport),
  }
}

/** The texts that are cut, and those that lie on one another, as the page is laid out now. */
export const lookAtTexts = async (frame: Frame) => ({
  clipped: await inIsolation(frame, findClippedTexts, [], [selectorOf, hiddenPart]),
  overlaps: await inIsolation(frame, overlappingTexts, [], [selectorOf, cuttingFrames]),
})

/** Page function: the words by which a page may forbid zoom. */
function readViewport(): string | null {
  return document.querySelector('meta[name="viewport" i]')?.getAttribute('content') ?? null
}

function scrollToTop(): void {
  window.scrollTo({ left: 0, top: 0, behavior: 'instant' })
}

/**
 * Page function: rendered texts that an ancestor with hidden overflow cuts in part. Hidden texts are not looked at.
 */
async function findClippedTexts(): Promise<Clipped[]> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const found: Clipped[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode() && found.length < 1000) {
    const node = texts.currentNode
    const element = node.parentElement
    const content = node.nodeValue?.trim()
    if (!element || !content || element.closest('svg, [aria-hidden="true"]') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    const hiddenPx = box.width > 0 && box.height > 0 ? hiddenPart(element, box) : 0
    if (hiddenPx > 0) found.push({ selector: selectorOf(element), text: content.slice(0, 300), hiddenPx })
  }
  return found
}

/**
 * Page function: how many pixels of a text its ancestors cut. 0 for a text cut whole (a closed panel, a hidden slide),
 * an announced ellipsis, and what is kept from sight on purpose for screen readers.
 */
function hiddenPart(element: Element, text: DOMRect): number {
  const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
  const forReadersOnly = (style: CSSStyleDeclaration, box: DOMRect) =>
    box.width <= 2 || box.height <= 2 || (style.clip !== 'auto' && style.position === 'absolute') || /inset\((50|100)%/.test(style.clipPath)
  const announced = (style: CSSStyleDeclaration) => style.textOverflow !== 'clip' || !['none', ''].includes(style.webkitLineClamp)
  const fontPx = Number.parseFloat(getComputedStyle(element).fontSize)

  let hidden = 0
  let position = 'static'
  for (let node: Element | null = element; node; node = node.parentElement) {
    const style = getComputedStyle(node)
    const box = node.getBoundingClientRect()
    // What is positioned absolutely is cut by its positioned ancestors alone (CSS Overflow 3, section 3.1).
    if (position === 'absolute' && style.position === 'static') continue
    if (announced(style) || forReadersOnly(style, box)) return 0
    if (scrolls(style.overflowX) || scrolls(style.overflowY)) return hidden
    if (node.localName !== 'body' && node.localName !== 'html') {
      const outX = cuts(style.overflowX) ? Math.max(text.right - box.right, box.left - text.left) : 0
      const outY = cuts(style.overflowY) ? Math.max(text.bottom - box.bottom, box.top - text.top) : 0
      if (outX >= text.width || outY >= text.height) return 0
      // Glyph boxes are taller than tight lines: a quarter of the font size is not yet a cut.
      hidden = Math.max(hidden, outX > 2 ? outX : 0, outY > fontPx / 4 ? outY : 0)
    }
    position = style.position
    if (position === 'fixed') return hidden
  }
  return hidden
}
