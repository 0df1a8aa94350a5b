import { setTimeout } from 'node:timers/promises'
import type { Frame, Page } from 'puppeteer'
import { selectorOf } from './selector.ts'

/** What a page may spend on its frames. */
const [maxFrames, maxFramesTried, frameMs] = [3, 12, 3000]

/**
 * Reads the first displayed frames, whatever their origin: puppeteer reaches them all. A frame that takes too long, is gone, or is too small
 * to hold anything is left out. `selector` is the place of the frame in the page.
 */
export async function readFrames<T>(page: Page, read: (frame: Frame) => Promise<T>): Promise<{ selector: string; address: string; value: T }[]> {
  const seen: { selector: string; address: string; value: T }[] = []
  const readOne = async (frame: Frame) => {
    const selector = await placeOf(frame)
    return selector === null ? null : { selector, address: frame.url(), value: await read(frame) }
  }
  for (const frame of page.mainFrame().childFrames().filter((each) => /^https?:|^about:srcdoc/.test(each.url())).slice(0, maxFramesTried)) {
    if (seen.length === maxFrames) break
    const one = await Promise.race([readOne(frame).catch(() => null), setTimeout(frameMs, null, { ref: false })])
    if (one !== null) seen.push(one)
  }
  return seen
}

/** Where a frame stands in the page; null when it is not displayed, or not exposed to assistive technologies. */
async function placeOf(frame: Frame): Promise<string | null> {
  using element = await frame.frameElement()
  // Sent as text, as page functions are: the element is of the page's own world, and what comes back is cleaned and parsed.
  const place = new Function('element', `${String(selectorOf)}\n${String(shownPlace)}\nreturn shownPlace(element)`) as (element: Element) => string | null
  return element === null ? null : await element.evaluate(place)
}

/** Page function. */
function shownPlace(element: Element): string | null {
  const { width, height } = element.getBoundingClientRect()
  const shown = width > 50 && height > 50 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('[aria-hidden="true"], [inert]') === null
  return shown ? selectorOf(element) : null
}
