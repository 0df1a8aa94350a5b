import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { openRoots, everywhere, isShown, isExposed, solid, reading } from './reading.ts'

/** Elements that only present (RGAA 10.1.1). `u` is one of them before HTML5 only. */
const presentationalElements = ['basefont', 'big', 'blink', 'center', 'font', 'marquee', 's', 'strike', 'tt', 'u']

/**
 * Attributes that only present (RGAA 10.1.2), each with the elements on which HTML gave it that meaning: elsewhere the
 * same name is something else, or nothing. `size` of a select, dimensions of images, objects and canvases are allowed.
 */
const presentationalAttributes: Readonly<Record<string, string>> = {
  align: 'applet caption col colgroup div embed h1 h2 h3 h4 h5 h6 hr iframe img input legend object p table tbody td tfoot th thead tr',
  alink: 'body', link: 'body', text: 'body', vlink: 'body',
  background: 'body table tbody td tfoot th thead tr', bgcolor: 'body marquee table tbody td tfoot th thead tr',
  border: 'img object table', cellpadding: 'table', cellspacing: 'table',
  char: 'col colgroup tbody td tfoot th thead tr', charoff: 'col colgroup tbody td tfoot th thead tr',
  clear: 'br', color: 'basefont font hr', compact: 'dir dl menu ol ul', frameborder: 'frame iframe',
  hspace: 'applet embed iframe img input object', vspace: 'applet embed iframe img input object',
  marginheight: 'body frame iframe', marginwidth: 'body frame iframe',
  valign: 'col colgroup tbody td tfoot th thead tr', size: 'basefont font hr input',
  width: 'col colgroup hr iframe input pre source table td th video', height: 'iframe input source table td th tr video',
}

export async function gatherMarkup({ page }: Load): Promise<Artifacts['markup']> {
  const read = await inIsolation(page.mainFrame(), readMarkup, [presentationalElements, presentationalAttributes], [selectorOf, readDuplicateIds, readPresentational, readHollow, isHollow, breakRuns, ...reading])
  return {
    html5: read.html5,
    duplicateIds: read.duplicateIds.map(({ id, selector, times }) => ({ id: cleanText(id), selector: cleanText(selector), times })),
    presentational: read.presentational.map(({ selector, element, attribute, value }) => ({
      selector: cleanText(selector), element: cleanText(element), attribute: attribute === null ? null : cleanText(attribute), value: cleanText(value),
    })),
    hollow: read.hollow.map(({ selector, kind, heightPx }) => ({ selector: cleanText(selector), kind, heightPx: Math.round(heightPx) })),
  }
}

/** Page function. */
function readMarkup(elements: readonly string[], attributes: Readonly<Record<string, string>>) {
  const html5 = document.doctype !== null && ['', 'about:legacy-compat'].includes(document.doctype.systemId) && document.doctype.publicId === ''
  return { html5, duplicateIds: readDuplicateIds(), presentational: readPresentational(elements, attributes), hollow: readHollow() }
}

/** Page function: an id is unique in its tree (DOM standard); each shadow root is a tree of its own. */
function readDuplicateIds() {
  return openRoots().flatMap((root) => {
    const byId = Map.groupBy(root.querySelectorAll('[id]:not([id=""])'), (element) => element.getAttribute('id') ?? '')
    return [...byId].flatMap(([id, [, second, ...others]]) => (second ? [{ id, selector: selectorOf(second).replace(/^#[\w-]+$/, `${second.localName}#${id}`), times: others.length + 2 }] : []))
  }).slice(0, 100)
}

/** Page function: drawings have attributes of their own with the same names, and so do custom elements. */
function readPresentational(elements: readonly string[], attributes: Readonly<Record<string, string>>) {
  const found: { selector: string; element: string; attribute: string | null; value: string }[] = []
  const selector = [...elements, ...Object.keys(attributes).map((name) => `[${name}]`)].join()
  for (const element of everywhere(selector)) {
    if (!(element instanceof HTMLElement) || !isShown(element) || found.length >= 200) continue
    const place = { selector: selectorOf(element), element: element.localName }
    if (elements.includes(element.localName)) found.push({ ...place, attribute: null, value: '' })
    for (const { name, value } of element.attributes) {
      if (attributes[name]?.split(' ').includes(element.localName)) found.push({ ...place, attribute: name, value })
    }
  }
  return found.slice(0, 200)
}

/** Page function. */
function readHollow() {
  const kinds = { p: 'paragraph', li: 'item', blockquote: 'quote' } as const
  const blocks = everywhere('p, li, blockquote').flatMap((element) => {
    const kind = kinds[element.localName as keyof typeof kinds]
    return isHollow(element) ? [{ selector: selectorOf(element), kind, heightPx: element.getBoundingClientRect().height }] : []
  })
  return [...blocks, ...breakRuns()].slice(0, 100)
}

/**
 * Page function: nothing inside but spaces and line breaks, and yet it takes room. What a script may fill later (an id, a role,
 * a live region) and what draws something (background, border, generated content) is left alone.
 */
function isHollow(element: Element): boolean {
  const plain = [...element.querySelectorAll('*')].every(({ localName }) => localName === 'br' || (element.localName === 'blockquote' && /^(p|div|span)$/.test(localName)))
  if (!plain || solid(element.textContent) !== '' || element.shadowRoot || !isShown(element) || !isExposed(element)) return false
  const filledLater = [...element.attributes].some(({ name }) => /^(id|role|aria-.*|contenteditable|data-.*|on.*|v-.*|ng-.*)$/.test(name)) || element.closest('[aria-live], [role="status"], [role="alert"], [contenteditable]')
  // A place kept for a message that a script writes: one that is empty spaces nothing.
  const forMessage = /err(or|eur)|message|\bmsg\b|alert|feedback|status|\bhelp|\bhint|\bjs-/i.test(element.className)
  if (filledLater || forMessage || element.getBoundingClientRect().height < 4) return false
  const style = getComputedStyle(element)
  const draws = style.backgroundImage !== 'none' || !/^rgba\(.*, 0\)$/.test(style.backgroundColor) || Number.parseFloat(style.borderTopWidth) + Number.parseFloat(style.borderBottomWidth) + Number.parseFloat(style.borderLeftWidth) > 0
  return !draws && ['::before', '::after'].every((part) => ['none', 'normal'].includes(getComputedStyle(element, part).content))
}

/** Page function: three line breaks in a row, or more, make room and say nothing. */
function breakRuns() {
  const after = (node: Node) => {
    let next = node.nextSibling
    while (next && (next instanceof Comment || (next instanceof Text && solid(next.nodeValue) === ''))) next = next.nextSibling
    return next instanceof HTMLBRElement ? next : null
  }
  const followers = new Set(everywhere('br').map(after))
  return everywhere('br').filter((first) => !followers.has(first as HTMLBRElement) && isShown(first) && isExposed(first) && !first.closest('pre, [contenteditable]')).flatMap((first) => {
    let length = 1
    for (let next = after(first); next; next = after(next)) length += 1
    return length >= 3 ? [{ selector: selectorOf(first), kind: 'breaks' as const, heightPx: 0 }] : []
  })
}
