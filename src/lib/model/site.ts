import { z } from 'zod'
import { Day, Slug } from './quantity.ts'

/** What a page is for. The role chooses which duties are looked for on it. */
export const PageRole = z.enum([
  'home', 'contact', 'legal', 'privacy', 'accessibility', 'sitemap', 'help', 'login', 'search', 'form',
  'document', 'procedure', 'service', 'news', 'event', 'gallery', 'map', 'application', 'other',
])
export type PageRole = z.infer<typeof PageRole>

export const SitePage = z.strictObject({
  id: Slug,
  path: z.string().startsWith('/'),
  role: PageRole,
  name: z.string().min(1).optional(),
})
export type SitePage = z.infer<typeof SitePage>

/** One website of sites.yml. */
export const Site = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  /** Address of the home page; only http: and https:, without credentials. */
  url: z.url({ protocol: /^https?$/ }),
  organisation: Slug,
  /** How many pages of one host may be loaded at once. 1 unless the site is one's own. */
  perHost: z.int().min(1).max(16).default(1),
  /** Registrable domains that belong to the same organisation (second ring). */
  sameOrganisation: z.array(z.string()).default([]),
  pages: z.array(SitePage).min(1),
  /** Day since which the sample of pages is what it is: a later change breaks the trend. */
  sampleSince: Day.optional(),
})
export type Site = z.infer<typeof Site>

export const SitesFile = z.strictObject({ sites: z.array(Site).min(1) })
