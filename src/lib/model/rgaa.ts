import { z } from 'zod'
import { Day } from './quantity.ts'

/**
 * What a machine can say of a criterion. A: it can decide. B: it can prove a failure, never a success. C: it gathers clues
 * for a person. D: at best it sees that the criterion does not apply. E: it brings nothing useful.
 */
export const AutomationClass = z.enum(['A', 'B', 'C', 'D', 'E'])
export type AutomationClass = z.infer<typeof AutomationClass>

export const RgaaCriterion = z.strictObject({
  /** Theme and rank, for example "1.9". Its tests are "1.9.1", "1.9.2"… up to `tests`. */
  number: z.string().regex(/^\d+\.\d+$/),
  /** Words of our own, never the official sentence. */
  label: z.string().min(1),
  tests: z.int().positive(),
  /** Success criteria of the WCAG that the standard names, for example "1.1.1". */
  wcag: z.array(z.string().regex(/^\d\.\d\.\d+$/)).min(1),
  automation: AutomationClass,
  /** What the class supposes to be known. */
  condition: z.string().min(1).optional(),
})
export type RgaaCriterion = z.infer<typeof RgaaCriterion>

export const RgaaTheme = z.strictObject({ number: z.int().positive(), name: z.string().min(1), criteria: z.array(RgaaCriterion).min(1) })
  .refine(({ number, criteria }) => criteria.every((criterion, index) => criterion.number === `${number}.${index + 1}`), 'expected the criteria of the theme, in order and without a gap')
export type RgaaTheme = z.infer<typeof RgaaTheme>

/** One version of the grid: datasets/rgaa/grid-<version>.json. Versions stand side by side; a declaration keeps the one it was made with. */
export const RgaaGrid = z.strictObject({
  standard: z.literal('rgaa'),
  version: z.string().regex(/^\d+(\.\d+)*$/),
  publishedOn: Day,
  /** Page of the official text; a criterion is its anchor. */
  url: z.url(),
  source: z.string().min(1),
  /** Day of the copy that was read. */
  on: Day,
  notes: z.array(z.string().min(1)),
  themes: z.array(RgaaTheme).min(1).refine((themes) => themes.every(({ number }, index) => number === index + 1), 'expected the themes in order and without a gap'),
})
export type RgaaGrid = z.infer<typeof RgaaGrid>
