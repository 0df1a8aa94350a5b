/*
 * Page functions that the collectors share; each is sent to the page as text with the function that calls it.
 */

/** The document and its open shadow roots, in order. */
export function openRoots(): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [document]
  for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
  return roots
}

/** Elements that match, in every open root. */
export function everywhere(selector: string): Element[] {
  return openRoots().flatMap((root) => [...root.querySelectorAll(selector)])
}

/**
 * Rendered and visible, as far as styles tell; a closed `details` is not. An element with `display: contents`, as every slot is, has no box
 * of its own and yet shows what it holds: it is shown where its parent is.
 */
export function isShown(element: Element): boolean {
  if (element.checkVisibility({ visibilityProperty: true })) return true
  const { display, visibility } = getComputedStyle(element)
  if (display !== 'contents' || visibility !== 'visible' || element.closest('details:not([open]) > :not(summary)')) return false
  const root = element.getRootNode()
  const above = element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  return above !== null && isShown(above)
}

/** Not kept from assistive technologies by the page itself. */
export function isExposed(element: Element): boolean {
  for (let node: Element | null = element; node; ) {
    if (node.closest('[aria-hidden="true"], [inert]')) return false
    const root = node.getRootNode()
    node = root instanceof ShadowRoot ? root.host : null
  }
  return true
}

/** Text without the spaces that editors leave: no-break and zero-width ones are spaces too. */
export function solid(text: string | null | undefined): string {
  return (text ?? '').replace(/[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]+/g, ' ').trim()
}

/**
 * What an element says by its content alone, as RGAA 6.2 reads a link: texts, alternatives of images, titles of drawings.
 * `opaque` when it holds what cannot be read from here (a frame, a player, a component that draws itself).
 */
export function contentOf(element: Element): { text: string; hiddenText: string; opaque: boolean } {
  const said = { text: '', hiddenText: '', opaque: false }
  const named = (node: Element) => {
    const ids = node.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
    const root = node.getRootNode() as Document | ShadowRoot
    return solid(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' ')) || solid(node.getAttribute('aria-label'))
  }
  const generated = (node: Element) => ['::before', '::after'].map((part) => {
    const { content } = getComputedStyle(node, part)
    // An icon font draws with characters of the private use area, which say nothing.
    return content === 'none' || content === 'normal' ? '' : content.replace(/["'\\]|[\ue000-\uf8ff]/g, '')
  }).join('')
  const walk = (node: Node, hidden: boolean): void => {
    if (node instanceof Text) {
      said[hidden ? 'hiddenText' : 'text'] += node.nodeValue ?? ''
      return
    }
    if (!(node instanceof Element) || /^(script|style|template|noscript)$/.test(node.localName) || !isShown(node)) return
    const away = hidden || node.getAttribute('aria-hidden') === 'true'
    const own = node === element ? '' : `${node.getAttribute('alt') ?? ''} ${named(node)} ${/^(img|svg)$/.test(node.localName) ? node.getAttribute('title') ?? node.querySelector('title')?.textContent ?? '' : ''}`
    said[away ? 'hiddenText' : 'text'] += own + generated(node)
    if (/^(iframe|object|embed|video|audio|canvas|input|select|textarea|math)$/.test(node.localName)) said.opaque = true
    const inside = node.shadowRoot ?? (node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? { childNodes: node.assignedNodes() } : node)
    if (node.localName.includes('-') && !node.shadowRoot) said.opaque = true
    for (const child of inside.childNodes) walk(child, away)
  }
  walk(element, false)
  return { text: solid(said.text), hiddenText: solid(said.hiddenText), opaque: said.opaque }
}

/** The page functions above, to send along. */
export const reading = [openRoots, everywhere, isShown, isExposed, solid, contentOf] as const
