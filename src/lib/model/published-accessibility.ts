import { z } from 'zod'
import { PublishedManualAudit } from './manual-audit.ts'
import { Slug } from './quantity.ts'
import { UserReview } from './user-review.ts'

/**
 * What a machine says of a criterion, never that it conforms. `failing`: a proven failure, which an auditor may take as a candidate
 * non-conformity. `to-verify`: clues for a person. `absent`: proof that there is nothing to judge. `untested`: nothing is known.
 */
export const MachineState = z.enum(['failing', 'to-verify', 'absent', 'untested'])
export type MachineState = z.infer<typeof MachineState>

/** publication/accessibility/<site>.json: what the machine says, what auditors said, what people with disabilities said. Side by side, never merged. */
export const PublishedAccessibility = z.strictObject({
  generated: z.literal('by trefle compute, do not edit'),
  site: Slug,
  /** Version of the RGAA of the machine's states. */
  version: z.string(),
  /** State by criterion, in the order of the grid. */
  machine: z.record(z.string(), MachineState),
  /** Set when the statement says that the site conforms totally and the same run proves failures: its words, the page that holds them, and how many criteria fail. */
  statementAgainstFailures: z.strictObject({ quote: z.string().max(300), page: Slug, criteria: z.int().positive() }).optional(),
  /** Latest first, without those that a later one corrects. */
  audits: z.array(PublishedManualAudit),
  /** Latest first. */
  reviews: z.array(UserReview),
})
export type PublishedAccessibility = z.infer<typeof PublishedAccessibility>
