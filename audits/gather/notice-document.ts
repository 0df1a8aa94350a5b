import type { Captured, Failure } from '#model/failure'
import type { Notice } from '#model/notice'
import { cleanText } from '#lib/words/clean'
import { pdfText } from '#effects/files/pdf-text'
import type { GuardedResponse } from '#effects/network/guarded-request'
import { decodeHtml, readHtmlPage } from '#effects/sampling/html-page'

/** Asks one address within the domains of the site. */
export type Asker = { ask(address: string): Promise<Captured<GuardedResponse>> }

type Document = Pick<Notice, 'format' | 'text' | 'cut' | 'status' | 'failure'> & { /** As written, to be followed. */ links: { url: string; text: string }[] }

const textCap = 40_000

/** A document as its server sends it, HTML (without its header, menus and footer) or PDF; or why it could not be read. */
export async function readDocument(address: string, { ask }: Asker): Promise<Document> {
  const answer = await ask(address)
  if (!answer.ok) return unread(null, answer.failure)
  const { status, headers, body, finalUrl } = answer.value
  if (status >= 400) return unread(status, { code: 'http', detail: `the address answered ${status}` })
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (isPdf(type, body)) return fromPdf(status, body)
  if (type !== 'text/html' && type !== 'application/xhtml+xml') return unread(status, { code: 'content-type', detail: cleanText(`the address is ${type || 'of no known type'}`) })
  const { title, heading, text, links } = readHtmlPage(decodeHtml(body, headers['content-type'] ?? ''), finalUrl, textCap)
  const whole = cleanText([title, heading, text].filter(Boolean).join('. '), textCap)
  return { format: 'html', text: whole, cut: text.length >= textCap, status, failure: null, links: links.map(({ url, words }) => ({ url, text: words })) }
}

/** Servers often send PDF as a mere download; its first bytes tell (ISO 32000-2, 7.5.2). */
function isPdf(type: string, body: Uint8Array): boolean {
  return type === 'application/pdf' || (type !== 'text/html' && Buffer.from(body.subarray(0, 5)).toString('latin1') === '%PDF-')
}

async function fromPdf(status: number, body: Uint8Array): Promise<Document> {
  const read = await pdfText(body, { maxCharacters: textCap })
  if (!read.ok) return unread(status, read.failure)
  const text = cleanText(read.value.text, textCap)
  if (text === '') return unread(status, { code: 'content-type', detail: 'the PDF holds no text: a picture of a page, perhaps' })
  return { format: 'pdf', text, cut: read.value.cut, status, failure: null, links: read.value.links.map((url) => ({ url, text: '' })) }
}

function unread(status: number | null, failure: Failure): Document {
  return { format: null, text: '', cut: false, status, failure, links: [] }
}
