import { z } from 'zod'
import { Day, Instant, Slug } from './quantity.ts'

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
  /** Name of the scenario (scenarios/<name>.yml) of which this page is a step: its address alone does not lead to it. */
  scenario: Slug.optional(),
})
export type SitePage = z.infer<typeof SitePage>

/**
 * A range of private addresses (RFC 4632, RFC 4291) where a site of the organisation lives. A range as wide as a network of the
 * Internet would open everything: at most a /8, or a /7 of IPv6, which is all of fc00::/7.
 */
export const PrivateRange = z.union([z.cidrv4(), z.cidrv6()], { error: 'une plage d’adresses est attendue, par exemple 10.1.0.0/16' })
  .refine((range) => Number(range.split('/')[1]) >= (range.includes(':') ? 7 : 8), 'cette plage est trop large : au plus /8 (IPv4) ou /7 (IPv6)')

/** A domain that belongs to an organisation, with all that stands under it. */
export const OwnDomain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'un nom de domaine en minuscules est attendu, sans « https:// » ni chemin, par exemple ma-metropole.eu')

/** One website of sites.yml. */
export const Site = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  /** Address of the home page; only http: and https:, without credentials. */
  url: z.url({ protocol: /^https?$/ }).refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url), 'une adresse sans identifiant ni mot de passe est attendue'),
  organisation: Slug,
  /** How many pages of one host may be loaded at once. 1 unless the site is one's own. */
  perHost: z.int().min(1).max(16).default(1),
  /** Which sites a queue of work takes first: 1 before 2; those that say nothing stand at 100. */
  priority: z.int().min(1).max(1000).optional(),
  /** Domains that belong to the same organisation (second ring); those of territory.yml are added. */
  sameOrganisation: z.array(OwnDomain).default([]),
  /** Private addresses that the site's names lead to inside the organisation (split DNS), on ports 80 and 443. Shown with the evidence. */
  allowPrivate: z.array(PrivateRange).optional(),
  /** True to visit one's own site against its robots.txt, which often closes a site that is being built. Shown with the evidence. */
  ignoreRobots: z.boolean().optional(),
  /** Optional where `trefle sample` has drawn a sample: it then decides alone, and holds these. */
  pages: z.array(SitePage).default([]),
  /** Since when the sample of pages is what it is (a day counts from its start): a trend breaks there. */
  sampleSince: z.union([Day, Instant]).optional(),
})
export type Site = z.infer<typeof Site>

export const SitesFile = z.strictObject({ sites: z.array(Site).min(1) })
