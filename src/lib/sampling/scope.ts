/** What belongs to a website: its host, with or without "www.", at or below the folder of its home page. */
export type Scope = {
  /** Path of the home page. */
  home: string
  /** True for an address on the site's own host, whatever its scheme and port. */
  isOwn(address: string): boolean
  /**
   * Path of a page of the site, without query nor fragment; null for anything else. A query names a state of a page (a filter, a
   * search, a session) more often than a page, and the public record keeps none.
   */
  pathOf(address: string): string | null
}

/** No page of a human site is deeper or longer; a crawler trap is. */
const segmentCap = 12
const pathCap = 512

export function scopeOf(siteUrl: string): Scope {
  const site = new URL(siteUrl)
  const bare = (host: string) => host.replace(/^www\./, '')
  const folder = site.pathname.replace(/[^/]*$/, '')
  const isOwn = (address: string) => {
    const url = URL.parse(address)
    return url !== null && /^https?:$/.test(url.protocol) && bare(url.hostname) === bare(site.hostname)
  }
  return {
    home: site.pathname,
    isOwn,
    pathOf(address) {
      if (!isOwn(address)) return null
      const path = new URL(address).pathname.replace(/\/{2,}/g, '/')
      const reasonable = path.length <= pathCap && path.split('/').length <= segmentCap
      return reasonable && path.startsWith(folder) ? path : null
    },
  }
}

/** What a link leads to, by the end of its path: a page, a document to download, or a file that is neither. */
export function linkedKind(path: string): 'page' | 'document' | 'file' {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined || /^(?:[sx]?html?|php\d?|aspx?|jsp|cfm|do)$/.test(extension)) return 'page'
  return /^(?:pdf|od[tspg]|docx?|xlsx?|pptx?|rtf|epub)$/.test(extension) ? 'document' : 'file'
}
