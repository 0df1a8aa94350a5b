import { gunzipSync } from 'node:zlib'
import { readSitemapText } from '#lib/sampling/sitemap-text'
import type { Ask } from '../network/polite-client.ts'

export const sitemapMaxBytes = 5 * 1024 * 1024
const depthCap = 2
const fileCap = 20
const addressCap = 500

export type SitemapPages = {
  /** Addresses on the site's own hosts. */
  addresses: string[]
  /** What was set aside, in French. */
  notes: string[]
}

/**
 * The pages that a site's sitemaps list: at most 500, from at most 20 files of 5 MiB each once unpacked, an index of indexes being
 * the deepest. Addresses on another host are dropped and counted. `isOwn` says which hosts are the site's. A sitemap that cannot
 * be read is a note, never an error.
 */
export async function readSitemaps(starts: readonly string[], ask: Ask, isOwn: (address: string) => boolean): Promise<SitemapPages> {
  const waiting = starts.map((address) => ({ address, depth: 0 }))
  const asked = new Set<string>()
  const found = new Set<string>()
  const notes = new Set<string>()
  let foreign = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { address, depth } = next
    if (asked.has(address)) continue
    if (!isOwn(address)) { foreign += 1; continue }
    if (asked.size === fileCap) { notes.add(`Le plan XML compte plus de ${fileCap} fichiers : les suivants n’ont pas été lus.`); break }
    asked.add(address)
    const text = await fetchText(address, ask)
    if (text === null) continue
    if ('note' in text) { notes.add(text.note); continue }
    const map = readSitemapText(text.text, addressCap)
    if (map.kind === 'unreadable') { notes.add(unreadable(address, map.why)); continue }
    if (map.kind === 'sitemaps' && depth === depthCap) { notes.add(`Les plans XML s’emboîtent sur plus de ${depthCap} niveaux : les plus profonds n’ont pas été lus.`); continue }
    if (map.kind === 'sitemaps') { waiting.push(...map.addresses.map((child) => ({ address: child, depth: depth + 1 }))); continue }
    const own = map.addresses.filter(isOwn)
    foreign += map.addresses.length - own.length
    for (const page of own) if (found.size < addressCap) found.add(page)
    if (map.more || found.size === addressCap) { notes.add(`Le plan XML liste plus de ${addressCap} adresses : les ${addressCap} premières ont été gardées.`); break }
  }
  if (foreign > 0) notes.add(`${foreign} ${foreign > 1 ? 'adresses' : 'adresse'} du plan XML sur un autre hôte : laissées de côté.`)
  return { addresses: [...found], notes: [...notes] }
}

/** Null when there is no sitemap at this address, which is no fault. */
async function fetchText(address: string, ask: Ask): Promise<{ text: string } | { note: string } | null> {
  const answer = await ask(address, sitemapMaxBytes)
  if (!answer.ok) return { note: `Le plan XML n’a pas pu être lu (${answer.failure.code}).` }
  if (answer.value.status !== 200) return null
  const { body } = answer.value
  if (body[0] !== 0x1f || body[1] !== 0x8b) return { text: new TextDecoder().decode(body) }
  try {
    return { text: new TextDecoder().decode(gunzipSync(body, { maxOutputLength: sitemapMaxBytes })) }
  } catch {
    return { note: `Un plan XML compressé dépasse ${sitemapMaxBytes / 1024 / 1024} Mio une fois ouvert, ou est abîmé : il a été laissé de côté.` }
  }
}

function unreadable(address: string, why: 'document-type' | 'no-address'): string {
  const name = new URL(address).pathname.slice(0, 100)
  return why === 'document-type' ? `${name} déclare un type de document (DTD) : il a été laissé de côté.` : `${name} n’est pas un plan de site lisible : il a été laissé de côté.`
}
