import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One server that plays every host of a test, and remembers what it was asked. */
export type PageServer = {
  port: number
  /** "host/path" of each request, in order. */
  asked: string[]
  /** Loads of /lent at once, at most, so far. */
  mostAtOnce(): number
  /** Called when a path is asked, before it is answered. */
  on(path: string, react: () => void | Promise<void>): void
  stop(): Promise<void>
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>'
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export async function startPageServer(): Promise<PageServer> {
  const asked: string[] = []
  const reactions = new Map<string, () => void | Promise<void>>()
  let [atOnce, most] = [0, 0]
  const html = (response: ServerResponse, body: string, headers: Record<string, string | string[]> = {}) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    asked.push(`${request.headers.host}${pathname}`)
    await reactions.get(pathname)?.()
    if (pathname === '/absente') return response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Absente</h1>')
    if (pathname === '/interdite') return response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Robot</h1>')
    if (pathname === '/muette') return undefined
    if (pathname === '/ancienne') return response.writeHead(301, { location: '/dom.html' }).end()
    if (pathname === '/tourne') return html(response, '<h1>Tourne</h1><script>setTimeout(() => { while (true); }, 0)</script>')
    if (pathname === '/document') return response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4')
    if (pathname.endsWith('.svg') || pathname === '/mesure') return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(svg)
    if (pathname.startsWith('/lent')) {
      most = Math.max(most, (atOnce += 1))
      await wait(1500)
      atOnce -= 1
      return html(response, '<!doctype html><html lang="fr"><title>Lente</title><link rel="icon" href="data:,"><h1>Lente</h1>')
    }
    const cookies: Record<string, string[]> = pathname === '/known.html' ? { 'set-cookie': [`serveur=valeur-secrete; Max-Age=${730 * 86_400}; HttpOnly`, 'visite=secret'] } : {}
    const file = await readFile(new URL(`./pages${pathname}`, import.meta.url), 'utf8').catch(() => null)
    return file === null ? response.writeHead(204).end() : html(response, file, cookies)
  }

  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    mostAtOnce: () => most,
    on: (path, react) => void reactions.set(path, react),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
