import { isShown } from './reading.ts'
import { selectorOf } from '../selector.ts'

/** What a page calls a set of slides. Others move too, but their name says nothing. */
export const slideshow = '[aria-roledescription*="carousel" i], [aria-roledescription*="carrousel" i], [class*="carousel" i], [class*="carrousel" i], [class*="slideshow" i], [class*="slider" i], [class*="diaporama" i], [class*="swiper" i], [class*="slick" i]'

type Notes = Map<Element, { firstMs: number; lastMs: number; changes: number }>

/** Page function: notes from now on when slides change by themselves; what follows the load or a scroll at once is not counted. */
export function watchSlides(selector: string): void {
  const notes: Notes = new Map()
  let quietUntilMs = performance.now() + 500
  document.addEventListener('scroll', () => { quietUntilMs = performance.now() + 700 }, { capture: true, passive: true })
  new MutationObserver((records) => {
    const now = performance.now()
    if (now < quietUntilMs) return
    for (const root of new Set(records.flatMap(({ target }) => (target instanceof Element ? target.closest(selector) ?? [] : [])))) {
      const known = notes.get(root) ?? { firstMs: now, lastMs: -Infinity, changes: 0 }
      if (now - known.lastMs > 300) known.changes += 1
      notes.set(root, { ...known, lastMs: now })
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class', 'style', 'aria-hidden', 'hidden'] })
  // The isolated world is ours alone: the page does not see this name.
  Object.assign(globalThis, { trefleSlides: notes })
}

/** Page function: the sets of slides that changed several times, more than a second apart, nobody having touched them. */
export function readSlides(): { selector: string }[] {
  const notes = (globalThis as unknown as { trefleSlides?: Notes }).trefleSlides ?? new Map()
  const moving = [...notes].filter(([root, { firstMs, lastMs, changes }]) => {
    const { width, height } = root.getBoundingClientRect()
    return changes > 1 && lastMs - firstMs > 1000 && width > 200 && height > 60 && isShown(root) && root.querySelectorAll('img, li, article, figure, h2, h3, p').length > 1
  }).map(([root]) => root)
  return moving.filter((root) => !moving.some((other) => other !== root && other.contains(root))).slice(0, 20).map((root) => ({ selector: selectorOf(root) }))
}
