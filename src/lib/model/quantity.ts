import { z } from 'zod'

/** The closed list of units. A unit that is missing here is added here, with its label in src/i18n. */
export const Unit = z.enum([
  'B', 'g', 'kg', 't', 'kWh', 'kW', 'L', 'L/kWh', 'g/kWh', 'count', 'score', 'ratio', '%', 'ms', 'day', 'year', 'hour', 'EUR',
])
export type Unit = z.infer<typeof Unit>

/** A number and its unit. Unknown is `null` in place of the whole quantity, never 0. */
export const Quantity = z.strictObject({ value: z.number(), unit: Unit })
export type Quantity = z.infer<typeof Quantity>

/** Where a figure stands on the way from the world to the page. */
export const Quality = z.enum(['measured', 'computed', 'estimated', 'declared', 'announced'])
export type Quality = z.infer<typeof Quality>

/** ISO 8601 instant in UTC, for example 2026-11-22T03:40:00Z. */
export const Instant = z.iso.datetime()
/** ISO 8601 calendar day, for example 2026-11-22. */
export const Day = z.iso.date()
/** A period: a year (2026), a month (2026-11) or a day (2026-11-22). Half-open in UTC for months and years. */
export const Period = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'expected a year (2026), a month (2026-11) or a day (2026-11-22)')
export type Period = z.infer<typeof Period>

/** Names used in files, addresses and URLs: lower case, digits, hyphens. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and hyphens, for example "mini-site"').max(80)

/** The three axes of the charter, and what crosses them. */
export const Pillar = z.enum(['sobriety', 'solidarity', 'freedom', 'transverse'])
export type Pillar = z.infer<typeof Pillar>

/** Hex SHA-256 of a canonical text (see lib/canonical.ts). */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
