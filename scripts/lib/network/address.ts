import { isIP, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** RFC 4291 section 2.4 and the IANA registry: the only block from which global unicast is delegated. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Null for an address of the public Internet, else the name of its range ("loopback", "private", "linkLocal"…).
 * Ranges are those of the IANA special-purpose registries (RFC 6890). An IPv4-mapped address is judged as the IPv4
 * address it is; the other transition forms (NAT64, 6to4, Teredo) are refused since they hide an IPv4 address.
 */
export function checkAddress(ip: string): string | null {
  if (isIP(ip) === 0) return 'unreadable'
  const address = ipaddr.process(ip)
  const range = address.range()
  if (range !== 'unicast') return range
  return address.kind() === 'ipv6' && !address.match(globalUnicast) ? 'unallocated' : null
}

/**
 * The host as the WHATWG URL standard reads it, so that `0177.0.0.1`, `2130706433` or `127.1` are seen for what they
 * are; without brackets nor the dot of the root. Null when it is not a host, or holds credentials, a port or a path.
 */
export function canonicalHost(host: string): string | null {
  const url = URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}/`)
  if (url === null || url.href !== `http://${url.hostname}/`) return null
  return url.hostname.replace(/^\[|\]$|\.$/g, '')
}

/** Whether an address is in one of some ranges (CIDR); a name is in none. */
export function isWithin(ip: string, ranges: readonly string[]): boolean {
  if (isIP(ip) === 0) return false
  const address = ipaddr.process(ip)
  return ranges.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}
