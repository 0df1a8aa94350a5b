import { z } from 'zod'
import { Derivation } from './derivation.ts'
import { Day, Period, Pillar, Slug, Unit } from './quantity.ts'
import { Reference } from './reference.ts'
import { Theme } from './theme.ts'

/** Context never gets a verdict; a range is good between two bounds. */
export const Direction = z.enum(['down', 'up', 'range', 'context'])
export type Direction = z.infer<typeof Direction>

/** Number of an indicator in the public catalogue: stable, whatever its file is called. */
export const CatalogueId = z.string().regex(/^(SOB|SOL|LIB|TRV)-\d{2}$/)
export type CatalogueId = z.infer<typeof CatalogueId>

/** Where a target may come from. A target needs its deliberation or its law; none is invented. */
export const TargetStyle = z.enum(['legal-floor', 'council-trajectory', 'ladder', 'watch', 'none'])
export type TargetStyle = z.infer<typeof TargetStyle>

/** The state of a value. Zero is not `not-measured`. */
export const IndicatorState = z.enum([
  'measured', 'computed', 'estimated', 'declared', 'announced', 'not-measured', 'not-applicable', 'suppressed', 'stale',
])
export type IndicatorState = z.infer<typeof IndicatorState>

/** A table behind or beside a value; cells are numbers, words, or null for unknown. */
export const Breakdown = z.strictObject({
  id: Slug,
  title: z.string(),
  columns: z.array(z.strictObject({ key: z.string(), label: z.string(), unit: Unit.optional() })).min(1),
  rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
})
export type Breakdown = z.infer<typeof Breakdown>

/** The figure of one row of a breakdown as a tree: `column` is the one that it explains. */
export const ExplainedRow = z.strictObject({ breakdown: Slug, row: z.string(), column: z.string(), derivation: Derivation })
export type ExplainedRow = z.infer<typeof ExplainedRow>

export const ExplainedBounds = z.strictObject({ low: Derivation, high: Derivation })
export type ExplainedBounds = z.infer<typeof ExplainedBounds>

/** What a figure rests on, as trees: things counted, things expected, and the share that was seen. */
export const ExplainedCounts = z.strictObject({ n: Derivation.optional(), denominator: Derivation.optional(), coverage: Derivation.optional() })
export type ExplainedCounts = z.infer<typeof ExplainedCounts>

/** One point of an indicator. */
export const Measure = z.strictObject({
  value: z.number().nullable(),
  /** 90 % interval, where there is one. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  state: IndicatorState,
  /** Share 0..1 of what should have been seen that was. */
  coverage: z.number().min(0).max(1).nullable(),
  /** How many things the value rests on, and out of how many. */
  n: z.int().nonnegative().nullable(),
  denominator: z.int().nonnegative().nullable(),
  /** What is missing, in French, and what would supply it. */
  missing: z.array(z.string()),
  breakdowns: z.array(Breakdown),
  /** What the value is about, when that may change (an interim or an annual PUE): another basis breaks the series. */
  basis: z.string().optional(),
  /** The document that states it bears no date: the period is the day it was read, and is shown as such. */
  undated: z.literal(true).optional(),
  /** Where the value comes from: run ids, sources, factor ids. */
  inputs: z.strictObject({ runs: z.array(z.string()), sources: z.array(Slug), factors: z.array(z.string()) }),
  /** The value as a tree, down to the record; absent when there is no value. */
  derivation: Derivation.optional(),
  /** The 90 % bounds as trees; absent without bounds. */
  bounds: ExplainedBounds.optional(),
  /** Of what is counted beside the value. */
  counts: ExplainedCounts.optional(),
  /** The tree behind each number of its breakdowns. */
  rows: z.array(ExplainedRow).optional(),
})
export type Measure = z.infer<typeof Measure>

/** French words of an indicator. `{value}`, `{low}`, `{high}`, `{period}`, `{n}`, `{denominator}` are filled with formatted figures; what agrees with one is a plural argument of ICU MessageFormat: "{n, plural, one {page} other {pages}}". */
export const IndicatorText = z.strictObject({
  /** What a citizen asks: the title of the page. */
  question: z.string(),
  /** The statistical name: the title of the chart and of the tables. */
  title: z.string(),
  /** One sentence, 20 words at most. */
  answer: z.string(),
  /** What a count counts ("sites"), agreed with `n`, when the value is a part of `n`: it is then shown "2 sur 4 sites", never bare. */
  counted: z.string().optional(),
  says: z.array(z.string()).min(1),
  doesNotSay: z.array(z.string()).min(1),
  /** Five lines of method. */
  method: z.array(z.string()).min(1),
  perimeter: z.string(),
  /** The function, never the person, that holds the data. */
  holder: z.string(),
  /** What it takes to have it when it is missing. */
  howToSupply: z.string(),
})
export type IndicatorText = z.infer<typeof IndicatorText>

/** A point with its period and method: what the series is made of. */
export const Point = Measure.omit({ breakdowns: true, derivation: true, bounds: true, counts: true, rows: true }).extend({
  period: Period,
  method: z.int().positive(),
  /** True when the point may not be compared with the one before it (method, perimeter or sample changed). */
  breakBefore: z.boolean(),
})
export type Point = z.infer<typeof Point>

/** publication/indicators/<id>.json: what the pages read. Generated. */
export const PublishedIndicator = z.strictObject({
  generated: z.literal('by trefle compute, do not edit'),
  id: Slug,
  pillar: Pillar,
  method: z.int().positive(),
  unit: Unit,
  direction: Direction,
  cadence: z.enum(['run', 'month', 'year']),
  references: z.array(Reference),
  text: IndicatorText,
  audits: z.array(z.string()),
  metrics: z.array(z.string()),
  /** Oldest first. */
  series: z.array(Point),
  latest: Point.nullable(),
  breakdowns: z.array(Breakdown),
  /** Days after which the latest point is stale. */
  freshDays: z.int().positive(),
  latestOn: Day.nullable(),
  commitments: z.array(Slug),
  catalogue: CatalogueId.optional(),
  theme: Theme.optional(),
  targetStyle: TargetStyle.optional(),
  formula: z.string().optional(),
  /** Under so many things counted, the value is hidden: people could be recognised, or chance would speak. */
  smallest: z.int().positive().optional(),
})
export type PublishedIndicator = z.infer<typeof PublishedIndicator>
