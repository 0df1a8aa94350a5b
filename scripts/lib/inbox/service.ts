import type { Logger } from 'pino'
import { rateLimit, type Rate } from '#lib/inbox/rate'
import { barrierDesk, type BarrierDesk } from './barrier-desk.ts'
import { languageOf, refusedPage, statusPage, styleHash } from './barrier-page.ts'
import type { Meters } from './meters.ts'
import { letBodyEnd } from './read-body.ts'
import { authorise, receive, type TokenKind } from './receive.ts'
import { Refusal } from './refusal.ts'
import { checkReady } from './store.ts'
import { readTokens } from './tokens.ts'

export type Route = TokenKind | 'barrier' | 'barrier-status' | 'health' | 'ready' | 'metrics'
export type InboxService = { answer(route: Route, request: Request, sender: string): Promise<Response> }
export type InboxSettings = {
  folder: string
  now(): string
  meters: Meters
  log: Pick<Logger, 'info' | 'error'>
  /** Of one sender, all routes together. */
  rate?: Rate
  /** Reports of barriers from everybody together: nobody can fill the disk with them. */
  barrierRate?: Rate
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer' }
const json = (status: number, body: unknown, more: Record<string, string> = {}): Response => new Response(`${JSON.stringify(body)}\n`, { status, headers: { ...headers, 'content-type': 'application/json', ...more } })
const html = (status: number, body: string): Response => new Response(body, { status, headers: { ...headers, 'content-security-policy': `default-src 'none'; style-src ${styleHash}; frame-ancestors 'none'`, 'content-type': 'text/html; charset=utf-8' } })
const readsHtml = ({ headers }: Request): boolean => (headers.get('accept') ?? '').includes('text/html')

/** The disk, or a file of the inbox that cannot be read: the sender tries again later, and the supervisor reads why in the log. */
const unavailable = () => new Refusal(503, 'le service ne peut rien garder pour le moment : réessayez plus tard', 300)

function asRefusal(error: unknown, log: InboxSettings['log'], route: Route): Refusal {
  if (error instanceof Refusal) return error
  log.error({ route, error: error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)}` : String(error) }, 'unavailable')
  return unavailable()
}

/** Everything the service answers, apart from how it is served. It keeps what it receives: it writes no record and visits nothing. */
export function inboxService(settings: InboxSettings): InboxService {
  const { folder, now, meters, log, rate = { perMinute: 60, burst: 30 }, barrierRate = { perMinute: 10, burst: 60 } } = settings
  const waitOf = rateLimit(rate)
  const waitOfAll = rateLimit(barrierRate)
  const desk = barrierDesk(folder)
  const requireTurn = (route: Route, sender: string) => {
    if (route === 'health' || route === 'ready') return
    const seconds = Math.max(waitOf(sender, Date.parse(now())), route === 'barrier' ? waitOfAll('all', Date.parse(now())) : 0)
    if (seconds > 0) throw new Refusal(429, 'trop de demandes', seconds)
  }
  const routes: Readonly<Record<Exclude<Route, TokenKind>, (request: Request) => Promise<Response>>> = {
    health: async () => json(200, { status: 'ok' }),
    ready: async () => {
      await checkReady(folder)
      await readTokens(folder)
      return json(200, { status: 'ready' })
    },
    metrics: async (request) => {
      await authorise(folder, request, 'metrics', now())
      return new Response(await meters.text(), { headers: { ...headers, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } })
    },
    barrier: async (request) => {
      await checkReady(folder)
      const number = await desk.report(request, now())
      const place = `barrier?number=${number}&lang=${languageOf(request)}`
      return readsHtml(request) ? new Response(null, { status: 303, headers: { ...headers, location: place } }) : json(201, await desk.status(number), { location: place })
    },
    'barrier-status': (request) => statusOf(desk, request),
  }
  const carryOut = async (route: Route, request: Request): Promise<{ response: Response; facts: object }> => {
    if (route !== 'check' && route !== 'bundle' && route !== 'audit-request') return { response: await routes[route](request), facts: {} }
    await checkReady(folder)
    const { status, id, ...facts } = await receive(folder, route, request, now())
    return { response: json(status, { status: 'received', id }), facts: { id, ...facts } }
  }
  return {
    async answer(route, request, sender) {
      const startedAt = performance.now()
      const { response, facts } = await Promise.resolve().then(() => { requireTurn(route, sender); return carryOut(route, request) })
        .catch((error: unknown) => {
          void letBodyEnd(request)
          return { response: refusalOf(asRefusal(error, log, route), route, request), facts: { refused: true } }
        })
      const ms = Math.round(performance.now() - startedAt)
      meters.answered(route, response.status, ms / 1000)
      // Neither address, nor agent, nor anything that was sent.
      if (route !== 'health' && route !== 'ready') log.info({ route, status: response.status, ms, ...facts }, 'answered')
      return response
    },
  }
}

async function statusOf(desk: BarrierDesk, request: Request): Promise<Response> {
  const number = new URL(request.url).searchParams.get('number')
  const summary = await desk.summary()
  if (number === null) return json(200, summary)
  const status = await desk.status(number)
  if (status === null) throw new Refusal(404, 'ce numéro n’a pas été donné ici')
  return readsHtml(request) ? html(200, statusPage(status, summary, languageOf(request))) : json(200, { ...status, summary })
}

function refusalOf({ status, message, retryAfterSeconds }: Refusal, route: Route, request: Request): Response {
  if ((route === 'barrier' || route === 'barrier-status') && readsHtml(request)) return html(status, refusedPage(status, languageOf(request)))
  return json(status, { status: 'refused', reason: message }, { ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }), ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) })
}
