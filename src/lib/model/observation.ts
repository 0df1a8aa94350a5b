import { z } from 'zod'
import { Instant, Period, Quality, Sha256, Slug, Unit } from './quantity.ts'

/** A metric's name: subject and quantity, for example "fleet.devices" or "energy.room". */
export const MetricId = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
export type MetricId = z.infer<typeof MetricId>

/**
 * One dated fact of one source, one line of observations/<connector>/<yyyy>.jsonl.
 * Corrected by appending a line with `supersedes` (hash of the line it replaces); `value: null` withdraws it.
 */
export const Observation = z.strictObject({
  metric: MetricId,
  /** What the fact is about: an organisation, a room, a site. */
  subject: Slug,
  period: Period,
  value: z.number().nullable(),
  unit: Unit,
  low: z.number().optional(),
  high: z.number().optional(),
  /** Share 0..1 of the period, or of the population, that was seen. */
  coverage: z.number().min(0).max(1).optional(),
  quality: Quality,
  source: Slug,
  at: Instant,
  /** Further coordinates: device type, purchase year, state… Never a person, a serial or an address. */
  dimensions: z.record(z.string(), z.string()),
  note: z.string().max(300).optional(),
  supersedes: Sha256.optional(),
})
export type Observation = z.infer<typeof Observation>
