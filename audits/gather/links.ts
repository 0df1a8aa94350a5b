import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { selectorOf } from './selector.ts'

/** Links to web addresses; mail and telephone links are left out, since they may hold personal data. */
export async function gatherLinks(load: Load): Promise<Artifacts['links']> {
  const links = await linksOf(load)
  return links.map((link) => ({
    url: cleanAddress(link.url), text: cleanText(link.text), selector: cleanText(link.selector), rel: cleanText(link.rel),
  }))
}

/** The links as the page wrote them, query included: to be followed, never to be kept. */
export function linksOf({ page }: Pick<Load, 'page'>): Promise<ReturnType<typeof readLinks>> {
  return inIsolation(page.mainFrame(), readLinks, [], [selectorOf])
}

/** Page function. The text is what is read aloud: the visible text, else the label, the images' alternatives or the title. */
function readLinks() {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
    .filter((link) => /^https?:/.test(link.href))
    .slice(0, 5000)
    .map((link) => {
      const alternatives = [...link.querySelectorAll('img[alt], [aria-label]')].map((part) => part.getAttribute('alt') ?? part.getAttribute('aria-label'))
      const names = [link.getAttribute('aria-label'), link.innerText, alternatives.join(' '), link.textContent, link.getAttribute('title')]
      return { url: link.href, text: names.find((name) => name?.trim()) ?? '', selector: selectorOf(link), rel: link.getAttribute('rel') ?? '' }
    })
}
