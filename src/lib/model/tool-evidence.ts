import { z } from 'zod'

/** Text read on a page, already cleaned at the border: NFC, no control or bidi characters, capped. */
const Text = z.string().max(300)

export const AxeNode = z.strictObject({ selector: Text, summary: Text })
export const AxeRule = z.strictObject({
  id: z.string().max(80),
  impact: z.enum(['minor', 'moderate', 'serious', 'critical']).nullable(),
  tags: z.array(z.string().max(80)),
  nodes: z.array(AxeNode).max(200),
  /** How many elements, even past the 200 that are kept. */
  nodeCount: z.int().nonnegative(),
})
/** What axe found wrong inside a frame of the page, named by its place in the page. */
export const AxeFrame = z.strictObject({ selector: Text, address: z.string().max(2048), violations: z.array(AxeRule) })

export const AxeArtifact = z.strictObject({
  version: z.string(),
  violations: z.array(AxeRule),
  incomplete: z.array(AxeRule),
  passedRules: z.array(z.string()),
  inapplicableRules: z.array(z.string()),
  /** The displayed frames that were looked into, the first ones, of the page's own origin or not. */
  frames: z.array(AxeFrame).max(3).optional(),
})

export const LighthouseArtifact = z.strictObject({
  /** 0 to 1, or null when Lighthouse could not give one. */
  performanceScore: z.number().min(0).max(1).nullable(),
  benchmarkIndex: z.number().nullable(),
  /** Metric id to milliseconds (or a ratio for cumulative-layout-shift). */
  metrics: z.record(z.string(), z.number()),
  /** Audit id to score 0..1 and numeric value, for the audits that have one. */
  audits: z.record(z.string(), z.strictObject({ score: z.number().nullable(), numericValue: z.number().nullable() })),
})
