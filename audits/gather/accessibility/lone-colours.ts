import { selectorOf } from '../selector.ts'
import { isShown, solid } from './reading.ts'

type Declared = { colour: Set<Element>; background: Set<Element>; image: Set<Element>; complete: boolean }
type Lone = { selector: string; text: string; declared: 'colour' | 'background' | 'image' }

/**
 * Page function: elements for which the page declares a colour of text, a colour of background, an image of background. States
 * come and go, and a pseudo-element is not the element: only what always holds is a declaration.
 */
export function declaredColours(rules: readonly CSSStyleRule[], limitMs: number): Declared {
  const started = performance.now()
  const declared: Declared = { colour: new Set(), background: new Set(), image: new Set(), complete: true }
  const left = (value: string) => /^(|inherit|initial|unset|revert|currentcolor|transparent|none)$/i.test(value.trim())
  const note = (style: CSSStyleDeclaration, elements: () => Iterable<Element>) => {
    const sets = [
      ...(left(style.color) ? [] : [declared.colour]),
      ...(left(style.backgroundColor) && !style.background.includes('var(') ? [] : [declared.background]),
      ...(/url\(/.test(style.backgroundImage || style.background) ? [declared.image] : []),
    ]
    if (sets.length > 0) for (const element of elements()) for (const set of sets) set.add(element)
  }
  for (const { style, selectorText } of rules) {
    declared.complete = performance.now() - started <= limitMs
    if (!declared.complete) return declared
    if (/:(hover|focus|active|target)|::|:(before|after)\b/.test(selectorText)) continue
    try { note(style, () => document.querySelectorAll(selectorText)) } catch { /* A selector for another browser. */ }
  }
  for (const element of document.querySelectorAll<HTMLElement>('[style], [bgcolor], body[text], font[color]')) {
    note(element.style, () => [element])
    if (element.hasAttribute('bgcolor')) declared.background.add(element)
    if (element.hasAttribute('text') || element.hasAttribute('color')) declared.colour.add(element)
  }
  return declared
}

/**
 * Page function: texts of which one colour is declared by the page and the other left to the browser (RGAA 10.5). A
 * declaration on an ancestor counts; a background image needs a background colour of its own or behind it.
 */
export function loneColours(declared: Declared): Lone[] {
  const found = new Map<Element, Lone>()
  const nearest = (element: Element, set: ReadonlySet<Element>) => {
    for (let node: Element | null = element; node; node = node.parentElement) if (set.has(node)) return node
    return null
  }
  const texts = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  while (texts.nextNode() && found.size < 50) {
    const element = texts.currentNode.parentElement
    const text = solid(texts.currentNode.nodeValue)
    if (!element || text === '' || element.closest('script, style, noscript, option, button, input, select, textarea, svg')) continue
    const [colour, background, image] = [nearest(element, declared.colour), nearest(element, declared.background), nearest(element, declared.image)]
    const lone = colour && !background && !image ? ['colour', colour] as const : background && !colour ? ['background', background] as const : image && !background ? ['image', image] as const : null
    if (lone && !found.has(lone[1]) && isShown(element)) found.set(lone[1], { selector: selectorOf(lone[1]), text: text.slice(0, 80), declared: lone[0] })
  }
  return [...found.values()]
}
