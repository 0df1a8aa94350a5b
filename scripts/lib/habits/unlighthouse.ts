import type { Imported } from '#lib/sampling/imported-sites'
import { fieldOf, notTaken, refuseDynamic, stringsOf } from './fields.ts'

/** unlighthouse.config of Unlighthouse: `site`, and `urls` when it is a list. Null when the value has no `site`. */
export function readUnlighthouse(value: unknown, name: string): Imported | null {
  const site = fieldOf(value, 'site')
  const urls = fieldOf(value, 'urls')
  if (site === undefined) return null
  refuseDynamic(site, 'site', name)
  refuseDynamic(urls, 'urls', name)
  const [home = ''] = stringsOf(site).map((address) => (/^https?:\/\//i.test(address) ? address : `https://${address}`))
  const listed = urls === undefined ? [] : stringsOf(urls).map((address) => ({ url: URL.parse(address, home)?.href ?? address }))
  return {
    addresses: [{ url: URL.parse('/', home)?.href ?? home }, ...listed],
    notes: notTaken(name, Object.keys(value as object).filter((key) => key !== 'site' && key !== 'urls')),
  }
}
