import { z } from 'zod'
import { Day, Period, Pillar, Slug } from './quantity.ts'
import { Theme } from './theme.ts'

const DatedValue = z.strictObject({ value: z.number(), on: Day })

/** Where a promise was read. `on` is as fine as the document says; null when it bears no date, and `readOn` then says when it was read. */
export const CommitmentSource = z.strictObject({
  title: z.string().min(1),
  url: z.url().optional(),
  on: Period.nullable(),
  readOn: Day.optional(),
  evidence: z.enum(['official', 'press', 'announced', 'to-confirm']),
})

/** What was put in place for a promise, in the words of its document. */
export const CommitmentAction = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  quote: z.string().min(1),
  source: CommitmentSource,
  /** Building blocks that the document lists, when their progress can be followed one by one. */
  steps: z.array(z.string().min(1)).default([]),
  caveat: z.string().min(1).optional(),
})

/** Any change of these is a dated event with its reason; `abandoned` when the promise is given up: it stays on the page. */
export const CommitmentField = z.enum(['text', 'target', 'due', 'function', 'baseline', 'indicator', 'abandoned'])
export type CommitmentField = z.infer<typeof CommitmentField>

/** One promise of commitments.yml: six lines that a non-developer edits. Its status is computed, never written. */
export const Commitment = z.strictObject({
  id: Slug,
  pillar: Pillar,
  text: z.string().min(1),
  source: CommitmentSource,
  /** The theme of its leaf: where its page stands on the dashboard. */
  theme: Theme.optional(),
  /** Words of the document around the promise. */
  quote: z.string().min(1).optional(),
  caveat: z.string().min(1).optional(),
  /** The promise in simple words: one idea, fifteen words at most. Written by a person, never drawn from the text by a program. */
  simple: z.string().min(1).max(160).optional(),
  /** Who asked for it, when the promise answers residents; `answer` is what they were told, absent as long as nobody wrote it. */
  asked: z.strictObject({ by: z.string().min(1), on: Period, answer: z.strictObject({ text: z.string().min(1), on: Day, url: z.url().optional() }).optional() }).optional(),
  actions: z.array(CommitmentAction).default([]),
  organisation: Slug,
  /** The function in charge, never a person. */
  function: z.string().min(1),
  /** The indicator that decides its status. */
  indicator: Slug.nullable().default(null),
  /** Further indicators that tell of it without deciding. */
  alsoFollowedBy: z.array(Slug).default([]),
  baseline: DatedValue.nullable().default(null),
  target: z.strictObject({ value: z.number(), due: Day, direction: z.enum(['at-least', 'at-most']) }).nullable().default(null),
  proof: z.array(z.strictObject({ title: z.string(), url: z.url().optional(), on: Day })).default([]),
  /** Declared done, with its proof; a promise that no indicator follows can be kept only this way. */
  doneOn: Day.nullable().default(null),
  events: z.array(z.strictObject({ on: Day, field: CommitmentField, reason: z.string().min(1), was: z.string() })).default([]),
})
export type Commitment = z.infer<typeof Commitment>

/** In commitments.yml a source may be the id of a document of documents.yml. */
const SourceOrDocument = z.union([Slug, CommitmentSource])
export const DeclaredCommitment = Commitment.extend({
  source: SourceOrDocument,
  actions: z.array(CommitmentAction.extend({ source: SourceOrDocument.optional() })).default([]),
})
export type DeclaredCommitment = z.infer<typeof DeclaredCommitment>
export const CommitmentsFile = z.strictObject({ commitments: z.array(DeclaredCommitment) })

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
