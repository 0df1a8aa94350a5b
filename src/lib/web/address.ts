import { getDomain } from 'tldts'

const addressCap = 2048

/**
 * An address fit for the public record: no credentials, no query, no fragment, at most 2048 characters.
 * The query goes whole, names included, for every site: names and values alike may hold identifiers, and one rule for
 * all can be checked. Addresses other than http(s) and ws(s) keep their scheme only, and the media type for `data:`.
 * What is not an address gives the empty string.
 */
export function cleanAddress(address: string): string {
  const url = URL.parse(address)
  if (url === null) return ''
  if (url.protocol === 'data:') return `data:${/^[\w.+-]+\/[\w.+-]+/.exec(url.pathname)?.[0] ?? ''}`.slice(0, addressCap)
  if (!/^(https?|wss?):$/.test(url.protocol)) return url.protocol.slice(0, addressCap)
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, addressCap)
}

/** True for an absolute http: or https: address. */
export function isHttpUrl(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return protocol === 'http:' || protocol === 'https:'
}

/**
 * The domain that an organisation registers, by the Public Suffix List with its private part: `a.github.io` and
 * `b.github.io` are two. Takes a host or an address. An IP address, a single label or a suffix is its own domain.
 */
export function registrableDomain(hostOrAddress: string): string {
  const host = hostOf(hostOrAddress)
  return getDomain(host, { allowPrivateDomains: true }) ?? host
}

/** True for a domain that somebody registers, or a name under it; false for a public suffix, an IP address or a single label. */
export function isRegistrable(domain: string): boolean {
  return getDomain(domain, { allowPrivateDomains: true }) !== null
}

/** First ring: the same registrable domain. Takes hosts or addresses. */
export function sameSite(a: string, b: string): boolean {
  return registrableDomain(a) === registrableDomain(b)
}

/** `a.example.com` matches `example.com`; `notexample.com` does not. */
export function matchesSuffix(host: string, suffix: string): boolean {
  return host === suffix || host.endsWith(`.${suffix}`)
}

/** Lower-case host, punycoded, without brackets nor the dot of the root. */
function hostOf(hostOrAddress: string): string {
  const url = URL.parse(hostOrAddress.includes('://') ? hostOrAddress : `http://${hostOrAddress}`)
  return (url?.hostname ?? hostOrAddress.toLowerCase()).replace(/^\[|\]$|\.$/g, '')
}
