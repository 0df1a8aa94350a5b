import { z } from 'zod'
import { Period, Sha256, Slug } from './quantity.ts'

/**
 * How the value of a step follows from the values of its parts. `given`: it has none, it comes from the record. `quadrature`: root of the
 * sum of squares. `log-normal-low` and `log-normal-high`: the 90 % bounds of a mean and its relative standard deviation.
 */
export const Rule = z.enum(['given', 'sum', 'difference', 'product', 'quotient', 'median', 'greatest', 'least', 'quadrature', 'log-normal-low', 'log-normal-high'])
export type Rule = z.infer<typeof Rule>

/** Where a given number comes from. */
export const Origin = z.discriminatedUnion('kind', [
  /** Id of a factor or of a device type of datasets/factors. */
  z.strictObject({ kind: z.literal('factor'), id: z.string() }),
  /** `facts`: how many observations of the source were counted together; absent of several steps told as one. */
  z.strictObject({ kind: z.literal('import'), source: Slug, facts: z.int().positive().optional() }),
  /** One verdict of one visit, and the hash of the evidence that was judged; null when none was kept. */
  z.strictObject({ kind: z.literal('visit'), run: z.string(), site: Slug, page: Slug, audit: z.string(), evidence: Sha256.nullable() }),
  /** Visits of one run. `visits`: how many, counted together; absent of several steps told as one. */
  z.strictObject({ kind: z.literal('visits'), run: z.string(), visits: z.int().positive().optional() }),
  /** The detail was taken out of the record: the archive that holds it, by its name and its bytes. */
  z.strictObject({ kind: z.literal('archive'), name: z.string(), sha256: Sha256 }),
  /** A number that a person wrote in a file of the territory, or a day that the record states. */
  z.strictObject({ kind: z.literal('record'), words: z.string() }),
  /** A published figure that has its own explanation: of the same indicator, or of the one that is named, at a period. */
  z.strictObject({ kind: z.literal('figure'), of: z.strictObject({ indicator: Slug, period: Period }).optional() }),
  /** Another number of the tables of the same indicator, which has a tree of its own. */
  z.strictObject({ kind: z.literal('cell'), breakdown: Slug, row: z.string(), column: z.string() }),
  /** A convention of the method: kilograms in a tonne. */
  z.strictObject({ kind: z.literal('convention'), words: z.string() }),
])
export type Origin = z.infer<typeof Origin>

/** A number as a tree: what it is, how it follows from its parts, and at the leaves where each comes from. */
export type Derivation = {
  /** French. */
  label: string
  value: number | null
  /** As a reader writes it: "kgCO2e/kWh". */
  unit: string
  rule: Rule
  parts: Derivation[]
  /** How many times the value counts in a median; once when absent. */
  times?: number | undefined
  from?: Origin[] | undefined
}
export const Derivation: z.ZodType<Derivation> = z.lazy(() => z.strictObject({
  label: z.string(), value: z.number().nullable(), unit: z.string(), rule: Rule, parts: z.array(Derivation),
  times: z.int().nonnegative().optional(), from: z.array(Origin).optional(),
}))
