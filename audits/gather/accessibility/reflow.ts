import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isShown, reading, solid } from './reading.ts'
import { onScreen } from './screen.ts'

/** 1280×1024 at a zoom of 400 %: the window of RGAA 10.11.1. */
const reflowScreen = { width: 320, height: 256, deviceScaleFactor: 1, mobile: false }

export async function gatherReflow({ page, job }: Load): Promise<Artifacts['reflow']> {
  const read = await onScreen(page, job.profile, reflowScreen, () => inIsolation(page.mainFrame(), readReflow, [reflowScreen.width], [selectorOf, textsPast, controlsPast, isCut, ...reading]))
  return { widthPx: reflowScreen.width, ...read, wide: read.wide.map(({ selector, rightPx }) => ({ selector: cleanText(selector), rightPx: Math.round(rightPx) })) }
}

/** Page function. */
function readReflow(width: number) {
  const page = document.documentElement
  const bars = [getComputedStyle(page).overflowX, document.body ? getComputedStyle(document.body).overflowX : 'visible']
  const scrolls = page.scrollWidth > width + 1 && !bars.some((overflow) => overflow === 'hidden' || overflow === 'clip')
  // Contents that need two dimensions are allowed to (WCAG 1.4.10): data tables, pictures, maps, players, code.
  const allowed = 'table:has(th, caption, thead), [role="table"], [role="grid"], [role="treegrid"], [role="img"], [role="image"], img, picture, svg, video, canvas, map, iframe, object, embed, pre, code, math, [role="toolbar"], [class*="leaflet"], [class*="maplibre"], [class*="mapboxgl"], [class*="gm-style"], [class*="ol-viewport"]'
  // A table without headers may lay the page out, or hold data: nothing is proven of what is inside.
  const unclear = 'table:not(:has(th, caption, thead))'
  const found = scrolls ? [...textsPast(width), ...controlsPast(width)].filter(([element]) => !element.closest(`${allowed}, ${unclear}`) && isShown(element)) : []
  const wide = [...new Map(found)].slice(0, 50).map(([element, rightPx]) => ({ selector: selectorOf(element), rightPx }))
  const explained = scrolls && everywhere(allowed).some((element) => element.getBoundingClientRect().right + window.scrollX > width + 1 && !element.closest(unclear) && isShown(element) && !isCut(element, false))
  return { scrollWidthPx: page.scrollWidth, scrolls, explained, wide }
}

/** Page function: elements whose own text goes past the edge, and how far. */
function textsPast(width: number): [Element, number][] {
  const past: [Element, number][] = []
  const texts = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  while (texts.nextNode() && past.length < 200) {
    const element = texts.currentNode.parentElement
    if (!element || solid(texts.currentNode.nodeValue) === '') continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    const right = Math.max(0, ...[...range.getClientRects()].filter(({ height }) => height > 1).map((box) => box.right + window.scrollX))
    if (right > width + 1 && !isCut(element, true)) past.push([element, right])
  }
  return past
}

/** Page function. */
function controlsPast(width: number): [Element, number][] {
  return everywhere('button, input, select, textarea').flatMap((element): [Element, number][] => {
    const right = element.getBoundingClientRect().right + window.scrollX
    return right > width + 1 && !isCut(element, false) ? [[element, right]] : []
  })
}

/** Page function: what an ancestor, or the element `itself`, cuts or scrolls, and what is fixed, does not make the page scroll. */
function isCut(element: Element, itself: boolean): boolean {
  for (let node: Element | null = element; node && node !== document.body; node = node.parentElement) {
    const { overflowX, position, clip, clipPath } = getComputedStyle(node)
    if (position === 'fixed' || clip !== 'auto' || clipPath !== 'none' || ((itself || node !== element) && overflowX !== 'visible')) return true
  }
  return false
}
