import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { cleanText } from '#lib/words/clean'
import type { SeenForm } from '#lib/sampling/seen'
import type { SkeletonNode } from '#lib/sampling/shape'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** A link as it is written: absolute address, cleaned words. */
export type HtmlLink = { url: string; words: string }
export type HtmlPage = { title: string; heading: string; text: string; links: HtmlLink[]; forms: SeenForm[]; skeleton: SkeletonNode }

/** Past these, what is left of a page is not read: no template needs it, and a hostile page has no end. */
const depthCap = 200
const linkCap = 2_000
const textCap = 20_000

const silent = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head'])
/** Parts that every page of a site repeats. */
const shared = new Set(['header', 'nav', 'footer'])

/**
 * What the plain HTML of a page says of it, with no script run: words, links on any host, forms and skeleton.
 * `url`: the address that answered, from which relative links start. `charactersCap`: how much text is read.
 */
export function readHtmlPage(html: string, url: string, charactersCap = textCap): HtmlPage {
  const root = parse(html)
  const all = [...elements(root)]
  const body = all.find(({ tagName }) => tagName === 'body' || tagName === 'frameset')
  const own = body ? [...elements(body, shared)] : []
  const base = absolute(attribute(all.find(({ tagName }) => tagName === 'base'), 'href'), url) ?? url
  return {
    title: wordsOf(all.find(({ tagName }) => tagName === 'title')),
    heading: wordsOf(all.find(({ tagName }) => tagName === 'h1')),
    text: cleanText(textOf(body, shared), charactersCap),
    links: all.flatMap((element) => linksOf(element, base)).slice(0, linkCap),
    forms: own.filter(({ tagName }) => tagName === 'form').map(formOf),
    skeleton: body ? skeletonOf(body, 0) : { tag: 'body', classes: [], children: [] },
  }
}

/** Descendants in document order, without those of the tags to skip; none deeper than the cap. */
function* elements(root: Node, skip: ReadonlySet<string> = new Set()): Generator<Element> {
  const waiting: { node: Node; depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (tree.isElementNode(node) && node !== root) {
      if (skip.has(node.tagName)) continue
      yield node
    }
    if (depth < depthCap && 'childNodes' in node) waiting.push(...node.childNodes.toReversed().map((child) => ({ node: child, depth: depth + 1 })))
  }
}

function textOf(root: Node | undefined, skip: ReadonlySet<string> = new Set()): string {
  const parts: string[] = []
  const waiting: Node[] = root ? [root] : []
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (tree.isTextNode(node)) parts.push(node.value)
    else if (tree.isElementNode(node) && node !== root && (silent.has(node.tagName) || skip.has(node.tagName))) continue
    else if ('childNodes' in node) waiting.push(...node.childNodes.toReversed())
  }
  return parts.join(' ')
}

function wordsOf(element: Element | undefined): string {
  return cleanText(textOf(element), 200)
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((each) => each.name === name)?.value
}

function absolute(address: string | undefined, base: string): string | undefined {
  return address === undefined ? undefined : URL.parse(address.trim(), base)?.href
}

/** Links, frames, and where a search form leads. */
function linksOf(element: Element, base: string): HtmlLink[] {
  const to = (address: string | undefined, words: string): HtmlLink[] => {
    const url = absolute(address, base)
    return url === undefined ? [] : [{ url, words: cleanText(words, 120) }]
  }
  if (element.tagName === 'a' || element.tagName === 'area') return to(attribute(element, 'href'), nameOf(element))
  if (element.tagName === 'frame' || element.tagName === 'iframe') return to(attribute(element, 'src'), attribute(element, 'title') ?? '')
  const asksByAddress = (attribute(element, 'method') ?? 'get').toLowerCase() === 'get'
  if (element.tagName === 'form' && asksByAddress && formOf(element).search) return to(attribute(element, 'action') ?? '', 'recherche')
  return []
}

/** The words of a link, or those of its picture. */
function nameOf(element: Element): string {
  return wordsOf(element) || attribute(element, 'aria-label') || attribute(element, 'alt') || attribute([...elements(element)].find(({ tagName }) => tagName === 'img'), 'alt') || ''
}

const noFields = new Set(['hidden', 'submit', 'button', 'reset', 'image'])

function formOf(form: Element): SeenForm {
  const inputs = [...elements(form)].filter(({ tagName }) => ['input', 'select', 'textarea'].includes(tagName))
  const typeOf = (element: Element) => (element.tagName === 'input' ? (attribute(element, 'type') ?? 'text').toLowerCase() : element.tagName)
  const fields = inputs.filter((input) => !noFields.has(typeOf(input)))
  const asksWords = fields.some((field) => typeOf(field) === 'search' || /^(?:q|s|query|search|recherche|mots?)$/i.test(attribute(field, 'name') ?? ''))
  return {
    fields: fields.length,
    password: fields.some((field) => typeOf(field) === 'password'),
    search: attribute(form, 'role') === 'search' || (asksWords && fields.length <= 2),
  }
}

function skeletonOf(element: Element, depth: number): SkeletonNode {
  const children = depth >= depthCap ? [] : element.childNodes.filter((child) => tree.isElementNode(child)).filter(({ tagName }) => !silent.has(tagName))
  return {
    tag: element.tagName,
    classes: (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean).slice(0, 20),
    children: children.map((child) => skeletonOf(child, depth + 1)),
  }
}

/**
 * Text of an HTML body: the charset of the header, else of its meta, else UTF-8 where it reads as UTF-8, else
 * windows-1252, as the HTML standard advises for western Europe.
 */
export function decodeHtml(body: Uint8Array, contentType: string): string {
  const start = Buffer.from(body.subarray(0, 1024)).toString('latin1')
  const label = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]
  const labels = [...(label === undefined ? [] : [label]), 'utf-8'].filter(isKnown)
  for (const each of labels) {
    try {
      return new TextDecoder(each, { fatal: each === 'utf-8' && label === undefined }).decode(body)
    } catch { continue }
  }
  return new TextDecoder('windows-1252').decode(body)
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}
