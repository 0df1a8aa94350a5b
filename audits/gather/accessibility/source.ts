import { html as html5, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import type { Load } from '../load.ts'

/** Elements whose end tag may be left out (HTML standard, 13.1.2.4), and those that have none. */
const endlessElements: ReadonlySet<string> = new Set([
  'html', 'head', 'body', 'p', 'li', 'dt', 'dd', 'option', 'optgroup', 'caption', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'rt', 'rp',
  'area', 'base', 'basefont', 'bgsound', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr',
])
const keptErrors = 100

const lateDoctype = /<!doctype\s/i
/** Comments and scripts may quote one. */
const notMarkup = /<!--[^]*?(?:-->|$)|<(script|style|textarea)\b[^]*?<\/\1/gi

/** Reads the HTML as it was sent. Throws when the body was not kept, or when the document is XML, which has rules of its own. */
export async function gatherSource({ watch }: Load): Promise<Artifacts['source']> {
  const body = await watch.body()
  if (body.mimeType !== 'text/html') throw new Error(`The document is ${body.mimeType}: the rules of HTML do not apply`)
  return readSource(body.text)
}

/** The same reading, from the text alone. */
export function readSource(html: string): Artifacts['source'] {
  const errors: Artifacts['source']['errors'] = []
  const document = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError({ code, startLine, startOffset }) {
      if (code === 'duplicate-attribute') errors.push({ code, line: startLine, words: cleanText(attributeBefore(html, startOffset)) })
    },
  })
  const doctype = document.childNodes.find((node): node is DefaultTreeAdapterTypes.DocumentType => node.nodeName === '#documentType')
  return {
    doctype: doctype === undefined ? null : { name: cleanText(doctype.name), publicId: cleanText(doctype.publicId), systemId: cleanText(doctype.systemId) },
    misplacedDoctype: doctype === undefined && lateDoctype.test(html.replaceAll(notMarkup, '')),
    errors: [...errors, ...unclosed(document)].slice(0, keptErrors),
  }
}

/** The error stands at the end of the name that is written again. */
function attributeBefore(html: string, offset: number): string {
  return /[^\s"'<>/=]+$/.exec(html.slice(Math.max(0, offset - 60), offset))?.[0] ?? ''
}

/** HTML elements that were opened in the source and closed nowhere: forgotten, or crossed with another. */
function* unclosed(node: DefaultTreeAdapterTypes.ParentNode): Generator<Artifacts['source']['errors'][number]> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue
    const { sourceCodeLocation: place, tagName } = child
    const own = child.namespaceURI === html5.NS.HTML
    if (own && place?.startTag && !place.endTag && !endlessElements.has(tagName)) yield { code: 'unclosed-element', line: place.startLine, words: cleanText(tagName) }
    if (own) yield* unclosed(child)
  }
}
