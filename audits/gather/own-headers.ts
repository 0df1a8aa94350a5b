import type { Page, Protocol } from 'puppeteer'

/** Fields that a site under construction asks for, and the only origin that receives them. */
export type OwnHeaders = { origin: string; headers: Record<string, string>; /** What no evidence may repeat. */ secrets: string[] }

/**
 * Adds fields to the requests of a page to one origin, and to no other: not to third parties, and not to where a redirect leads, since an
 * override of the Fetch domain ends at each hop. Only the requests to that origin are paused for it.
 */
export async function sendOwnHeaders(page: Page, own: OwnHeaders | undefined): Promise<void> {
  if (own === undefined) return
  const session = await page.createCDPSession()
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const added = new URL(request.url).origin === own.origin ? own.headers : {}
    // A page that closes meanwhile has no request left to go on with.
    void session.send('Fetch.continueRequest', { requestId, headers: merged(request.headers, added) }).catch(() => undefined)
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${own.origin}/*`, requestStage: 'Request' }] })
}

function merged(sent: Protocol.Network.Headers, added: Readonly<Record<string, string>>): Protocol.Fetch.HeaderEntry[] {
  const names = new Set(Object.keys(added).map((name) => name.toLowerCase()))
  return [...Object.entries(sent).filter(([name]) => !names.has(name.toLowerCase())), ...Object.entries(added)].map(([name, value]) => ({ name, value: String(value) }))
}
