import { randomUUID } from 'node:crypto'
import type { Page } from 'puppeteer'
import type { ProtocolEvent } from './protocol-log.ts'

/** The life that a header or a script asked for a cookie; Chromium's jar keeps 400 days at most and forgets the claim. */
export type CookieClaim = { name: string; host: string; days: number | null }

const keptClaims = 5000

/**
 * Listens to what scripts write, from before the page's first script. The list grows as the page writes.
 * Values are cut off inside the page and never reach this process. A frame of another site has a process of its own,
 * which is not listened to: the claims of its scripts stay unknown, those of its headers do not.
 */
export async function watchCookieClaims(page: Page): Promise<readonly CookieClaim[]> {
  const claims: CookieClaim[] = []
  const channel = `channel${randomUUID().replaceAll('-', '')}`
  const session = await page.createCDPSession()
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    const [host = '', line = ''] = name === channel ? payload.split('\n') : []
    const claim = parseClaim(line, host, Date.now())
    if (claim !== null && claims.length < keptClaims) claims.push(claim)
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: channel })
  await page.evaluateOnNewDocument(hookCookies, channel)
  return claims
}

/** Claims of the raw Set-Cookie headers of a load. */
export function headerClaims(events: readonly ProtocolEvent[], nowMs: number): CookieClaim[] {
  const hosts = new Map<string, string>()
  return events.flatMap((event) => {
    if (event.method === 'Network.requestWillBeSent') hosts.set(event.params.requestId, URL.parse(event.params.request.url)?.hostname ?? '')
    if (event.method !== 'Network.responseReceivedExtraInfo') return []
    const { requestId, headers } = event.params
    const lines = Object.entries(headers).flatMap(([name, value]) => (name.toLowerCase() === 'set-cookie' ? value.split('\n') : []))
    return lines.flatMap((line) => parseClaim(line, hosts.get(requestId) ?? '', nowMs) ?? [])
  })
}

/** One Set-Cookie line (RFC 6265 section 5.2: Max-Age wins over Expires). Null when it names no cookie. */
export function parseClaim(line: string, host: string, nowMs: number): CookieClaim | null {
  const [pair = '', ...parts] = line.split(';')
  const name = pair.split('=')[0]?.trim()
  if (!name) return null
  const attributes = new Map(parts.map((part) => {
    const [key = '', ...value] = part.split('=')
    return [key.trim().toLowerCase(), value.join('=').trim()]
  }))
  const maxAge = Number.parseInt(attributes.get('max-age') ?? '', 10)
  const expires = Date.parse(attributes.get('expires') ?? '')
  const seconds = Number.isFinite(maxAge) ? maxAge : (expires - nowMs) / 1000
  return { name, host: attributes.get('domain')?.replace(/^\./, '') || host, days: Number.isFinite(seconds) ? seconds / 86_400 : null }
}

/** Page function, run in the page's own world before its scripts: the only place where what a script asks can be heard. */
function hookCookies(channel: string): void {
  const world = globalThis as unknown as Record<string, (message: string) => void>
  const send = world[channel]
  // The page may look for what the browser lent us: it finds nothing.
  delete world[channel]
  const report = (line: string) => {
    const [pair = '', ...attributes] = line.split(';')
    send?.(`${location.hostname}\n${[`${pair.split('=')[0]}=`, ...attributes].join(';').replaceAll('\n', ' ')}`)
  }
  const jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  if (jar?.get && jar.set) {
    const { get, set } = jar
    Object.defineProperty(Document.prototype, 'cookie', {
      ...jar,
      get(this: Document) { return get.call(this) },
      set(this: Document, line: unknown) {
        report(String(line))
        set.call(this, line)
      },
    })
  }
  if (typeof CookieStore === 'undefined') return
  const store = CookieStore.prototype.set
  CookieStore.prototype.set = function (this: CookieStore, ...args: [CookieInit] | [string, string]) {
    const [first] = args
    const { name, expires, domain } = typeof first === 'string' ? { name: first } as CookieInit : first
    const life = typeof expires === 'number' ? `; expires=${new Date(expires).toUTCString()}` : ''
    report(`${name}=${life}${domain ? `; domain=${domain}` : ''}`)
    return Reflect.apply(store, this, args)
  }
}
