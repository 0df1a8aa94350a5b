import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { backendId, mainDocument, type NetworkRecord, type ProtocolEvent } from './protocol-log.ts'

/** The main document as it was sent: what the browser itself received, not what scripts made of it. */
export async function gatherDocument({ page, log }: Load): Promise<Artifacts['document']> {
  const record = mainDocument(await log.records())
  if (record === undefined) throw new Error('The page has no main document')
  const response = responseOf(record, log.events)
  const doctype = await inIsolation(page.mainFrame(), readDoctype, [])
  const headers = headersOf(record, log.events)
  return {
    status: record.statusCode,
    contentType: cleanText(headers['content-type'] ?? record.mimeType, 200),
    headers,
    redirects: (record.redirects ?? []).slice(0, 20).map((hop) => ({ url: cleanAddress(hop.url), status: hop.statusCode })),
    httpVersion: cleanText(response?.protocol ?? record.protocol, 20),
    tls: tlsOf(response?.securityDetails),
    htmlBytes: Math.round(record.resourceSize),
    doctype: doctype === null ? null : cleanText(doctype),
  }
}

type Response = Extract<ProtocolEvent, { method: 'Network.responseReceived' }>['params']['response']

/** Redirects share one id and have no event of their own: the last answer is the document's. */
function responseOf(record: NetworkRecord, events: readonly ProtocolEvent[]): Response | undefined {
  const id = backendId(record)
  return events.flatMap((event) => (event.method === 'Network.responseReceived' && event.params.requestId === id ? [event.params.response] : [])).at(-1)
}

/** Names in lower case, repeated fields joined (RFC 9110 section 5.3); of a cookie, name and attributes only. */
function headersOf(record: NetworkRecord, events: readonly ProtocolEvent[]): Record<string, string> {
  const id = backendId(record)
  // The raw fields, cookies included, come in an event of their own; the last one is that of the last redirect hop.
  const raw = events.flatMap((event) => (event.method === 'Network.responseReceivedExtraInfo' && event.params.requestId === id ? [event.params.headers] : [])).at(-1)
  const fields = raw === undefined ? record.responseHeaders.map(({ name, value }) => [name, value] as const) : Object.entries(raw)
  return Object.fromEntries(fields.map(([name, value]) => {
    const key = cleanText(name.toLowerCase(), 200)
    const lines = value.split('\n').map((line) => (key === 'set-cookie' ? line.replace(/=[^;]*/, '=') : line))
    return [key, cleanText(lines.join(', '), 4096)]
  }))
}

function tlsOf(details: Response['securityDetails']): Artifacts['document']['tls'] {
  if (!details) return null
  const instant = (seconds: number) => new Date(seconds * 1000).toISOString()
  return {
    protocol: cleanText(details.protocol), issuer: cleanText(details.issuer), subject: cleanText(details.subjectName),
    validFrom: instant(details.validFrom), validTo: instant(details.validTo),
  }
}

/** Page function. */
function readDoctype(): string | null {
  return document.doctype === null ? null : new XMLSerializer().serializeToString(document.doctype)
}
