import { isHttpUrl } from '../web/address.ts'
import { isLoopback } from '../web/loopback.ts'
import { pageIds } from './page-id.ts'
import { guessRoles } from './page-roles.ts'
import type { PageRole } from '#model/site'

/** What another tool's file lists: an address, and the name that a person gave it. */
export type ImportedAddress = { url: string; name?: string }
/** `notes`: what the file said that Trèfle does not take over, in French. */
export type Imported = { addresses: ImportedAddress[]; notes: string[] }

type ImportedPage = { id: string; path: string; role: PageRole; name?: string }
/** A row of sites.yml to be read again by a person. Without pages, `trefle sample` will choose them. */
export type ImportedSite = { id: string; name: string; url: string; organisation: string; pages?: ImportedPage[] }

/** Addresses gathered by host, each host a site. What is not a public web address is left out and said. */
export function sitesOf({ addresses, notes }: Imported, organisation: string): { sites: ImportedSite[]; notes: string[] } {
  const usable = addresses.filter(({ url }) => isHttpUrl(url) && !isLoopback(url))
  const refused = addresses.filter((address) => !usable.includes(address))
  const hosts = Map.groupBy(usable, ({ url }) => new URL(url).host)
  return {
    sites: [...hosts].map(([host, listed]) => siteOf(host, listed, organisation)),
    notes: [...notes, ...refused.map(({ url }) => `« ${url.slice(0, 100)} » n’est pas l’adresse d’un site public : laissée de côté.`)],
  }
}

function siteOf(host: string, listed: readonly ImportedAddress[], organisation: string): ImportedSite {
  const paths = new Map<string, string | undefined>()
  for (const { url, name } of listed) {
    const { pathname, search } = new URL(url)
    const path = `${pathname}${search}`
    paths.set(path, paths.get(path) ?? name)
  }
  const ids = pageIds([...paths.keys()])
  const pages = [...paths].map(([path, name]): ImportedPage => ({ id: ids.get(path) ?? '', path, role: roleOf(path, name), ...(name === undefined ? {} : { name }) }))
  const site = { id: host.replace(/^www\./, '').replace(/[^a-z0-9]+/g, '-'), name: paths.get('/') ?? host, url: `${new URL(listed[0]?.url ?? '').protocol}//${host}/`, organisation }
  return pages.length === 1 && pages[0]?.path === '/' ? site : { ...site, pages }
}

function roleOf(path: string, name: string | undefined): PageRole {
  if (path === '/') return 'home'
  return guessRoles({ path, title: name ?? '', heading: '', text: '', linkTexts: [], forms: [] })[0]?.role ?? 'other'
}
