import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
/** What is quoted, or is no prose at all. */
const apart: ReadonlySet<string> = new Set(['code', 'script', 'style', 'pre', 'abbr', 'kbd'])

/** The texts of a page that are neither told to be in French nor code, one for each piece of the page that is read in one breath. */
export function textsOutsideFrench(html: string): string[] {
  const [, body = ''] = /<body\b[^>]*>([\s\S]*)<\/body>/.exec(html) ?? []
  const texts: string[] = []
  const walk = (node: Node): void => {
    if (node.nodeName === '#text' && 'value' in node) { texts.push(node.value); return }
    if (!('childNodes' in node) || apart.has(node.nodeName) || node.attrs.some(({ name, value }) => name === 'lang' && value === 'fr')) return
    for (const child of node.childNodes) walk(child)
  }
  for (const node of parseFragment(body).childNodes) walk(node)
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}

/** Small words that French cannot do without, and that English and German do not have. */
const smallWords = /(?<![\p{L}’'-])(?:les|une|est|sont|dans|avec|pour|sur|aux|cette|qui|que|ne|pas|par|plus|ou|où|du|au|[ldnqsc]’(?=\p{L}))(?![\p{L}-])|(?<![\p{L}])[ldnqsc][’'](?=\p{L})/giu

/** True for a text that reads as a French sentence rather than as a name quoted in another language. */
export function readsAsFrench(text: string): boolean {
  const own = text.replaceAll(/[“„«][^”“»]*[”“»]/g, ' ')
  return (own.match(smallWords) ?? []).length >= 2 && own.split(/\s+/).length >= 4
}
