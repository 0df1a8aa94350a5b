import { z } from 'zod'
import { Day, Period, Slug } from './quantity.ts'
import { EvidenceBadge } from './source.ts'

/**
 * One document that the record quotes (documents.yml), so that each promise and figure names it by its id. `evidence` is what the
 * document is worth: nothing it says is worth more.
 */
export const QuotedDocument = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** When it was published, as finely as it is known; null when the document bears no date. */
  on: Period.nullable(),
  /** When it was read for this record. */
  readOn: Day,
  evidence: EvidenceBadge,
  note: z.string().min(1).optional(),
})
export type QuotedDocument = z.infer<typeof QuotedDocument>
export const DocumentsFile = z.strictObject({ documents: z.array(QuotedDocument).min(1) })

/** A dated line of the record that is no promise: an event, a label, a page of history, a principle, what remains to be done. */
export const Milestone = z.strictObject({
  id: Slug,
  kind: z.enum(['calendar', 'event', 'label', 'history', 'principle', 'remaining', 'partnership']),
  title: z.string().min(1),
  text: z.string().min(1),
  on: Period.nullable(),
  source: Slug,
  caveat: z.string().min(1).optional(),
})
export type Milestone = z.infer<typeof Milestone>
export const MilestonesFile = z.strictObject({ milestones: z.array(Milestone) })
