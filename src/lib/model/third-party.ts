import { z } from 'zod'
import { Day } from './quantity.ts'

/** What a third party is called for. The purpose decides what is asked of it, never a filter list. */
export const Purpose = z.enum([
  'advertising', 'social', 'analytics', 'session-recording', 'tag-manager', 'captcha', 'consent', 'video', 'map', 'font',
  'library', 'chat', 'payment', 'public-service', 'error-tracking', 'other', 'unknown',
])
export type Purpose = z.infer<typeof Purpose>

/** One row of datasets/registry/third-parties.json, or of a territory's own third-parties.yml. */
export const ThirdParty = z.strictObject({
  /** Host suffix, matched on label borders: "example.com" matches "a.example.com", never "notexample.com". */
  suffix: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  /** Start of the path, when one host serves several purposes: "/recaptcha/" on google.com. */
  path: z.string().startsWith('/').optional(),
  name: z.string(),
  purpose: Purpose,
  /** Country of the controlling parent (ISO 3166-1 alpha-2), when a source says so. */
  country: z.string().length(2).nullable(),
  /** `yes`: reading or writing the terminal for this purpose needs a choice; `to-verify`: a person must look. */
  choice: z.enum(['yes', 'to-verify', 'no']),
  alternative: z.string().nullable(),
  source: z.string(),
  on: Day,
})
export type ThirdParty = z.infer<typeof ThirdParty>

/** One row of datasets/registry/cookies.json: a known cookie name. */
export const KnownCookie = z.strictObject({
  /** Exact name, or a prefix ending in "*". */
  name: z.string(),
  tool: z.string(),
  purpose: z.enum(['advertising', 'social', 'analytics', 'session-recording', 'consent', 'session', 'preference', 'load-balancing', 'security']),
  choice: z.enum(['yes', 'to-verify', 'no']),
  source: z.string(),
  on: Day,
})
export type KnownCookie = z.infer<typeof KnownCookie>

/** One row of datasets/registry/consent-banners.json: how a banner is refused, by CSS selectors, where the library of banners has no rule. */
export const ConsentBanner = z.strictObject({
  name: z.string().max(80),
  /** What is on screen while the choice is asked. */
  banner: z.string(),
  /** The control of its first layer that refuses everything. */
  refuse: z.string(),
  source: z.string(),
  on: Day,
})
export type ConsentBanner = z.infer<typeof ConsentBanner>

/** Who a host that is not the site's own belongs to: the same organisation, by its declaration, or somebody else. */
export const Ring = z.enum(['organisation', 'third-party'])
export type Ring = z.infer<typeof Ring>

/** One host that a page contacted outside its own site, with what is known of it and who says so. What is not known is null. */
export const ContactedHost = z.strictObject({
  host: z.string().max(255),
  /** The name that the host is an alias of, when it hides behind a name of the site. */
  alias: z.string().max(255).nullable(),
  ring: Ring,
  name: z.string().max(300).nullable(),
  purpose: Purpose,
  country: z.string().length(2).nullable(),
  /** Whose word the name, purpose and country are, and of which day; null when nobody has described the host. */
  source: z.string().nullable(),
  on: Day.nullable(),
})
export type ContactedHost = z.infer<typeof ContactedHost>

export type Registry = { thirdParties: readonly ThirdParty[]; cookies: readonly KnownCookie[] }
