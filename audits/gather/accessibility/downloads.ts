import { inflateSync } from 'node:zlib'
import { guardedRequest } from '#effects/network/guarded-request'
import { cleanAddress, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isExposed, isShown, reading } from './reading.ts'

/** A visit is not a download: the first files only, none of them large. */
const [maxFiles, maxBytes, timeoutMs] = [3, 3_000_000, 8000]
/** What a compressed part of a file may unfold to, and how many are unfolded. */
const [maxInflated, maxStreams] = [2_000_000, 400]

type File = Artifacts['downloads']['files'][number]
type Marks = Omit<File, 'address' | 'selector'>

/** A file of the footer is asked once a run by each worker, not once a page. */
const known = new Map<string, Promise<Marks | null>>()
const maxKnown = 500

/** PDF files of the same site that the page offers, asked one after the other through the guard. */
export async function gatherDownloads(load: Load): Promise<Artifacts['downloads']> {
  const links = await inIsolation(load.page.mainFrame(), readPdfLinks, [], [selectorOf, ...reading])
  const own = [...new Map(links.filter(({ address }) => sameSite(address, load.finalUrl)).map((link) => [link.address.replace(/#.*$/, ''), link])).values()]
  const files: File[] = []
  let notRead = 0
  for (const { address, selector } of own.slice(0, maxFiles)) {
    const file = await readOnce(address, load)
    if (file === null) notRead += 1
    else files.push({ address: cleanAddress(address), selector: cleanText(selector), ...file })
  }
  return { linked: own.length, files, notRead: notRead + Math.max(0, own.length - maxFiles) }
}

function readOnce(address: string, load: Load): Promise<Marks | null> {
  const key = `${load.settings.run} ${address}`
  const before = known.get(key)
  if (before !== undefined) return before
  const now = readFile(address, load)
  if (known.size < maxKnown) known.set(key, now)
  return now
}

async function readFile(address: string, { settings }: Load): Promise<Marks | null> {
  const { guard, contact, spkiHashes } = settings
  const answer = await guardedRequest(address, { guard, contact, spkiHashes, method: 'GET', maxBytes, timeoutMs, maxRedirects: 3 })
  if (!answer.ok || answer.value.status !== 200) return null
  return readPdf(answer.value.body, answer.value.headers['last-modified'])
}

/**
 * Looks for the marks of a tagged file (ISO 32000-1 sections 14.7 and 14.8): in the open and in compressed object streams.
 * Null when the bytes are not a PDF; `tagged` is null when an encrypted file hides them.
 */
export function readPdf(bytes: Uint8Array, lastModified?: string): Marks | null {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.slice(0, 1024).includes('%PDF-')) return null
  const words = `${text}\n${objectStreams(bytes, text).join('\n')}`
  const encrypted = /\/Encrypt\s+\d+\s+\d+\s+R/.test(words)
  const tagged = /\/StructTreeRoot\b/.test(words) && /\/Marked\s+true\b/.test(words)
  const [, year, month, day] = /\/CreationDate\s*\(D:(\d{4})(\d{2})(\d{2})/.exec(words) ?? []
  const own = year && month && day ? new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))) : new Date(lastModified ?? '')
  return {
    tagged: tagged || !encrypted ? tagged : null, encrypted,
    language: /\/Lang\s*[(<]/.test(words), title: /\/Title\s*[(<](?![)>])/.test(words) || /<dc:title>/.test(words),
    on: Number.isNaN(own.getTime()) ? null : own.toISOString().slice(0, 10),
  }
}

/** Contents of the object streams of a PDF 1.5; a stream that cannot be unfolded within bounds is left folded. */
function objectStreams(bytes: Uint8Array, text: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(/\/ObjStm\b[^]{0,300}?stream\r?\n/g)) {
    if (found.length >= maxStreams) break
    const start = match.index + match[0].length
    const end = text.indexOf('endstream', start)
    if (end < 0) break
    try {
      found.push(inflateSync(bytes.subarray(start, end), { maxOutputLength: maxInflated }).toString('latin1'))
    } catch { /* Not deflate, or too large: what it holds is not seen. */ }
  }
  return found
}

/** Page function. */
function readPdfLinks() {
  return everywhere('a[href]').filter((link): link is HTMLAnchorElement => link instanceof HTMLAnchorElement && /^https?:/.test(link.href) && /\.pdf$/i.test(link.pathname) && isShown(link) && isExposed(link))
    .slice(0, 200).map((link) => ({ address: link.href, selector: selectorOf(link) }))
}
