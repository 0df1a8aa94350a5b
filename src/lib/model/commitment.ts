import { z } from 'zod'
import { Day, Pillar, Slug } from './quantity.ts'

const DatedValue = z.strictObject({ value: z.number(), on: Day })

/** One promise of commitments.yml: six lines that a non-developer edits. Its status is computed, never written. */
export const Commitment = z.strictObject({
  id: Slug,
  pillar: Pillar,
  text: z.string().min(1),
  source: z.strictObject({
    title: z.string().min(1),
    url: z.url().optional(),
    on: Day,
    evidence: z.enum(['official', 'press', 'announced', 'to-confirm']),
  }),
  organisation: Slug,
  /** The function in charge, never a person. */
  function: z.string().min(1),
  indicator: Slug.nullable().default(null),
  baseline: DatedValue.nullable().default(null),
  target: z.strictObject({ value: z.number(), due: Day, direction: z.enum(['at-least', 'at-most']) }).nullable().default(null),
  proof: z.array(z.strictObject({ title: z.string(), url: z.url().optional(), on: Day })).default([]),
  /** Declared done, with its proof; a promise that no indicator follows can be kept only this way. */
  doneOn: Day.nullable().default(null),
  events: z.array(z.strictObject({ on: Day, field: z.enum(['text', 'target', 'due', 'function', 'baseline']), reason: z.string().min(1), was: z.string() })).default([]),
})
export type Commitment = z.infer<typeof Commitment>
export const CommitmentsFile = z.strictObject({ commitments: z.array(Commitment) })

export const CommitmentStatus = z.enum(['kept', 'on-track', 'late', 'no-data', 'no-measurable-target'])
export type CommitmentStatus = z.infer<typeof CommitmentStatus>

/** publication/commitments.json. `rule` names the rule that decided, `because` says it in French. */
export const PublishedCommitment = z.strictObject({
  commitment: Commitment,
  status: CommitmentStatus,
  rule: z.int().positive(),
  because: z.string(),
  current: z.strictObject({ value: z.number(), low: z.number().nullable(), high: z.number().nullable(), period: z.string(), unit: z.string() }).nullable(),
})
export type PublishedCommitment = z.infer<typeof PublishedCommitment>
