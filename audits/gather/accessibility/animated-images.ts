import { cleanText } from '#lib/words/clean'
import { movementOf } from '#lib/web/animated-image'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isShown, reading } from './reading.ts'

/** The largest images are looked into: each crosses from the browser once more. */
const maxImages = 12

/** Displayed image files that move, with how long they do. What is no longer held by the browser is left out. */
export async function gatherAnimatedImages({ page, watch }: Pick<Load, 'page' | 'watch'>): Promise<NonNullable<Artifacts['movement']['images']>> {
  const shown = await inIsolation(page.mainFrame(), readShownImages, [maxImages], [selectorOf, ...reading])
  const read = await Promise.all(shown.map(async ({ selector, address }) => {
    const bytes = address.startsWith('data:') ? Buffer.from(address.split(',')[1] ?? '', 'base64') : await watch.image(address)
    const movement = bytes && movementOf(bytes)
    return movement ? [{ selector: cleanText(selector), ...movement }] : []
  }))
  return read.flat()
}

/** Page function: what is smaller than a letter is not what WCAG 2.2.2 is about; other formats do not move, or are not read. */
function readShownImages(most: number): { selector: string; address: string }[] {
  return everywhere('img').flatMap((image) => {
    if (!(image instanceof HTMLImageElement) || !image.complete || !/^https?:|^data:image\/(gif|webp|a?png);base64,/.test(image.currentSrc) || !isShown(image)) return []
    const { width, height } = image.getBoundingClientRect()
    return width * height < 400 ? [] : [{ selector: selectorOf(image), address: image.currentSrc.split('#')[0] ?? '', area: width * height }]
  }).sort((a, b) => b.area - a.area).slice(0, most).map(({ selector, address }) => ({ selector, address }))
}
