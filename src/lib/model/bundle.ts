import { z } from 'zod'
import { IndicatorState } from './indicator.ts'
import { MetricId } from './observation.ts'
import { Instant, Period, Pillar, Sha256, Slug, Unit } from './quantity.ts'
import { FileSum } from './reen-report.ts'

/** A commune as Insee knows it (code officiel géographique). Its own record names it as it likes; two may like the same name. */
export const InseeCode = z.string().regex(/^\d[\dAB]\d{3}$/)

/** manifest.json of a bundle: the record of one commune, file by file, that its intercommunality may add to its own. */
export const BundleManifest = z.strictObject({
  schema: z.literal('trefle/bundle@1'),
  /** What the files are. Other kinds may come, each with its own files. */
  kind: z.literal('record'),
  /** The commune as its own record names it; `code` is that of Insee, by which the intercommunality knows it. */
  commune: z.strictObject({ id: Slug, name: z.string().min(1).max(120), code: InseeCode }),
  /** When it was exported. The same record gives the same `sum`, whenever that is. */
  at: Instant,
  files: z.array(FileSum).min(1).max(5000),
  /** SHA-256 of the canonical text of the kind, the commune and the files. */
  sum: Sha256,
})
export type BundleManifest = z.infer<typeof BundleManifest>

/** One line of communes/declared.jsonl: a figure that a commune gave in a CSV file. `n`: how many things it rests on. */
export const DeclaredLine = z.strictObject({
  commune: Slug,
  indicator: Slug,
  period: Period,
  value: z.number(),
  n: z.int().nonnegative().optional(),
  source: z.string().min(1).max(300),
})
export type DeclaredLine = z.infer<typeof DeclaredLine>

/** Two sources that state different values of one fact; none is chosen. */
export const FigureConflict = z.strictObject({
  metric: MetricId,
  period: Period,
  dimensions: z.record(z.string(), z.string()),
  unit: Unit,
  own: z.number(),
  theirs: z.number(),
})
export type FigureConflict = z.infer<typeof FigureConflict>

/** One figure of a commune, also told per 1,000 inhabitants and per equipped agent when it is a sum. Null is unknown or hidden (`state`). */
export const CommuneFigure = z.strictObject({
  indicator: Slug,
  pillar: Pillar,
  title: z.string(),
  unit: Unit,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  state: IndicatorState,
  period: Period.nullable(),
  method: z.int().positive().nullable(),
  perThousandInhabitants: z.number().nullable(),
  perAgent: z.number().nullable(),
  /** Where a declared figure comes from, in the words of the commune; null when it comes from its bundle. */
  source: z.string().nullable(),
})
export type CommuneFigure = z.infer<typeof CommuneFigure>

/** publication/communes/<id>.json: one commune of an intercommunality. */
export const PublishedCommune = z.strictObject({
  generated: z.literal('by trefle compute, do not edit'),
  id: Slug,
  name: z.string(),
  inhabitants: z.int().positive().nullable(),
  agents: z.int().positive().nullable(),
  /** Its sites that the intercommunality visits. */
  sites: z.array(Slug),
  /** The bundle that its figures come from; null when it has given none. */
  bundle: z.strictObject({ at: Instant, sum: Sha256 }).nullable(),
  figures: z.array(CommuneFigure),
  conflicts: z.array(FigureConflict),
})
export type PublishedCommune = z.infer<typeof PublishedCommune>
