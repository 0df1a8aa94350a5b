import { z } from 'zod'
import type { Imported } from '#lib/sampling/imported-sites'
import { cleanText } from '#lib/words/clean'
import { notTaken } from './fields.ts'

/** dashlord.yml of DashLord (SocialGouv/dashlord): the part that names sites and pages. */
const Dashlord = z.looseObject({
  urls: z.array(z.union([
    z.string().transform((url) => ({ url })),
    z.looseObject({ url: z.string(), title: z.string().optional(), pages: z.array(z.string()).optional() }),
  ])),
})

/** Null when the value is no dashlord.yml. */
export function readDashlord(value: unknown, name: string): Imported | null {
  const parsed = Dashlord.safeParse(value)
  if (!parsed.success) return null
  const { urls, ...others } = parsed.data
  return {
    addresses: urls.flatMap((site) => {
      const { url, title, pages = [] } = { title: undefined, pages: undefined, ...site }
      const listed = pages.map((page) => ({ url: URL.parse(page, url)?.href ?? page }))
      return [{ url: URL.parse(url)?.href ?? url, ...(title === undefined ? {} : { name: cleanText(title) }) }, ...listed]
    }),
    notes: notTaken(name, Object.keys(others).filter((key) => !['title', 'description', 'entity'].includes(key))),
  }
}
