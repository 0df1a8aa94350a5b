import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createApp } from 'astro/app/entrypoint'
import { StaticPaths, type PathWithRoute } from 'astro/runtime/prerender/static-paths.js'
import { filesAskedBy, stampWeight } from '#lib/dashboard/page-weight'
import { locale, localePrefix } from '#lib/words/locale'
import { ownEcoindexTables } from './ecoindex-tables.ts'

/**
 * A program: writes the pages of one language, and with the first one the files that all share, into the folder `client` of the build
 * that TREFLE_OUT names, where stylesheets and scripts already are. It says how far it is on standard output: `50/310`.
 */
const { TREFLE_OUT } = process.env
if (!TREFLE_OUT) throw new Error('TREFLE_OUT names no folder to write the pages into: build with "trefle build".')
const client = join(TREFLE_OUT, 'client')
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/')
const origin = import.meta.env.SITE ?? 'http://localhost'
// A page is made as one text: as a stream, each of its pieces would be encoded and waited for.
const app = createApp({ streaming: false })

const fileAt = (href: string): string => join(client, href.slice(base.length))
const sizes = new Map<string, number>()
function sizeOf(href: string): number {
  const size = sizes.get(href) ?? statSync(fileAt(href)).size
  sizes.set(href, size)
  return size
}

/** The page with what it weighs in its footer. */
function stamped(html: string): string {
  const files = filesAskedBy(html, (href) => readFileSync(fileAt(href), 'utf8'))
  return stampWeight(html, { bytes: files.reduce((sum, href) => sum + sizeOf(href), Buffer.byteLength(html)), files: files.length + 1 }, ownEcoindexTables)
}

/** A folder for each page, but for the one that a server shows when it finds none. */
function fileOf({ pathname, route }: PathWithRoute): string {
  if (route.type !== 'page') return pathname
  return pathname === '/404' ? '/404.html' : join(pathname, 'index.html')
}

async function bodyOf({ pathname, route }: PathWithRoute): Promise<string | Uint8Array> {
  const asked = route.type === 'page' ? pathname.replace(/\/?$/, '/') : pathname
  const request = new Request(new URL(base + encodeURI(asked.slice(1)), origin))
  // Astro says what went wrong, then looks for a page of errors on the network.
  const response = await app.render(request, { routeData: route, prerenderedErrorPageFetch: async () => new Response(null, { status: 500 }) })
  if (response.status >= 500) throw new Error(`${pathname} (${route.component}) could not be made.`)
  return route.type === 'page' ? stamped(await response.text()) : new Uint8Array(await response.arrayBuffer())
}

const paths = await new StaticPaths(app).getAll()
const written = new Set<string>()
for (const path of paths) {
  const file = join(client, localePrefix(locale), fileOf(path))
  if (written.has(file)) throw new Error(`Two pages would be written in ${file}.`)
  written.add(file)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, await bodyOf(path))
  if (written.size % 50 === 0 || written.size === paths.length) console.log(`${written.size}/${paths.length}`)
}
