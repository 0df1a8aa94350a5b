import { z } from 'zod'
import { Instant, Slug } from './quantity.ts'
import { PrivateRange } from './site.ts'

/** How much a stated figure is worth. */
export const EvidenceBadge = z.enum(['official', 'press', 'announced', 'to-confirm'])

/** One source of sources.yml: which connector reads what, for whom. `settings` is checked by the connector's own schema. */
export const Source = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  connector: Slug,
  organisation: Slug,
  licence: z.string().default('Licence Ouverte 2.0'),
  cadence: z.enum(['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once']),
  settings: z.record(z.string(), z.unknown()),
  /** Private addresses that the source's server has inside the organisation, on ports 80 and 443. */
  allowPrivate: z.array(PrivateRange).optional(),
  /** Other ports of these private addresses: 9090 for a Prometheus. */
  allowPorts: z.array(z.int().min(1).max(65_535)).max(5).optional(),
})
export type Source = z.infer<typeof Source>
export const SourcesFile = z.strictObject({ sources: z.array(Source) })

/** What an import did, line by line. Nothing is dropped silently; no personal data is kept. */
export const ImportReport = z.strictObject({
  schema: z.literal('trefle/import@1'),
  source: Slug,
  at: Instant,
  /** Name of the file or the address that was read, without secrets. */
  read: z.strictObject({ from: z.string(), encoding: z.string().optional(), separator: z.string().optional(), lines: z.int() }),
  kept: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string(), mend: z.string() })),
  duplicates: z.array(z.strictObject({ line: z.int(), sameAs: z.int() })),
  /** Things that were understood with a guess or set apart (totals line, reset, gap), in French. */
  notes: z.array(z.strictObject({ line: z.int().nullable(), message: z.string() })),
  /** Shares 0..1 of what is known in the kept lines; of an inventory (type, model, age), in the devices that they stand for. */
  known: z.record(z.string(), z.number().min(0).max(1)),
})
export type ImportReport = z.infer<typeof ImportReport>
