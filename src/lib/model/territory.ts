import { z } from 'zod'
import { Day, Period, Pillar, Slug } from './quantity.ts'
import { OwnDomain } from './site.ts'

/** A body of the territory: a town, an intercommunality, a service, a partner. */
export const Organisation = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  kind: z.enum(['commune', 'epci', 'direction', 'establishment', 'partner']),
  parent: Slug.optional(),
  inhabitants: z.int().positive().optional(),
  /** Official code: of a commune at Insee (67482), of another body its SIREN. */
  code: z.string().regex(/^(\d[\dAB]\d{3}|\d{9})$/).optional(),
  /** Official address of the organisation, shown on the page "about". */
  url: z.url().optional(),
})
export type Organisation = z.infer<typeof Organisation>

/** territory.yml: who this record is about. */
export const Territory = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  /** True for a made-up territory: every page that shows it says so. */
  example: z.boolean().default(false),
  inhabitants: z.int().positive().optional(),
  /** A sentence at the head of every page: a record that the town has not read again yet says so. */
  notice: z.string().min(1).max(300).optional(),
  /** IANA zone used to name months and days. */
  timeZone: z.string().default('Europe/Paris'),
  /** Of which year the numbers of inhabitants are, and who states them. */
  population: z.strictObject({ year: Period, source: z.string().min(1), url: z.url({ protocol: /^https?$/ }) }).optional(),
  /** How an auditor and a citizen reach the people behind the record; also sent in the user agent. One way at least. */
  contact: z.strictObject({ email: z.email().optional(), url: z.url({ protocol: /^https?$/ }).optional(), function: z.string(),
    /** For those who do not write by computer: digits, and "+" before a country. */
    telephone: z.string().regex(/^\+?\d{3,15}$/).optional(),
    postal: z.string().min(1).max(300).optional(),
  })
    .refine(({ email, url }) => email !== undefined || url !== undefined, 'une adresse de courriel ou une page de contact est attendue'),
  /** The axes of the strategy in the town's own words. `source` is a document of documents.yml. */
  axes: z.array(z.strictObject({ pillar: Pillar.exclude(['transverse']), name: z.string().min(1), quote: z.string().min(1), source: Slug })).optional(),
  organisations: z.array(Organisation).min(1),
  /** Domains that belong to the organisations of the territory, for all its sites: what they serve is not a third party's. */
  sameOrganisation: z.array(OwnDomain).optional(),
  /** Conformity of this dashboard as the town declares it after an RGAA audit, and where its statement is; absent: not assessed. */
  accessibility: z.strictObject({ state: z.enum(['total', 'partial', 'none']), url: z.url({ protocol: /^https?$/ }) }).optional(),
  /**
   * What the law wants a publisher to say and Trèfle cannot know (loi 2004-575; RGPD, article 13): who answers for the publication, who hosts it
   * with address and telephone, whom to ask about personal data, and what the host logs, why and for how long.
   */
  legal: z.strictObject({
    director: z.string().min(1).max(300).optional(),
    host: z.string().min(1).max(300).optional(),
    dataProtection: z.string().min(1).max(300).optional(),
    hostLog: z.string().min(1).max(500).optional(),
  }).optional(),
  /** The line that residents call for help, in the words of who holds it: the first thing that the home page says. */
  helpLine: z.strictObject({
    /** As it is dialled: digits, and "+" before a country. */
    telephone: z.string().regex(/^\+?\d{3,15}$/),
    /** Days and hours: "du lundi au vendredi, de 9 h à 17 h". */
    hours: z.string().min(1),
    price: z.string().min(1),
    languages: z.array(z.string().min(1)).default([]),
    declaredOn: Day,
  }).optional(),
  /** Staff equipped with at least one device, when the town says so. */
  equippedStaff: z.strictObject({ value: z.int().positive(), on: Day, source: z.string() }).optional(),
})
export type Territory = z.infer<typeof Territory>
