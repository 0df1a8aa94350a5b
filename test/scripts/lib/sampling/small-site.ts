import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Guard } from '#effects/network/guard'
import { politeClient } from '#effects/network/polite-client'
import { scopeOf } from '#lib/sampling/scope'
import { site, type Loopback } from '../network/loopback.ts'

export type Served = { status?: number; type?: string; body?: string | Uint8Array; location?: string }
export type SmallSite = { guard: Guard; loopback: Loopback; asked: string[]; agents: (string | undefined)[]; atOnce(): number; client: ReturnType<typeof politeClient>; close(): Promise<void> }

export const siteUrl = 'http://petit.example/'

/** http://petit.example/ on loopback, answering each path from a table or a function; what is not there is a 404. */
export async function serveSmallSite(answers: Record<string, Served> | ((path: string) => Served | undefined)): Promise<SmallSite> {
  const asked: string[] = []
  const agents: (string | undefined)[] = []
  let running = 0
  let most = 0
  const of = typeof answers === 'function' ? answers : (path: string) => answers[path]
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    asked.push(path)
    agents.push(request.headers['user-agent'])
    running += 1
    most = Math.max(most, running)
    const { status = 200, type = 'text/html; charset=utf-8', body = '', location } = of(path) ?? { status: 404 }
    // Long enough for a second request to arrive meanwhile, if one were made.
    setTimeout(() => {
      running -= 1
      response.writeHead(location === undefined ? status : 301, { 'content-type': type, ...(location === undefined ? {} : { location }) }).end(body)
    }, 5)
  }
  const loopback = await site(answer)
  const guard: Guard = { allowPrivate: false, fixtures: { 'petit.example': { http: loopback.port } } }
  return { guard, loopback, asked, agents, atOnce: () => most, client: politeClient({ guard, contact: 'https://petit.example/contact', isOwn: scopeOf(siteUrl).isOwn }), close: () => loopback.close() }
}

/** A page of the small site with links to these paths. */
export function pageWith(paths: readonly string[], more = ''): Served {
  return { body: `<!doctype html><title>Petit site</title><body><main>${paths.map((path) => `<a href="${path}">${path}</a>`).join('')}${more}</main>` }
}
