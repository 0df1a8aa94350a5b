import type { KnownCookie, Registry, ThirdParty } from '#model/third-party'
import { matchesSuffix } from '#lib/web/address'

/** The most precise row for an address: longest suffix, then longest path. Null when the registry does not know it. */
export function thirdPartyOf(address: string, registry: Registry): ThirdParty | null {
  const url = URL.parse(address)
  if (url === null) return null
  const rows = registry.thirdParties.filter(({ suffix, path = '/' }) => matchesSuffix(url.hostname, suffix) && url.pathname.startsWith(path))
  return longest(rows, ({ suffix, path = '/' }) => 1000 * suffix.length + path.length)
}

/** The row of a cookie's or a stored item's name: the exact name first, then the longest prefix. */
export function knownCookie(name: string, registry: Registry): KnownCookie | null {
  const exact = registry.cookies.find((row) => row.name === name)
  const prefixes = registry.cookies.filter((row) => row.name.endsWith('*') && name.startsWith(row.name.slice(0, -1)))
  return exact ?? longest(prefixes, (row) => row.name.length)
}

/** First of the rows with the greatest length; a territory's own rows come first in a registry. */
function longest<T>(rows: readonly T[], length: (row: T) => number): T | null {
  return rows.reduce<T | null>((best, row) => (best === null || length(row) > length(best) ? row : best), null)
}
