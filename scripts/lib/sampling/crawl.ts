import { cleanText } from '#lib/words/clean'
import type { Captured, Failure } from '#model/failure'
import type { LeftOut, LeftOutReason } from '#model/sample'
import { startAtlas, type Atlas } from '#lib/sampling/atlas'
import type { Scope } from '#lib/sampling/scope'
import type { SeenDocument, SeenPage } from '#lib/sampling/seen'
import { shapeOf } from '#lib/sampling/shape'
import type { GuardedResponse } from '../network/guarded-request.ts'
import { decodeHtml, readHtmlPage } from './html-page.ts'
import type { PoliteClient } from '../network/polite-client.ts'
import { readRobots, robotsMaxBytes, type Robots } from './robots.ts'
import { readSitemaps } from './sitemap.ts'

export type CrawlOptions = {
  /** Address of the home page. */
  url: string
  scope: Scope
  /** Paths that sites.yml declares. */
  declared: readonly string[]
  seed: string
  /** Pages asked at most, robots.txt and sitemaps not counted. */
  maxPages: number
  client: PoliteClient
  onPage?: (asked: number, known: number) => void
}

export type Crawl = {
  pages: SeenPage[]
  documents: SeenDocument[]
  /** Pages that were seen and not read. */
  leftOut: LeftOut[]
  known: number
  /** What the reader should know of this search, in French. */
  notes: string[]
}

const pageMaxBytes = 2 * 1024 * 1024
/** A host that fails this many times in a row is in trouble, and is left alone. */
const patience = 5

type Read = Omit<SeenPage, 'linkTexts'> & { from: string[] }
/** `pages` by the path that answered. */
type Reading = { pages: Map<string, Read>; leftOut: LeftOut[]; notes: string[] }

/**
 * Reads a site's pages by plain requests, one at a time, within its robots.txt: home page, links, sitemaps.
 * A home page that cannot be read is the crawl's failure; any other is a page left out.
 */
export async function crawl(options: CrawlOptions): Promise<Captured<Crawl>> {
  const { url, scope, client, seed } = options
  const robots = readRobots(url, await client.ask(new URL('/robots.txt', url).href, robotsMaxBytes))
  client.slowDown(robots.delayMs)
  const atlas = startAtlas(scope, seed)
  const reading: Reading = { pages: new Map(), leftOut: [], notes: [...robots.notes] }
  atlas.add(url, 0)
  const home = atlas.take()
  const failure = home === undefined ? outside(url) : await readPage(home.path, home.clicks, { options, robots, atlas, reading })
  if (failure) return { ok: false, failure }
  for (const path of options.declared) atlas.add(new URL(path, url).href, 1)
  const listed = robots.allows('/sitemap.xml') || robots.sitemaps.length > 0
    ? await readSitemaps(robots.sitemaps.length > 0 ? robots.sitemaps : [new URL('/sitemap.xml', url).href], client.ask, scope.isOwn)
    : { addresses: [], notes: [] }
  for (const address of listed.addresses) atlas.add(address, Infinity)
  reading.notes.push(...listed.notes)
  await readOthers({ options, robots, atlas, reading })
  return { ok: true, value: finished(atlas, reading, options) }
}

type Surroundings = { options: CrawlOptions; robots: Robots; atlas: Atlas; reading: Reading }

async function readOthers(surroundings: Surroundings): Promise<void> {
  const { options, atlas, reading } = surroundings
  let asked = 1
  let failedInARow = 0
  while (asked < options.maxPages) {
    const next = atlas.take()
    if (next === undefined) return
    const failure = await readPage(next.path, next.clicks, surroundings)
    if (failure?.code === 'robots') continue
    asked += 1
    options.onPage?.(asked, atlas.counts().known)
    if (failure?.detail.startsWith('429') || failure?.detail.startsWith('503')) {
      reading.notes.push(`Le site a répondu ${failure.detail.slice(0, 3)} : la lecture s’est arrêtée là, pour ne pas le charger davantage.`)
      return
    }
    failedInARow = failure && ['timeout', 'refused', 'reset', 'dns', 'tls', 'access-denied'].includes(failure.code) ? failedInARow + 1 : 0
    if (failedInARow === patience) {
      reading.notes.push(`${patience} pages de suite n’ont pas répondu (${failure?.code ?? ''}) : la lecture s’est arrêtée là.`)
      return
    }
  }
}

/** Asks one page and notes what it says; returns the failure of one that could not be read. */
async function readPage(path: string, clicks: number, { options, robots, atlas, reading }: Surroundings): Promise<Failure | null> {
  const leaveOut = (why: LeftOutReason, failure: Failure): Failure => {
    reading.leftOut.push({ path, why, detail: why === 'robots' ? '' : cleanText(`${failure.code}: ${failure.detail}`) })
    return failure
  }
  const refusal = robots.refusal(path)
  if (refusal) return leaveOut('robots', refusal)
  const answer = await options.client.ask(new URL(path, options.url).href, pageMaxBytes)
  const failure = failureOfPage(answer)
  if (failure || !answer.ok) return leaveOut('failed', failure ?? { code: 'collector', detail: 'no answer' })
  const { finalUrl, body, headers } = answer.value
  const finalPath = options.scope.pathOf(finalUrl)
  if (finalPath === null) return leaveOut('failed', { code: 'redirects', detail: 'leads out of the site' })
  atlas.settle(finalPath)
  // The home page and declared ones keep the address they were given, wherever it redirects: it is the one to be measured.
  const given = path === options.scope.home || options.declared.includes(path)
  const known = reading.pages.get(finalPath)
  if (known) {
    known.from.push(path)
    if (given) known.path = path
    return null
  }
  const { links, skeleton, ...page } = readHtmlPage(decodeHtml(body, headers['content-type'] ?? ''), finalUrl)
  reading.pages.set(finalPath, { ...page, path: given ? path : finalPath, shape: shapeOf(skeleton), from: [path, finalPath] })
  for (const link of links) atlas.add(link.url, clicks + 1, link.words)
  return null
}

function failureOfPage(answer: Captured<GuardedResponse>): Failure | null {
  if (!answer.ok) return answer.failure
  const { status, headers } = answer.value
  const type = headers['content-type'] ?? ''
  if (status === 401 || status === 403) return { code: 'access-denied', detail: `${status}` }
  if (status < 200 || status >= 300) return { code: 'http', detail: `${status}` }
  if (!/^(?:text\/html|application\/xhtml\+xml)\b/i.test(type)) return { code: 'content-type', detail: cleanText(type, 100) || 'no content type' }
  return null
}

function outside(url: string): Failure {
  return { code: 'forbidden-address', detail: cleanText(`${url} cannot be the address of a home page`) }
}

function finished(atlas: Atlas, { pages, leftOut, notes }: Reading, { maxPages }: CrawlOptions): Crawl {
  const { known, dropped } = atlas.counts()
  const notAsked = atlas.notAsked()
  if (notAsked.length > 0) notes.push(`${notAsked.length} adresses connues n’ont pas été lues (${maxPages} pages au plus, --max-pages).`)
  if (dropped > 0) notes.push(`${dropped} liens de plus n’ont pas été retenus : le site a plus d’adresses que Trèfle n’en garde.`)
  if (known === 1) notes.push('Aucun lien n’a été trouvé dans le HTML de l’accueil : ses liens sont sans doute écrits par un script, que cette lecture n’exécute pas. Déclarez les pages dans sites.yml.')
  return {
    pages: [...pages.values()].map(({ from, ...page }) => ({ ...page, linkTexts: atlas.linkTexts(from) })),
    documents: atlas.documents(),
    leftOut: [...leftOut, ...notAsked.map((path): LeftOut => ({ path, why: 'not-fetched', detail: '' }))],
    known, notes,
  }
}
