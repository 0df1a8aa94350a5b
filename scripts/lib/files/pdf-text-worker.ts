import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/*
 * Reads the text of a PDF in a thread of its own: the parent ends it when it takes too long or too much memory.
 * `workerData`: { bytes, maxPages, maxCharacters }. Answers once: { text, links, cut }.
 */

type Asked = { bytes: Uint8Array; maxPages: number; maxCharacters: number }
const { bytes, maxPages, maxCharacters } = workerData as Asked

// No image is decoded for text, and no script of the document is ever run: pdf.js does neither in getTextContent.
const pdf = await getDocumentProxy(bytes, { maxImageSize: 0, disableFontFace: true, stopAtErrors: false })
const links: string[] = []
let text = ''
let page = 0
while (page < Math.min(pdf.numPages, maxPages) && text.length < maxCharacters) {
  page += 1
  const { items } = await pdf.getPage(page).then((read) => read.getTextContent())
  text += items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  text += '\n'
  const annotations: unknown[] = await pdf.getPage(page).then((read) => read.getAnnotations())
  links.push(...annotations.flatMap(linkOf))
}
parentPort?.postMessage({ text: text.slice(0, maxCharacters), links: links.slice(0, 200), cut: page < pdf.numPages || text.length > maxCharacters })

function linkOf(annotation: unknown): string[] {
  const url = typeof annotation === 'object' && annotation !== null && 'url' in annotation ? annotation.url : null
  return typeof url === 'string' ? [url] : []
}
