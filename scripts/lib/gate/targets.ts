import { readFile } from 'node:fs/promises'
import type { PageRole, Site } from '#model/site'
import { addressWords } from '#lib/sampling/page-roles'
import { roleWords } from '#lib/sampling/role-words'
import { readSitemapText } from '#lib/sampling/sitemap-text'
import { sameSite } from '#lib/web/address'
import { fold } from '#lib/words/fold'
import { UsageError } from '../command/errors.ts'
import type { Guard } from '../network/guard.ts'
import { politeClient } from '../network/polite-client.ts'
import { readSitemaps } from '../sampling/sitemap.ts'
import { checkableUrl } from './checkable-url.ts'
import { serveFolder } from './static-server.ts'

/** A page to check. */
export type Target = { url: string; role: PageRole; site: Site | null; page: string | null }
export type Shard = { index: number; of: number }
export type Targets = { targets: Target[]; /** Known and not asked for. */ leftOut: number; notes: string[]; isStatic: boolean; close(): Promise<void> }

export type TargetOptions = { urls: readonly string[]; sitemap?: string; site?: string; static?: string; maxPages: number; shard?: Shard; allowPrivate: boolean; sites: readonly Site[]; guard: Guard; spkiHashes: readonly string[]; contact: string }

const nothing = () => Promise.resolve()

/** The pages that are asked for, from one source: addresses, a sitemap, a declared site, or a built folder. Throws a UsageError. */
export async function findTargets(options: TargetOptions): Promise<Targets> {
  const sources = [options.sitemap, options.site, options.static].filter((source) => source !== undefined)
  if (sources.length > 1) throw new UsageError('Les pages viennent d’une seule source.', 'Gardez un seul de --sitemap, --site et --static.')
  if (sources.length === 0 && options.urls.length === 0) throw new UsageError('Aucune adresse n’est donnée.', 'Donnez une adresse, ou --sitemap, --site ou --static.')
  const found = await fromSource(options)
  const all = [...new Map(found.targets.map((target) => [`${target.page} ${target.url}`, target])).values()]
  const bounded = sources.length > 0 && options.site === undefined ? all.slice(0, options.maxPages) : all
  const targets = bounded.filter((_, index) => options.shard === undefined || index % options.shard.of === options.shard.index - 1)
  return { ...found, targets, leftOut: all.length - targets.length }
}

async function fromSource(options: TargetOptions): Promise<Omit<Targets, 'leftOut'>> {
  if (options.static !== undefined) return fromFolder(options.static, options.urls)
  if (options.site !== undefined) return { targets: fromSite(options.site, options), notes: [], isStatic: false, close: nothing }
  if (options.sitemap !== undefined) return { ...await fromSitemap(options.sitemap, options), isStatic: false, close: nothing }
  return { targets: options.urls.map((text) => fromAddress(text, options)), notes: [], isStatic: false, close: nothing }
}

/** What an address alone can tell without a doubt: the home page, and the two ways to other pages, which need not lead to themselves. */
function roleOf(url: string): PageRole {
  const { pathname } = new URL(url)
  if (pathname === '/') return 'home'
  return roleWords.find(([role, words]) => ['sitemap', 'search'].includes(role) && words.test(fold(addressWords(pathname))))?.[0] ?? 'other'
}

/** With a territory, an address is seen as the declared site that it belongs to: its own domains are known, and its ranges opened. */
function fromAddress(text: string, { allowPrivate, sites }: TargetOptions): Target {
  const url = checkableUrl(text, allowPrivate)
  return { url, role: roleOf(url), site: sites.find((site) => new URL(site.url).host === new URL(url).host) ?? null, page: null }
}

function fromSite(id: string, { sites }: TargetOptions): Target[] {
  const site = sites.find((each) => each.id === id)
  if (site === undefined) throw new UsageError(`Site inconnu : ${id}.`, sites.length === 0 ? 'Donnez le dossier du territoire avec --data.' : `Sites de ce territoire : ${sites.map((each) => each.id).join(', ')}.`)
  const pages = site.pages.filter(({ scenario }) => scenario === undefined)
  if (pages.length === 0) throw new UsageError(`Le site ${id} n’a ni pages dans sites.yml, ni échantillon.`, `Lancez « trefle sample ${id} », ou ajoutez-lui des pages.`)
  return pages.map(({ path, role }) => ({ url: new URL(path, site.url).href, role, site, page: null }))
}

async function fromSitemap(place: string, options: TargetOptions): Promise<Pick<Targets, 'targets' | 'notes'>> {
  const { addresses, notes } = /^https?:/i.test(place) ? await askSitemap(checkableUrl(place, options.allowPrivate), options) : await readSitemapFile(place)
  if (addresses.length === 0) throw new UsageError(`${place} ne donne aucune adresse.`, notes[0] ?? 'Vérifiez ce plan de site.')
  return { targets: addresses.map((address) => fromAddress(address, options)), notes }
}

function askSitemap(url: string, { guard, spkiHashes, contact }: TargetOptions): Promise<{ addresses: string[]; notes: string[] }> {
  const isOwn = (address: string) => sameSite(address, url)
  return readSitemaps([url], politeClient({ guard, spkiHashes, contact, isOwn }).ask, isOwn)
}

async function readSitemapFile(file: string): Promise<{ addresses: string[]; notes: string[] }> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`Le plan de site ${file} est introuvable.`, 'Vérifiez son chemin ou son adresse.') })
  const map = readSitemapText(text, 5000)
  if (map.kind !== 'pages') throw new UsageError(`${file} n’est pas un plan de site XML qui liste des pages.`, 'Donnez l’un des plans qu’il liste.')
  return { addresses: map.addresses, notes: [] }
}

async function fromFolder(folder: string, paths: readonly string[]): Promise<Omit<Targets, 'leftOut'>> {
  const wrong = paths.find((path) => !path.startsWith('/'))
  if (wrong !== undefined) throw new UsageError(`« ${wrong} » : avec --static, une page se donne par son chemin.`, 'Par exemple : trefle check /contact/ --static dist')
  const { origin, pages, close } = await serveFolder(folder)
  const targets = (paths.length > 0 ? paths : pages).map((path): Target => ({ url: new URL(path, origin).href, role: roleOf(new URL(path, origin).href), site: null, page: null }))
  return { targets, notes: ['Dossier servi en local, sans les réglages de votre hébergeur : ce que le serveur décide (sécurité du transport, en-têtes) n’est pas jugé.'], isStatic: true, close }
}
