import { describe, expect, it } from 'vitest'
import type { Exchange } from '#effects/network/proxy-log'
import { documentFailure, gathererFailure, lighthouseFailure } from '#audits/gather/failures'
import type { NetworkRecord } from '#audits/gather/protocol-log'

const address = 'https://ville.test/page'

/** The fields of Lighthouse's record that the verdict reads. */
function aRecord(change: Partial<NetworkRecord>): NetworkRecord {
  const fields = { url: address, failed: false, statusCode: 200, mimeType: 'text/html', localizedFailDescription: '', responseHeaders: [], ...change }
  return fields as unknown as NetworkRecord
}
function anExchange(change: Partial<Exchange>): Exchange {
  return {
    scheme: 'tunnel', host: 'ville.test', port: 443, ip: '192.0.2.1', method: 'CONNECT', path: null, status: null, receivedBytes: 0, sentBytes: 0,
    startedMs: 0, endedMs: 1, refused: null, failed: null, ...change,
  }
}
const code = (record: Partial<NetworkRecord>, exchanges: Exchange[] = []) => documentFailure(aRecord(record), address, exchanges)?.code ?? null

describe('why a page is not measured', () => {
  it('is nothing for a page that arrived', () => {
    expect(code({})).toBeNull()
    expect(code({ mimeType: 'application/xhtml+xml' })).toBeNull()
  })

  it('is the status of the site, told apart from a door closed to robots', () => {
    expect([404, 410, 500, 503].map((statusCode) => code({ statusCode }))).toEqual(['http', 'http', 'http', 'http'])
    expect([401, 403, 429].map((statusCode) => code({ statusCode }))).toEqual(['access-denied', 'access-denied', 'access-denied'])
    expect(code({ statusCode: 503, responseHeaders: [{ name: 'CF-Mitigated', value: 'challenge' }] })).toBe('access-denied')
  })

  it('is the status of an error that has no body, which the browser tells as a load that failed', () => {
    const bare = { failed: true, localizedFailDescription: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE' }
    expect([403, 404, 429, 500].map((statusCode) => code({ ...bare, statusCode }))).toEqual(['access-denied', 'http', 'access-denied', 'http'])
  })

  it('is the connection that the site closed without a word, in whose place our proxy answers', () => {
    const answered = { url: 'http://ville.test/page', failed: true, statusCode: 502, localizedFailDescription: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE' }
    const closed = anExchange({ scheme: 'http', port: 80, method: 'GET', path: '/page', failed: { code: 'reset', detail: 'socket hang up' } })
    expect(code(answered, [closed])).toBe('reset')
  })

  it('is the type of what arrived when it is not a page', () => {
    expect(code({ mimeType: 'application/pdf' })).toBe('content-type')
  })

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'], ['net::ERR_CONNECTION_REFUSED', 'refused'], ['net::ERR_CONNECTION_RESET', 'reset'],
    ['net::ERR_EMPTY_RESPONSE', 'reset'], ['net::ERR_CERT_DATE_INVALID', 'tls'], ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
    ['net::ERR_TOO_MANY_REDIRECTS', 'redirects'], ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'], ['net::ERR_ABORTED', 'content-type'],
    ['net::ERR_SOMETHING_NEW', 'collector'],
  ])('is read from the browser: %s is %s', (localizedFailDescription, expected) => {
    expect(code({ failed: true, statusCode: -1, localizedFailDescription })).toBe(expected)
  })

  it('is what the proxy says, before what the browser guesses', () => {
    const tunnel = { failed: true, statusCode: -1, localizedFailDescription: 'net::ERR_TUNNEL_CONNECTION_FAILED' }
    const refused = { code: 'forbidden-address', detail: 'loopback' } as const
    expect(code(tunnel, [anExchange({ ip: null, refused })])).toBe('forbidden-address')
    expect(code(tunnel, [anExchange({ ip: null, failed: { code: 'dns', detail: 'no address' } })])).toBe('dns')
    expect(code({ statusCode: 403 }, [anExchange({ ip: null, refused })])).toBe('forbidden-address')
  })

  it('is ours when nothing was asked', () => {
    expect(documentFailure(undefined, address, [])?.code).toBe('collector')
  })
})

describe('why the reading stopped', () => {
  it('tells a crash from a delay and from a fault of ours', () => {
    expect(gathererFailure(new Error('Page crashed!')).code).toBe('crashed')
    expect(gathererFailure(new Error('Protocol error (Runtime.evaluate): Target closed')).code).toBe('crashed')
    expect(gathererFailure(new Error('Runtime.evaluate timed out')).code).toBe('timeout')
    expect(gathererFailure(new TypeError('x is not a function'))).toEqual({ code: 'collector', detail: 'TypeError: x is not a function' })
  })

  it('reads the codes of Lighthouse', () => {
    expect(lighthouseFailure('PAGE_HUNG', 'stopped responding').code).toBe('timeout')
    expect(lighthouseFailure('TARGET_CRASHED', 'gone').code).toBe('crashed')
    expect(lighthouseFailure('NEW_CODE', 'words')).toEqual({ code: 'collector', detail: 'NEW_CODE: words' })
  })
})
