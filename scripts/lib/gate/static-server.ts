import { readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { UsageError } from '../command/errors.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.htm': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.xml': 'application/xml; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm', '.mp4': 'video/mp4', '.webm': 'video/webm',
}
const compresses = /^text\/|json|xml|javascript|wasm/

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

export type StaticSite = { origin: string; /** Paths of its HTML pages, the home page first. */ pages: string[]; close(): Promise<void> }

/**
 * Serves a built folder on a loopback port, compressed as a host would (Brotli or gzip). Only the files that were there at the start are served,
 * by their exact path, so that nothing outside the folder can be asked for. Throws a UsageError for what is not a folder with pages.
 */
export async function serveFolder(folder: string): Promise<StaticSite> {
  const files = await filesOf(folder)
  const server = createServer(async (request, response) => {
    request.resume()
    try {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
      const found = [path, `${path}index.html`, `${path}.html`].find((each) => files.has(each))
      if (found === undefined && files.has(`${path}/index.html`)) return void response.writeHead(301, { location: `${path}/` }).end()
      const file = files.get(found ?? '/404.html')
      if (file === undefined) return void response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404')
      const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream'
      const { body, coding } = await encoded(await readFile(file), type, String(request.headers['accept-encoding'] ?? ''))
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': type, 'content-length': body.length, vary: 'Accept-Encoding', ...(coding === null ? {} : { 'content-encoding': coding }) })
      response.end(request.method === 'HEAD' ? undefined : body)
    } catch {
      // A malformed escape, or a file that was removed since.
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((listening, refuse) => server.once('error', refuse).listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: [...files.keys()].filter((path) => /\.html?$/.test(path) && path !== '/404.html').map((path) => path.replace(/(^|\/)index\.html$/, '$1')).sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1)),
    close: () => new Promise((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    }),
  }
}

/** Files by the path under which they are asked for. Links are not followed. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new UsageError(`${folder} n’est pas un dossier.`, 'Donnez le dossier que construit votre site, par exemple --static dist.')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map(entries.filter((entry) => entry.isFile()).map((entry) => {
    const file = join(entry.parentPath, entry.name)
    return [`/${relative(folder, file).split(sep).join('/')}`, file]
  }))
  if (![...files.keys()].some((path) => /\.html?$/.test(path))) throw new UsageError(`${folder} ne contient aucune page HTML.`, 'Construisez d’abord le site, puis donnez le dossier qui en sort.')
  return files
}

async function encoded(body: Buffer, type: string, accepted: string): Promise<{ body: Buffer; coding: string | null }> {
  if (!compresses.test(type) || body.length < 1024) return { body, coding: null }
  if (/\bbr\b/.test(accepted)) return { body: await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }), coding: 'br' }
  return /\bgzip\b/.test(accepted) ? { body: await gzipped(body), coding: 'gzip' } : { body, coding: null }
}
