import { z } from 'zod'
import { Derivation } from './derivation.ts'
import { ExplainedBounds, ExplainedCounts, ExplainedRow } from './indicator.ts'
import { Period, Slug } from './quantity.ts'

/** Why a footprint changes between two years. */
export const Cause = z.enum(['quantity', 'mix', 'lifetime', 'factor', 'perimeter', 'method'])
export type Cause = z.infer<typeof Cause>

const Side = z.strictObject({ period: Period, kgCO2e: z.number(), devices: z.number().nonnegative() })

/** A change and its causes, in kgCO2e a year: the effects sum to it. Bounds of the change at 90 %; `significant`: zero is not between them. */
export const Change = z.strictObject({
  from: Side, to: Side,
  effects: z.array(z.strictObject({ cause: Cause, kgCO2e: z.number() })),
  low: z.number(), high: z.number(), significant: z.boolean(),
})
export type Change = z.infer<typeof Change>

/**
 * A change shared among the parts of a tree, in the unit of the figure: the effects sum to it. `part`: a part of the tree, whose name is the
 * label. `perimeter`: what is on one side only. `method`: what the published figures differ by from today's reading.
 */
export const PartChange = z.strictObject({
  from: z.strictObject({ period: Period, value: z.number() }),
  to: z.strictObject({ period: Period, value: z.number() }),
  effects: z.array(z.strictObject({ cause: z.enum(['part', 'perimeter', 'method']), label: z.string(), effect: z.number() })),
})
export type PartChange = z.infer<typeof PartChange>

/** A factor, an import or a visit that a tree names, said in full once. */
export const Citation = z.strictObject({
  /** `factor:<id>`, `import:<source>`. */
  key: z.string(),
  title: z.string(),
  /** Source, year, licence, uncertainty; or file read, lines kept and rejected. */
  lines: z.array(z.string()),
  url: z.url().optional(),
})
export type Citation = z.infer<typeof Citation>

/** publication/explanations/<id>.json: where the latest value of an indicator comes from, and why it changed. Generated. */
export const PublishedExplanation = z.strictObject({
  generated: z.literal('by trefle compute, do not edit'),
  id: Slug,
  title: z.string(),
  period: Period,
  /** The published value: what the tree gives. Null when it is not known, and something was counted all the same. */
  value: z.number().nullable(),
  formula: z.string().nullable(),
  derivation: Derivation,
  /** Of the published value; absent when it has no interval. */
  bounds: ExplainedBounds.optional(),
  /** Of what is counted beside it. */
  counts: ExplainedCounts.optional(),
  /** Numbers of its tables, in their order. */
  rows: z.array(ExplainedRow).optional(),
  /** Numbers of the other points of the series, newest first: `row` is the period. Their first parts only; the whole is read from the record. */
  points: z.array(ExplainedRow).optional(),
  citations: z.array(Citation),
  change: Change.nullable(),
  /** Of another figure than the fleet, when its tree has parts to share a change among. */
  split: PartChange.optional(),
})
export type PublishedExplanation = z.infer<typeof PublishedExplanation>
