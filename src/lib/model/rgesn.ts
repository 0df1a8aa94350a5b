import { z } from 'zod'
import { Day } from './quantity.ts'
import { AuditId } from './result.ts'

/** Theme and rank of a criterion of the RGESN, for example "6.1". */
export const RgesnNumber = z.string().regex(/^[1-9]\.\d{1,2}$/, 'un numéro de critère du RGESN est attendu, par exemple "6.1"')

export const RgesnCriterion = z.strictObject({
  number: RgesnNumber,
  /** Words of our own, never the official question. */
  label: z.string().min(1),
  priority: z.enum(['priority', 'recommended', 'moderate']),
  difficulty: z.enum(['low', 'medium', 'high']),
  /** Set when the standard lets no service leave it out. */
  everywhere: z.literal(true).optional(),
  /** Controls of audited sites that are about the same thing. None of them is enough to meet it. */
  controls: z.array(AuditId).min(1).optional(),
})
export type RgesnCriterion = z.infer<typeof RgesnCriterion>

export const RgesnThemeId = z.enum(['strategy', 'specifications', 'architecture', 'interface', 'contents', 'frontend', 'backend', 'hosting', 'algorithms'])

export const RgesnTheme = z.strictObject({ number: z.int().positive(), id: RgesnThemeId, criteria: z.array(RgesnCriterion).min(1) })
  .refine(({ number, criteria }) => criteria.every((criterion, index) => criterion.number === `${number}.${index + 1}`), 'expected the criteria of the theme, in order and without a gap')
export type RgesnTheme = z.infer<typeof RgesnTheme>

/** One version of the RGESN: datasets/rgesn/criteria-<version>.json. */
export const RgesnGrid = z.strictObject({
  standard: z.literal('rgesn'),
  version: z.string(),
  publishedOn: Day,
  url: z.url(),
  source: z.string().min(1),
  /** Day of the copy that was read. */
  on: Day,
  notes: z.array(z.string().min(1)),
  themes: z.array(RgesnTheme).refine((themes) => themes.every(({ number }, index) => number === index + 1), 'expected the themes in order and without a gap'),
})
export type RgesnGrid = z.infer<typeof RgesnGrid>

/** What a town says of one criterion, for its own dashboard. */
export const DeclaredCriterion = z.strictObject({
  criterion: RgesnNumber,
  state: z.enum(['met', 'missed', 'not-applicable']),
  /** What proves it, in a sentence that everybody may read. */
  reason: z.string().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).optional(),
  on: Day,
})
export type DeclaredCriterion = z.infer<typeof DeclaredCriterion>

/** ecodesign.yml: the criteria that no test can hold, answered by the town. */
export const EcodesignFile = z.strictObject({ criteria: z.array(DeclaredCriterion) })
