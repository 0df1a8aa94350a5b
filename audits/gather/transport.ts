import { cleanAddress } from '#lib/web/address'
import { guardedRequest } from '#effects/network/guarded-request'
import type { Artifacts } from '#model/evidence'
import type { Load } from './load.ts'

/** Asks the http: variant of the address once, without following: what answers, and where does it send? */
export async function gatherTransport({ job, settings }: Load): Promise<Artifacts['transport']> {
  const url = new URL(job.url)
  if (url.protocol === 'https:' && url.port !== '') {
    return { httpStatus: null, httpRedirectsTo: null, httpFailure: { code: 'not-attempted', detail: 'An https address with a port of its own has no known http variant' } }
  }
  url.protocol = 'http:'
  const answer = await guardedRequest(url.href, {
    guard: settings.guard, contact: settings.contact, method: 'GET', maxBytes: 5_000_000, timeoutMs: 10_000, maxRedirects: 0, spkiHashes: settings.spkiHashes,
  })
  if (!answer.ok) return { httpStatus: null, httpRedirectsTo: null, httpFailure: answer.failure }
  const { status, headers } = answer.value
  const target = headers.location === undefined ? null : URL.parse(headers.location, url)
  return { httpStatus: status, httpRedirectsTo: target === null ? null : cleanAddress(target.href), httpFailure: null }
}
