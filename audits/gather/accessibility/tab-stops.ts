import { selectorOf } from '../selector.ts'
import { everywhere, isShown, solid } from './reading.ts'

/** One place where Tab stops. `index` names the element during the walk; `changed`: its styles, or those around it, differ with the focus. */
export type Stop = {
  index: number; selector: string; text: string; href: string | null; frame: boolean; typed: boolean; parts: boolean; dialog: boolean; visible: boolean; changed: boolean
  region: 'before' | 'inside' | 'none'; clip: { x: number; y: number; width: number; height: number }
}

type Notes = { looks: Map<Element, string>; order: Element[]; read: typeof readStop }

/** Page function: the element that has the focus, inside open shadow roots. */
export function deepActive(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active === document.body || active === document.documentElement ? null : active
}

/** Page function: everything by which a focus may show, on the element, its drawn parts, its parent, what follows it and its label. */
export function appearance(element: Element): string {
  const around = [element, element.parentElement, element.nextElementSibling, ...(element instanceof HTMLInputElement ? element.labels ?? [] : [])].filter((node) => node instanceof Element)
  const look = (node: Element, part?: string) => {
    const style = getComputedStyle(node, part)
    const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`
    return [outline, style.boxShadow, style.border, style.backgroundColor, style.backgroundImage, style.color, style.textDecoration, style.opacity, style.transform, style.filter, style.content, style.fontWeight, style.visibility].join('|')
  }
  return [...around.map((node) => look(node)), look(element, '::before'), look(element, '::after')].join('\n')
}

/** Page function: notes how every element that Tab may reach looks without the focus, and puts the walk at the top of the page. */
export function markStops(): { tabbable: number; hasMain: boolean } {
  const { activeElement } = document
  if (activeElement instanceof HTMLElement) activeElement.blur()
  window.scrollTo({ left: 0, top: 0, behavior: 'instant' })
  getSelection()?.removeAllRanges()
  const radios = new Set<string>()
  const reachable = everywhere('a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]').filter((element) => {
    if (!(element instanceof HTMLElement || element instanceof SVGElement) || element.tabIndex < 0 || element.matches(':disabled, [type="hidden" i]') || element.closest('[inert]') || !isShown(element)) return false
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.name === '') return true
    return !radios.has(element.name) && Boolean(radios.add(element.name))
  })
  const notes: Notes = { looks: new Map(reachable.slice(0, 400).map((element) => [element, appearance(element)])), order: [], read: readStop }
  // The isolated world is ours alone: the page does not see this name.
  Object.assign(globalThis, { trefleNotes: notes })
  return { tabbable: reachable.length, hasMain: document.querySelector('main, [role="main"]') !== null }
}

/** Page function: what `readStop` says, which the walk left in the page: sending it again at each stop would cost more than reading. */
export function stopNow(): Stop | null {
  return (globalThis as unknown as { trefleNotes: Notes }).trefleNotes.read()
}

/** Page function: where the focus stands; null when it has left the page. */
export function readStop(): Stop | null {
  const notes = (globalThis as unknown as { trefleNotes: Notes }).trefleNotes
  const active = deepActive()
  if (active === null || !document.hasFocus()) return null
  if (!notes.order.includes(active)) notes.order.push(active)
  const unfocused = notes.looks.get(active)
  return { index: notes.order.indexOf(active), ...placeOfStop(active), changed: unfocused === undefined || unfocused !== appearance(active) }
}

/** Page function. */
export function placeOfStop(active: Element): Omit<Stop, 'index' | 'changed'> {
  const { left, top, right, bottom, width, height } = active.getBoundingClientRect()
  const main = document.querySelector('main, [role="main"]')
  const before = main !== null && !main.contains(active) && Boolean(active.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING)
  const style = getComputedStyle(active)
  const onPage = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && width > 2 && height > 2
  const cut = (style.clip !== 'auto' && style.position === 'absolute') || /inset\((50|100)%/.test(style.clipPath)
  const pad = 12
  const [x, y] = [Math.max(0, left - pad), Math.max(0, top - pad)]
  return {
    selector: selectorOf(active), text: solid(active.textContent),
    // A link that opens a menu leads nowhere, whatever its address says.
    href: active.matches('[role]:not([role="link"]), [aria-expanded], [aria-haspopup], [aria-controls]') ? null : active.getAttribute('href'),
    frame: /^(iframe|frame|object|embed)$/.test(active.localName),
    // In a text field the caret shows where one writes.
    typed: active.matches('textarea, [contenteditable], select, input:not([type="checkbox" i], [type="radio" i], [type="button" i], [type="submit" i], [type="reset" i], [type="image" i], [type="range" i], [type="color" i], [type="file" i])'),
    // Day, month and year are stops of their own inside one field.
    parts: active.matches('input:is([type="date" i], [type="time" i], [type="datetime-local" i], [type="month" i], [type="week" i])'),
    dialog: active.closest('dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"]') !== null,
    visible: onPage && !cut && active.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    region: main === null ? 'none' : before ? 'before' : 'inside',
    clip: { x: x + scrollX, y: y + scrollY, width: Math.max(1, Math.min(innerWidth, right + pad) - x), height: Math.max(1, Math.min(innerHeight, bottom + pad) - y) },
  }
}
