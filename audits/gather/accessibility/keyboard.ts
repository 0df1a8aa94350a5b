import type { Page } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { stillAnimations } from '../stillness.ts'
import { trySkipLink } from './skip-link.ts'
import { reading } from './reading.ts'
import { appearance, deepActive, markStops, placeOfStop, readStop, stopNow, type Stop } from './tab-stops.ts'

/** How far the walk goes: past the header of any page, at a cost that a visit can bear. */
const maxStops = 24
/** Parts of a field of date and time, with its calendar. */
const maxParts = 8
/** How many stops without a change of style are looked at in a picture. */
const maxPictures = 6
const pagePart = [selectorOf, deepActive, appearance, placeOfStop, ...reading] as const

/**
 * Walks through the page with real Tab keys. Comes last: the focus opens menus, scrolls, and wakes scripts. Nothing is
 * activated but an in-page skip link.
 */
export async function gatherKeyboard({ page }: Load): Promise<Artifacts['keyboard']> {
  const frame = page.mainFrame()
  await inIsolation(frame, stillAnimations, [])
  const { tabbable, hasMain } = await inIsolation(frame, markStops, [], [...pagePart, readStop])
  const walk = await walkWithTab(page, tabbable)
  const before = walk.stops.filter(({ region }) => region === 'before').length
  return {
    stops: walk.stops.length, ended: walk.ended,
    trap: walk.ended === 'trap' ? walk.cycle.slice(0, 20).map(({ selector }) => ({ selector: cleanText(selector) })) : [],
    unmarked: walk.unmarked.map(({ selector }) => ({ selector: cleanText(selector) })),
    stopsBeforeMain: hasMain ? before : null,
    skipLink: await trySkipLink(page, walk.stops.slice(0, 3), pagePart),
  }
}

type Walk = { stops: Stop[]; ended: Artifacts['keyboard']['ended']; cycle: Stop[]; unmarked: Stop[] }

async function walkWithTab(page: Page, tabbable: number): Promise<Walk> {
  const walk: Walk = { stops: [], ended: 'limit', cycle: [], unmarked: [] }
  let [pictures, presses, parts] = [0, 0, 0]
  while (walk.stops.length < maxStops) {
    // Both at once: the browser keeps their order, and the walk waits once.
    await Promise.all([page.keyboard.down('Tab'), page.keyboard.up('Tab')])
    presses += 1
    const stop = await inIsolation(page.mainFrame(), stopNow, [])
    // The first Tab may only bring the walk from the end of the page, where a dialog had left it, to its beginning.
    if (stop === null && presses === 1) continue
    if (stop === null) return { ...walk, ended: 'end' }
    if (stop.frame) return { ...walk, ended: 'frame' }
    const known = walk.stops.findIndex(({ index }) => index === stop.index)
    if (known >= 0 && known === walk.stops.length - 1 && stop.parts && parts++ < maxParts) continue
    if (known >= 0) {
      walk.cycle = walk.stops.slice(known)
      // Back at the first stop with everything seen: the walk came out at the bottom and in at the top.
      if (known === 0 && walk.stops.length >= tabbable) return { ...walk, ended: 'end' }
      return { ...walk, ended: await isTrapped(page, walk.cycle) ? 'trap' : 'end' }
    }
    walk.stops.push(stop)
    parts = 0
    if (!stop.changed && !stop.typed && stop.visible && pictures < maxPictures) {
      pictures += 1
      if (await looksTheSame(page, stop)) walk.unmarked.push(stop)
    }
  }
  return walk
}

/** Escape, then Tab, then Shift and Tab: a person who has tried all three and is still inside is trapped (RGAA 12.9.1). */
async function isTrapped(page: Page, cycle: readonly Stop[]): Promise<boolean> {
  if (cycle.some(({ dialog }) => dialog)) return false
  const inside = new Set(cycle.map(({ index }) => index))
  const leaves = async (keys: () => Promise<void>) => {
    for (let step = 0; step <= cycle.length; step++) {
      await keys()
      const stop = await inIsolation(page.mainFrame(), stopNow, [])
      if (stop === null || stop.frame || !inside.has(stop.index)) return true
    }
    return false
  }
  await page.keyboard.press('Escape')
  if (await leaves(() => page.keyboard.press('Tab'))) return false
  await page.keyboard.down('Shift')
  try {
    return !(await leaves(() => page.keyboard.press('Tab')))
  } finally {
    await page.keyboard.up('Shift')
  }
}

/** The picture around the element, with the focus and without: the same bytes are the same picture. */
async function looksTheSame(page: Page, { clip }: Stop): Promise<boolean> {
  const take = () => page.screenshot({ clip, captureBeyondViewport: false, optimizeForSpeed: true, encoding: 'base64' })
  const focused = await take()
  // The place where Tab goes on from is kept by the browser (HTML, sequential focus navigation starting point).
  await inIsolation(page.mainFrame(), blurActive, [], pagePart)
  return focused === await take()
}

/** Page function. */
async function blurActive(): Promise<void> {
  const active = deepActive()
  if (active instanceof HTMLElement || active instanceof SVGElement) active.blur()
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
