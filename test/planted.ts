import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { XMLParser, XMLValidator } from 'fast-xml-parser'

type Node = DefaultTreeAdapterMap['node']
type Attributes = readonly (readonly [name: string, value: string])[]

const loads = new Set(['src', 'srcset', 'poster', 'background', 'data', 'xlink:href'])
const never = new Set(['iframe', 'frame', 'object', 'embed', 'base', 'applet', 'foreignobject', 'set', 'animate'])

/** What one element would run, load from elsewhere, or be of what was fed; in words. */
function wrongWith(name: string, attributes: Attributes, inside: string): string[] {
  const valueOf = (wanted: string) => attributes.find(([attribute]) => attribute === wanted)?.[1]
  const wrong = attributes.flatMap(([attribute, value]) => {
    if (/^on/i.test(attribute)) return [`${name} ${attribute}`]
    if (/^(href|src|action|formaction|xlink:href)$/.test(attribute) && /^\s*(javascript|vbscript|data:text)/i.test(value)) return [`${name} ${attribute}=${value.slice(0, 40)}`]
    if (loads.has(attribute) && /^(https?:)?\/\//.test(value.trim())) return [`${name} loads ${value.slice(0, 60)}`]
    return attribute === 'class' && value.includes('hostile-element') ? [`${name} was planted`] : []
  })
  if (never.has(name)) wrong.push(`<${name}>`)
  if (name === 'script' && valueOf('src') === undefined && inside.trim() !== '' && valueOf('type') !== 'application/json' && valueOf('type') !== 'application/ld+json') wrong.push('inline script')
  if (name === 'meta' && valueOf('http-equiv')?.toLowerCase() === 'refresh') wrong.push('meta refresh')
  if (name === 'img' && valueOf('src') === 'x') wrong.push('img was planted')
  return wrong
}

/** What a page would run or load that it was fed. */
export function plantedInHtml(html: string): string[] {
  const found: string[] = []
  const walk = (node: Node) => {
    const children = 'childNodes' in node ? node.childNodes : []
    if ('tagName' in node) found.push(...wrongWith(node.tagName.toLowerCase(), node.attrs.map(({ name, value }) => [name, value] as const), children.map((child) => ('value' in child ? child.value : '')).join('')))
    children.forEach(walk)
  }
  walk(parse(html))
  return found
}

/** The same for a drawing or a feed, which must be XML; what is wrong with it as XML is told first. */
export function plantedInXml(xml: string): string[] {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return [valid.err.msg]
  const found: string[] = []
  const walk = (nodes: readonly Record<string, unknown>[]) => {
    for (const node of nodes) for (const [name, inside] of Object.entries(node)) {
      if (name === ':@' || name === '#text' || !Array.isArray(inside)) continue
      const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([attribute, value]) => [attribute.replace(/^@_/, ''), String(value)] as const)
      found.push(...wrongWith(name.toLowerCase(), attributes, JSON.stringify(inside)), ...(name.toLowerCase() === 'script' ? ['script'] : []))
      walk(inside as Record<string, unknown>[])
    }
  }
  walk(new XMLParser({ preserveOrder: true, ignoreAttributes: false }).parse(xml) as Record<string, unknown>[])
  return found
}
