import { z } from 'zod'
import { Instant, Sha256 } from './quantity.ts'

/**
 * One line of seals.jsonl: how far each file of the record went when a verb had finished, and what it held up to there. A file only grows, so
 * the hash of its beginning covers every earlier seal of it; the lines hold each other by `previous`.
 */
export const Seal = z.strictObject({
  schema: z.literal('trefle/seal@1'),
  at: Instant,
  /** The verb that wrote, for example "audit". */
  by: z.string().regex(/^[a-z-]+$/),
  /** SHA-256 of the line before, without its line feed; null for the first. */
  previous: Sha256.nullable(),
  /** Files that changed since the seal before, by their path in the territory folder. */
  files: z.record(z.string(), z.strictObject({ bytes: z.int().nonnegative(), sha256: Sha256 })),
  /** Files whose past was rewritten and accepted by a person, who says why. */
  accepted: z.strictObject({ files: z.array(z.string()).min(1), reason: z.string().min(1).max(300) }).optional(),
})
export type Seal = z.infer<typeof Seal>
