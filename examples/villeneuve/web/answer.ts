import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Host, Town } from './town.ts'

export type Asked = { scheme: 'http' | 'https'; host: string; method: string; path: string; acceptEncoding: string }
export type Answer = { status: number; headers: readonly (readonly [string, string])[]; body: Buffer }

const mimeTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8', htm: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8', json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif',
  webp: 'image/webp', avif: 'image/avif', woff2: 'font/woff2', pdf: 'application/pdf',
}
const isText = (type: string) => /^text\/|json|xml/.test(type)

const compressors = {
  br: (body: Buffer) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: (body: Buffer) => gzipSync(body, { level: 9 }),
}

function moved(to: string): Answer {
  return { status: 301, headers: [['Location', to], ['Content-Length', '0']], body: Buffer.alloc(0) }
}

function encoded(host: Host, type: string, body: Buffer, acceptEncoding: string): { body: Buffer; headers: [string, string][] } {
  if (!isText(type) || host.settings.compress.length === 0) return { body, headers: [] }
  const accepted = acceptEncoding.split(',').map((coding) => coding.trim())
  const coding = host.settings.compress.find((known) => accepted.includes(known))
  const vary: [string, string] = ['Vary', 'Accept-Encoding']
  return coding ? { body: compressors[coding](body), headers: [['Content-Encoding', coding], vary] } : { body, headers: [vary] }
}

function content(host: Host, asked: Asked, status: number, type: string, decoded: Buffer, cacheSeconds: number | null): Answer {
  const { body, headers: coding } = encoded(host, type, decoded, asked.acceptEncoding)
  const isPage = type.startsWith('text/html')
  const headers: [string, string][] = [
    ['Content-Type', type],
    ['Content-Length', String(body.length)],
    ...coding,
    ...(cacheSeconds === null ? [] : [['Cache-Control', `max-age=${cacheSeconds}`] as [string, string]]),
    ...Object.entries({ ...host.settings.headers, ...(isPage ? host.settings.pageHeaders : {}) }),
    ...(host.settings.cookies[asked.path] ?? []).map((line): [string, string] => ['Set-Cookie', line]),
  ]
  return { status, headers, body }
}

const plainPage = (title: string) =>
  Buffer.from(`<!doctype html>\n<html lang="fr">\n<title>${title}</title>\n<h1>${title}</h1>\n<p>Ceci est un site d’exemple.</p>\n</html>\n`)

/**
 * What the example town answers, as a function of the request alone: same question, same bytes.
 * The date is left out on purpose (RFC 9110 6.6.1 allows it to a server without a clock).
 */
export function answer(town: Town, asked: Asked): Answer {
  const host = town.get(asked.host)
  if (host === undefined) return { status: 421, headers: [['Content-Length', '0']], body: Buffer.alloc(0) }
  const { settings } = host
  if (!settings.schemes.includes(asked.scheme)) return moved(`https://${asked.host}${asked.path}`)
  const html = 'text/html; charset=utf-8'
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return content(host, asked, 405, html, plainPage('Rien n’est envoyé'), null)
  const path = asked.path.replace(/\?.*$/, '')
  const elsewhere = settings.moved[path] ?? (host.pages.has(`${path}/`) ? `${path}/` : undefined)
  if (elsewhere !== undefined) return moved(elsewhere)
  const page = host.pages.get(path)
  if (page !== undefined) return content(host, { ...asked, path }, 200, html, Buffer.from(page), settings.cacheSeconds.pages)
  const file = host.files.get(path)
  if (file === undefined) return content(host, asked, 404, html, plainPage('Page introuvable'), null)
  const type = mimeTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return content(host, { ...asked, path }, 200, type, file, settings.cacheSeconds.files)
}
