import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isShown, isExposed, solid, contentOf, reading } from './reading.ts'

export async function gatherStructure({ page }: Load): Promise<Artifacts['structure']> {
  const read = await inIsolation(page.mainFrame(), readStructure, [], [selectorOf, readFrames, readLinks, readHeadings, looksLikeHeading, readRegions, ...reading])
  const place = <T extends { selector: string; text: string }>({ selector, text, ...rest }: T) => ({ ...rest, selector: cleanText(selector), text: cleanText(text) })
  return {
    ...read,
    frames: read.frames.map(({ selector, title, address }) => ({ selector: cleanText(selector), title: title === null ? null : cleanText(title), address: cleanAddress(address) })),
    emptyLinks: read.emptyLinks.map(({ selector, name, hiddenText }) => ({ selector: cleanText(selector), name: cleanText(name), hiddenText: cleanText(hiddenText) })),
    headings: read.headings.map(place),
    headingLike: read.headingLike.map(place),
  }
}

/** Page function. */
function readStructure() {
  return {
    html5: document.doctype !== null && document.doctype.publicId === '' && ['', 'about:legacy-compat'].includes(document.doctype.systemId),
    frames: readFrames(), ...readLinks(), headings: readHeadings(),
    headingLike: everywhere('p, div').filter(looksLikeHeading).slice(0, 20).map((element) => ({ selector: selectorOf(element), text: solid(element.textContent) })),
    regions: readRegions(),
  }
}

/** Page function: frames that a person meets; those of a pixel serve no one. */
function readFrames() {
  return everywhere('iframe, frame').filter((frame) => {
    const { width, height } = frame.getBoundingClientRect()
    return width > 2 && height > 2 && isShown(frame) && isExposed(frame)
  }).slice(0, 100).map((frame) => ({ selector: selectorOf(frame), title: frame.getAttribute('title'), address: (frame as HTMLIFrameElement).src }))
}

/** Page function. */
function readLinks() {
  const links = everywhere('a[href], [role="link"]').filter((link) => !(link instanceof SVGElement) && isShown(link) && isExposed(link))
  const emptyLinks = links.flatMap((link) => {
    const { text, hiddenText, opaque } = contentOf(link)
    if (text !== '' || opaque) return []
    return [{ selector: selectorOf(link), name: link.getAttribute('aria-label') ?? link.getAttribute('title') ?? '', hiddenText }]
  })
  return { linkCount: links.length, emptyLinks: emptyLinks.slice(0, 100) }
}

/** Page function: headings that are heard; a heading that cannot be read from here says "…". */
function readHeadings() {
  return everywhere('h1, h2, h3, h4, h5, h6, [role="heading"]')
    .filter((heading) => isShown(heading) && isExposed(heading) && [null, 'heading'].includes(heading.getAttribute('role')))
    .slice(0, 300)
    .map((heading) => {
      const { text, hiddenText, opaque } = contentOf(heading)
      const name = text || hiddenText || solid(heading.getAttribute('aria-label') ?? heading.getAttribute('title')) || (opaque || heading.hasAttribute('aria-labelledby') ? '…' : '')
      const level = Number.parseInt(heading.getAttribute('aria-level') ?? /^h(\d)$/.exec(heading.localName)?.[1] ?? '2', 10)
      return { selector: selectorOf(heading), level: Math.min(9, Math.max(1, level || 2)), text: name }
    })
}

/** Page function: a short line, wholly bold or much larger than the text, that a longer block follows. */
function looksLikeHeading(element: Element): boolean {
  const text = solid(element.textContent)
  const next = element.nextElementSibling
  if (text.length < 3 || text.length > 80 || /[.;:!?…,]$/.test(text) || !next?.matches('p, ul, ol, div, table') || solid(next.textContent).length < 80) return false
  if (element.closest('a, button, nav, header, footer, li, td, th, figure, label, legend, summary, form, address, [role]') || !isShown(element) || !isExposed(element)) return false
  if ([...element.querySelectorAll('*')].some(({ localName }) => !/^(b|strong|span|em|i|font|u|br|small)$/.test(localName))) return false
  const [only] = element.children
  const voice = only && element.childElementCount === 1 && solid(only.textContent) === text ? only : element
  const bold = (node: Element) => Number(getComputedStyle(node).fontWeight) >= 600
  const sizePx = (node: Element) => Number.parseFloat(getComputedStyle(node).fontSize)
  return (bold(voice) && !bold(next)) || sizePx(voice) >= 1.3 * sizePx(next)
}

/** Page function. A header or a footer inside an article is the article's own, not the page's (HTML-AAM). */
function readRegions() {
  const count = (selector: string) => everywhere(selector).filter(isShown).length
  const inPart = 'article, aside, main, nav, section'
  const ofPage = (selector: string) => everywhere(selector).filter((element) => isShown(element) && !element.closest(inPart)).length
  return {
    main: count('main'), roleMain: count('[role="main"]:not(main)'), nav: count('nav, [role="navigation"]'),
    header: ofPage('header') + count('[role="banner"]:not(header)'), footer: ofPage('footer') + count('[role="contentinfo"]:not(footer)'),
  }
}
