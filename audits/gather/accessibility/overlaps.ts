import { selectorOf } from '../selector.ts'

type Box = { left: number; top: number; right: number; bottom: number; text: string; element: Element }

/** Page function: the boxes around an element that scroll or cut: what they leave out is not seen, and covers nothing. */
export function cuttingFrames(): (element: Element) => DOMRect[] {
  const frames = new Map<Element, DOMRect[]>()
  const framesOf = (element: Element): DOMRect[] => {
    if (element === document.body || element === document.documentElement) return []
    const known = frames.get(element)
    if (known !== undefined) return known
    const own = getComputedStyle(element).overflowY === 'visible' ? [] : [element.getBoundingClientRect()]
    const all = [...(element.parentElement ? framesOf(element.parentElement) : []), ...own]
    frames.set(element, all)
    return all
  }
  return framesOf
}

/**
 * Page function: visible texts that lie on one another, by their boxes: at least a quarter of the smaller one, and more than
 * tight lines share. Texts that are laid over the page on purpose (fixed, sticky) are left out. At most 1500 texts.
 */
export function overlappingTexts(): { texts: number; found: { selector: string; text: string; other: string }[] } {
  const boxes: Box[] = []
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  const floats = new Map<Element, boolean>()
  const afloat = (element: Element): boolean => {
    const known = floats.get(element)
    if (known !== undefined) return known
    const answer = /fixed|sticky/.test(getComputedStyle(element).position) || (element.parentElement !== null && afloat(element.parentElement))
    floats.set(element, answer)
    return answer
  }
  const framesOf = cuttingFrames()
  while (walker.nextNode() && boxes.length < 1500) {
    const element = walker.currentNode.parentElement
    const text = walker.currentNode.nodeValue?.trim()
    if (!element || !text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('svg, [aria-hidden="true"]') || afloat(element)) continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    for (const { left, top, right, bottom } of [...range.getClientRects()].slice(0, 5)) {
      // Glyph boxes are taller than the letters: a fifth of the height at each edge is air.
      const air = (bottom - top) / 5
      const seen = framesOf(element).every((frame) => bottom - air > frame.top && top + air < frame.bottom)
      if (seen && right - left > 2 && bottom - top > 4) boxes.push({ left, top: top + air, right, bottom: bottom - air, text: text.slice(0, 80), element })
    }
  }
  boxes.sort((a, b) => a.top - b.top)
  const found: { selector: string; text: string; other: string }[] = []
  const area = ({ left, top, right, bottom }: Omit<Box, 'text' | 'element'>) => Math.max(0, right - left) * Math.max(0, bottom - top)
  for (const [index, box] of boxes.entries()) {
    for (let next = index + 1; next < boxes.length && found.length < 50; next++) {
      const other = boxes[next]
      if (other === undefined || other.top >= box.bottom) break
      if (box.element.contains(other.element) || other.element.contains(box.element)) continue
      const shared = area({ left: Math.max(box.left, other.left), top: Math.max(box.top, other.top), right: Math.min(box.right, other.right), bottom: Math.min(box.bottom, other.bottom) })
      if (shared > Math.min(area(box), area(other)) / 4) found.push({ selector: selectorOf(box.element), text: box.text, other: other.text })
    }
  }
  return { texts: boxes.length, found }
}
