import type { CDPSession } from 'puppeteer'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { everywhere, openRoots } from './reading.ts'
import { twoFrames } from './screen.ts'

type Crop = Artifacts['crops'][number]

/** Enough to recognise a few defects of a page, at a cost that a visit and the record can bear. */
const maxCrops = 4
/** Places that are looked for: some are hidden, covered or without a size. */
const maxPlaces = 12
const maxPictureBytes = 10_000
const qualities = [60, 30]

/**
 * Small pictures of the places where a failure is proven, once everything else is read. A place that is hidden, covered, or that its path
 * does not name alone has none, nor has one beside a field with something in it; large pictures of the page are blurred.
 */
export async function gatherCrops({ page, proven }: Load): Promise<Artifacts['crops']> {
  const places = (await proven()).slice(0, maxPlaces)
  if (places.length === 0) return []
  const session = await page.createCDPSession()
  try {
    await inIsolation(page.mainFrame(), blurPictures, [], [everywhere, openRoots])
    const crops: Crop[] = []
    for (const selector of places) {
      const framed = crops.length < maxCrops ? await inIsolation(page.mainFrame(), frameAround, [selector], [twoFrames, placesNamed, topmostAt, everywhere, openRoots]) : null
      const picture = framed && await pictureOf(session, framed.clip, framed.pixelRatio)
      if (framed && picture) crops.push({ selector, picture, widthPx: framed.clip.width, heightPx: framed.clip.height, box: framed.box })
    }
    return crops
  } finally {
    await session.detach()
  }
}

/** JPEG, which browsers of 2018 all read; null when even the coarser one is too heavy. */
async function pictureOf(session: CDPSession, clip: { x: number; y: number; width: number; height: number }, pixelRatio: number): Promise<string | null> {
  for (const quality of qualities) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'jpeg', quality, clip: { ...clip, scale: 1 / pixelRatio }, captureBeyondViewport: false, optimizeForSpeed: true })
    if (data.length * 3 / 4 <= maxPictureBytes) return data
  }
  return null
}

/** Page function: a photograph may show a person, who asked for nothing; signs and letters stay readable. The walk by keyboard has left a focus. */
function blurPictures(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  for (const picture of everywhere('img, video, canvas, iframe, object, embed')) {
    if (!(picture instanceof HTMLElement)) continue
    const { width, height } = picture.getBoundingClientRect()
    if (width > 64 && height > 64) picture.style.setProperty('filter', 'blur(10px)', 'important')
  }
}

/** Page function: what a path names, through open shadow roots; nothing for one that leads into a frame, or that cannot be read. */
function placesNamed(path: string): Element[] {
  try {
    const [first = '', ...inner] = path.split(' >>> ')
    return inner.reduce((hosts, step) => hosts.flatMap((host) => [...host.shadowRoot?.querySelectorAll(step) ?? []]), [...document.querySelectorAll(first)])
  } catch {
    return []
  }
}

/** Page function: the element that is seen at a point of the window, inside the open shadow roots that it lies in. */
function topmostAt(x: number, y: number): Element | null {
  let top = document.elementFromPoint(x, y)
  for (let inside = top?.shadowRoot?.elementFromPoint(x, y); inside && inside !== top; inside = inside.shadowRoot?.elementFromPoint(x, y)) top = inside
  return top
}

/** Page function: brings an element into view; the part of the document around it, and where it stands in that part, in CSS pixels. */
async function frameAround(selector: string) {
  const [marginPx, minWidthPx, maxWidthPx, maxHeightPx] = [32, 260, 400, 225]
  const found = placesNamed(selector)
  const [element] = found
  if (element === undefined || found.length !== 1 || element === document.body || element === document.documentElement || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  await twoFrames()
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  if (width < 4 || height < 4) return null
  const span = (from: number, to: number, most: number, edge: number, margin = marginPx) => {
    const start = Math.max(0, Math.floor(from - margin))
    return [start, Math.min(Math.ceil(to + margin), start + most, edge) - start] as const
  }
  const [x, clipWidth] = span(left, right, maxWidthPx, document.documentElement.clientWidth, Math.max(marginPx, (minWidthPx - width) / 2))
  const [y, clipHeight] = span(top, bottom, maxHeightPx, window.innerHeight)
  const box = { left: Math.max(0, Math.round(left - x)), top: Math.max(0, Math.round(top - y)), right: Math.min(clipWidth, Math.round(right - x)), bottom: Math.min(clipHeight, Math.round(bottom - y)) }
  if (clipWidth < 16 || clipHeight < 16 || box.right - box.left < 4 || box.bottom - box.top < 4) return null
  const onTop = topmostAt(x + (box.left + box.right) / 2, y + (box.top + box.bottom) / 2)
  if (onTop === null || !(element.contains(onTop) || onTop.contains(element))) return null
  const filled = everywhere('textarea, input:not([type="button" i], [type="submit" i], [type="reset" i], [type="checkbox" i], [type="radio" i], [type="image" i], [type="hidden" i])').some((field) => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false
    const place = field.getBoundingClientRect()
    return field.value !== '' && place.right > x && place.left < x + clipWidth && place.bottom > y && place.top < y + clipHeight
  })
  if (filled) return null
  return {
    clip: { x: x + Math.round(window.scrollX), y: y + Math.round(window.scrollY), width: clipWidth, height: clipHeight },
    box: { left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top },
    pixelRatio: window.devicePixelRatio,
  }
}
