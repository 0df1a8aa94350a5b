import { cleanText } from '#lib/words/clean'
import type { Failure, FailureCode } from '#model/failure'
import type { Exchange } from '#effects/network/proxy-log'
import { exchangeFor } from './exchange.ts'
import type { NetworkRecord } from './protocol-log.ts'

/** Chromium's net errors (net/base/net_error_list.h), by prefix, and the closed code that each becomes. */
const netErrors: readonly (readonly [RegExp, FailureCode])[] = [
  [/ERR_(NAME_|DNS_)/, 'dns'],
  [/ERR_(CERT_|SSL_|BAD_SSL|TLS_)/, 'tls'],
  [/ERR_TOO_MANY_REDIRECTS/, 'redirects'],
  [/ERR_(CONNECTION_)?TIMED_OUT/, 'timeout'],
  [/ERR_(CONNECTION_REFUSED|ADDRESS_|TUNNEL_CONNECTION_FAILED|PROXY_CONNECTION_FAILED)/, 'refused'],
  [/ERR_(CONNECTION_|EMPTY_RESPONSE|INCOMPLETE_|CONTENT_LENGTH_MISMATCH|HTTP2_|QUIC_|SOCKET_)/, 'reset'],
  [/ERR_(INVALID_|RESPONSE_|CONTENT_DECODING|UNSAFE_)/, 'http'],
  // A document that becomes a download is aborted, since downloads are denied.
  [/ERR_ABORTED/, 'content-type'],
]

/** Statuses by which a site turns a robot away; a challenge page of a CDN says so in a header (cf-mitigated). */
function statusFailure(record: NetworkRecord): Failure | null {
  const status = record.statusCode
  const challenged = record.responseHeaders.some(({ name, value }) => name.toLowerCase() === 'cf-mitigated' && value === 'challenge')
  if (challenged || [401, 403, 407, 429].includes(status)) return { code: 'access-denied', detail: `The site answered ${status}` }
  return status >= 400 ? { code: 'http', detail: `The site answered ${status}` } : null
}

/**
 * Why the main document is not a page to measure; null when it is one. The log of the proxy speaks before the browser,
 * which sees only that a tunnel failed. An error page is never measured as if it were the page.
 */
export function documentFailure(record: NetworkRecord | undefined, address: string, exchanges: readonly Exchange[]): Failure | null {
  const url = record?.url ?? address
  const exchange = exchangeFor(url, exchanges)
  if (exchange?.refused) return exchange.refused
  if (record === undefined) return { code: 'collector', detail: 'The browser asked for no document' }
  // A proxy answers for a server that it could not reach, or that said nothing.
  if (exchange?.failed && exchange.status === null && exchange.scheme === 'http') return exchange.failed
  // To Chromium an error without a body is a load that failed (ERR_HTTP_RESPONSE_CODE_FAILURE): its status says more.
  if (record.failed && record.statusCode >= 400) return statusFailure(record)
  if (record.failed || record.statusCode <= 0) {
    if (exchange?.failed && exchange.ip === null) return exchange.failed
    return netFailure(record.localizedFailDescription)
  }
  const html = ['text/html', 'application/xhtml+xml'].includes(record.mimeType)
  return statusFailure(record) ?? (html ? null : { code: 'content-type', detail: cleanText(`The address is ${record.mimeType || 'of no known type'}, not a page`) })
}

function netFailure(description: string): Failure {
  const code = netErrors.find(([pattern]) => pattern.test(description))?.[1] ?? 'collector'
  return { code, detail: cleanText(description) || 'The document did not arrive' }
}

/** What Lighthouse says of a load that it could not finish (lh-error.js). */
export function lighthouseFailure(code: string, message: string): Failure {
  const codes: Record<string, FailureCode> = {
    PAGE_HUNG: 'timeout', PROTOCOL_TIMEOUT: 'timeout', NO_FCP: 'timeout', TARGET_CRASHED: 'crashed', NOT_HTML: 'content-type', DNS_FAILURE: 'dns', INSECURE_DOCUMENT_REQUEST: 'tls',
  }
  return { code: codes[code] ?? 'collector', detail: cleanText(`${code}: ${message}`) }
}

/** What went wrong while reading the page, outside what the site answered. */
export function gathererFailure(error: unknown): Failure {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const gone = /(target|session|page|connection|browser).{0,20}(closed|crashed)|detached/i.test(message)
  const late = /timed? ?out|timeout/i.test(message)
  return { code: gone ? 'crashed' : late ? 'timeout' : 'collector', detail: cleanText(message) }
}
