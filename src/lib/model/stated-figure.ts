import { z } from 'zod'
import { MetricId } from './observation.ts'
import { Period, Quality, Slug, Unit } from './quantity.ts'
import { Theme } from './theme.ts'

/** A value that a document states, ready to become an observation. */
const Stated = {
  /** As it is written: « plus de 14 000 ». */
  stated: z.string().min(1),
  value: z.number(),
  unit: Unit,
  metric: MetricId,
  /** Whom it is about: an organisation of territory.yml, or "france". */
  subject: Slug,
  /** What the value is about; null when the document does not say. */
  period: Period.nullable(),
  /** Definition or perimeter that changes: two bases do not compare. */
  basis: z.string().min(1).optional(),
  source: Slug,
}

/** A newer, official or contradicting value, shown beside the stated one, never instead of it. */
export const BesideFigure = z.strictObject({ ...Stated, label: z.string().min(1) })

/**
 * A figure that a document states (figures.yml), with what must be known before believing it. `quality`: a figure announced before
 * the fact, or told by a text that does not sign, is `announced` and never a result. `doubt` says why it is only shown as doubtful.
 */
export const StatedFigure = z.strictObject({
  ...Stated,
  id: Slug,
  theme: Theme,
  label: z.string().min(1),
  /** Who the document says it has the figure from; null when it does not say. */
  statedSource: z.string().min(1).nullable(),
  quality: Quality.extract(['declared', 'announced']),
  doubt: z.string().min(1).optional(),
  caveat: z.string().min(1).optional(),
  /** Why it is kept in the data without being shown. */
  notShown: z.string().min(1).optional(),
  beside: z.array(BesideFigure).default([]),
})
export type StatedFigure = z.infer<typeof StatedFigure>
export const FiguresFile = z.strictObject({ figures: z.array(StatedFigure) })
