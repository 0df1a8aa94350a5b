import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isExposed, isShown, reading, solid } from './reading.ts'

export async function gatherNavigation({ page }: Load): Promise<Artifacts['navigation']> {
  const marks = await inIsolation(page.mainFrame(), readMarks, [], [selectorOf, kindOfMark, sideOf, ...reading])
  return { marks: marks.map((mark) => ({ ...mark, selector: cleanText(mark.selector), name: cleanText(mark.name), links: mark.links.map((link) => cleanAddress(link)) })) }
}

/** Page function: marks in the order of the code; one inside another of its kind is the same one. */
function readMarks() {
  const main = everywhere('main, [role="main"]').find(isShown) ?? null
  const candidates = 'main, [role="main"], nav, [role="navigation"], search, [role="search"], form, input[type="search" i], a[href]'
  const kept: { element: Element; kind: Artifacts['navigation']['marks'][number]['kind'] }[] = []
  for (const element of everywhere(candidates)) {
    const kind = kindOfMark(element, main)
    if (kind === null || !isShown(element) || !isExposed(element) || kept.length >= 60) continue
    if (!kept.some((other) => other.kind === kind && other.element.contains(element))) kept.push({ element, kind })
  }
  return kept.map(({ element, kind }) => ({
    kind, selector: selectorOf(element),
    name: solid(kind === 'site-map' ? element.textContent : element.getAttribute('aria-label')).slice(0, 120),
    links: kind !== 'menu' ? [] : [...element.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(({ protocol }) => /^https?:$/.test(protocol)).slice(0, 40).map(({ href }) => href),
    side: element === main ? null : sideOf(element, main),
  }))
}

/** Page function: what an element is for, by its role and its words; null when it is no way to a page. */
function kindOfMark(element: Element, main: Element | null): Artifacts['navigation']['marks'][number]['kind'] | null {
  if (element === main) return 'main'
  const plain = (text: string | null) => solid(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  if (element.matches('nav, [role="navigation"]')) return element.querySelectorAll('a[href]').length > 1 ? 'menu' : null
  if (element.matches('a[href]')) {
    const words = plain(element.textContent) || plain(element.getAttribute('aria-label'))
    if (/^(le )?plan (du|de) site\b|^site ?map$/.test(words)) return 'site-map'
    return /^(rechercher?|recherche|search|moteur de recherche)( sur le site| dans le site)?$/.test(words) ? 'search' : null
  }
  if (element.matches('search, [role="search"], input[type="search" i]')) return 'search'
  const words = plain(`${element.getAttribute('aria-label') ?? ''} ${element.getAttribute('action') ?? ''} ${element.textContent}`)
  return element.matches('form') && element.querySelectorAll('input:is([type="text" i], :not([type]))').length === 1 && /recherche|search/.test(words) ? 'search' : null
}

/** Page function: where a box stands beside the main content, which does not move when a header is a few lines higher. */
function sideOf(element: Element, main: Element | null): Artifacts['navigation']['marks'][number]['side'] {
  if (main === null) return null
  if (main.contains(element)) return 'inside'
  const [own, middle] = [element.getBoundingClientRect(), main.getBoundingClientRect()]
  const [x, y] = [(own.left + own.right) / 2, (own.top + own.bottom) / 2]
  if (y <= middle.top) return 'above'
  if (y >= middle.bottom) return 'below'
  return x <= middle.left ? 'left' : x >= middle.right ? 'right' : 'inside'
}
