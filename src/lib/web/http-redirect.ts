import type { Artifacts } from '#model/evidence'

/** What the http variant of an address answers first, in the words of the MDN HTTP Observatory's redirection test. */
export type HttpAnswer = 'silent' | 'to-https' | 'missing' | 'http-first' | 'off-host'

/**
 * First answer to the http variant of `asked`. Silence is fine: nothing listens. HSTS is learnt only from an https
 * answer of the very host that was asked (RFC 6797, section 7.2), hence `off-host`.
 */
export function httpAnswer({ httpStatus, httpRedirectsTo }: Artifacts['transport'], asked: string): HttpAnswer {
  if (httpStatus === null || (httpRedirectsTo === null && httpStatus >= 400)) return 'silent'
  const target = httpRedirectsTo === null ? null : URL.parse(httpRedirectsTo)
  if (target === null) return 'missing'
  if (target.protocol !== 'https:') return 'http-first'
  return target.hostname === URL.parse(asked)?.hostname ? 'to-https' : 'off-host'
}
