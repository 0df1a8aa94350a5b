/** What a sitemap file lists: addresses of pages, or of further sitemaps. */
export type SitemapText = { kind: 'pages' | 'sitemaps'; addresses: string[]; more: boolean } | { kind: 'unreadable'; why: 'document-type' | 'no-address' }

/** Sitemaps protocol 0.9: five entities, and numeric references as in any XML. Nothing else is ever expanded. */
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads a sitemap (https://www.sitemaps.org/protocol.html) in XML or as plain text, without an XML parser: only `loc` is
 * looked for, at most `cap` times. A file with a document type declaration is refused whole, since a sitemap needs none and it
 * is where entities that expand or read files are declared.
 */
export function readSitemapText(text: string, cap: number): SitemapText {
  if (/<!DOCTYPE/i.test(text)) return { kind: 'unreadable', why: 'document-type' }
  const addresses = text.trimStart().startsWith('<') ? locations(text, cap + 1) : lines(text, cap + 1)
  if (addresses.length === 0 && !/<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/.test(text)) return { kind: 'unreadable', why: 'no-address' }
  return { kind: /<(?:\w+:)?sitemapindex[\s>]/.test(text) ? 'sitemaps' : 'pages', addresses: addresses.slice(0, cap), more: addresses.length > cap }
}

function locations(text: string, cap: number): string[] {
  const found: string[] = []
  for (const [, plain, escaped = ''] of text.matchAll(/<loc>\s*(?:<!\[CDATA\[([^\]<]{1,2048})\]\]>|([^<]{1,4096}))\s*<\/loc>/g)) {
    found.push((plain ?? unescaped(escaped)).trim())
    if (found.length === cap) break
  }
  return found
}

function lines(text: string, cap: number): string[] {
  return text.split(/\r?\n/, cap * 2).map((line) => line.trim()).filter((line) => /^https?:\/\//i.test(line)).slice(0, cap)
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,10}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const point = decimal === undefined ? (hex === undefined ? null : Number.parseInt(hex, 16)) : Number(decimal)
    if (point !== null) return point <= 0x10FFFF ? String.fromCodePoint(point) : whole
    return entities[name ?? ''] ?? whole
  })
}
