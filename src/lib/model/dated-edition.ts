import { z } from 'zod'
import { CommitmentStatus } from './commitment.ts'
import { Day, Instant, Period, Slug, Unit } from './quantity.ts'
import { IndicatorState } from './indicator.ts'
import { AuditId } from './result.ts'

/** Day of the edition, and the beginning of the SHA-256 of its figures: "2026-11-22-0f3a5c7e9b1d". */
export const EditionName = z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/, 'un nom d’édition est attendu, par exemple 2026-11-22-0f3a5c7e9b1d')

/** One figure as an edition says it, in the unit of its indicator. */
export const EditionFigure = z.strictObject({
  indicator: Slug,
  period: Period,
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: Unit,
  state: IndicatorState,
  method: z.int().positive(),
  /** What the value is about, when that may change. */
  basis: z.string().optional(),
})
export type EditionFigure = z.infer<typeof EditionFigure>

/** publication/edition.json, and once frozen editions/<name>.json: every known figure of a publication, and the factors that they rest on. */
export const DatedEdition = z.strictObject({
  schema: z.literal('trefle/edition@1'),
  name: EditionName,
  at: Instant,
  /** What each factor says, by its id: "0,0520 kgCO2e/kWh". */
  factors: z.record(z.string(), z.string()),
  figures: z.array(EditionFigure),
  /** Where each promise stood. Absent from editions frozen before they were kept, like the gaps. */
  promises: z.array(z.strictObject({ id: Slug, status: CommitmentStatus })).optional(),
  /** On how many pages of each site each check saw a gap at its latest visit, as the public reads it: nothing seen only once, no detail of security. Null where no page was read. */
  gaps: z.array(z.strictObject({ site: Slug, audits: z.record(AuditId, z.int().positive()).nullable() })).optional(),
})
export type DatedEdition = z.infer<typeof DatedEdition>

/**
 * Why a frozen figure reads otherwise today, the first that holds. `erratum`: a person says it; `method`, `perimeter`, `factor`: what it is
 * computed with changed; `archived`: of its month, the record keeps another day; `unfinished`: its period was not over; `data`: the record has
 * read more about its period since.
 */
export const ChangeCause = z.enum(['erratum', 'method', 'perimeter', 'factor', 'archived', 'unfinished', 'data', 'unexplained'])
export type ChangeCause = z.infer<typeof ChangeCause>

export const EditionChange = z.strictObject({
  indicator: Slug,
  period: Period,
  unit: Unit,
  was: z.number(),
  /** Null when the figure is no longer published. */
  is: z.number().nullable(),
  cause: ChangeCause,
  /** The erratum, or the factors that changed. */
  names: z.array(z.string()),
})
export type EditionChange = z.infer<typeof EditionChange>

/** publication/editions/<name>.json: a frozen edition, and what reads otherwise since. */
export const PublishedEdition = DatedEdition.extend({ changes: z.array(EditionChange) })
export type PublishedEdition = z.infer<typeof PublishedEdition>

/** A published figure that was wrong: what was said, what is true, in the unit of its indicator, and why. */
export const Erratum = z.strictObject({
  id: Slug,
  on: Day,
  indicator: Slug,
  period: Period,
  said: z.number(),
  /** Null when no figure can be given in its place. */
  is: z.number().nullable(),
  why: z.string().min(1).max(600),
  /** Other figures that the same mistake touched; a year stands for all its months. */
  also: z.array(z.strictObject({ indicator: Slug, period: Period })).default([]),
})
export type Erratum = z.infer<typeof Erratum>

/** errata.yml, written by hand. A published erratum stays as it was: another one corrects it. */
export const ErrataFile = z.strictObject({ errata: z.array(Erratum) })

/** One line of errata.jsonl: an erratum when it was first published. Written by `trefle compute`. */
export const ErratumLine = Erratum.extend({ at: Instant })

/** publication/errata.json, newest first. */
export const PublishedErrata = z.strictObject({ generated: z.literal('by trefle compute, do not edit'), errata: z.array(Erratum.extend({ unit: Unit })) })
export type PublishedErratum = z.infer<typeof PublishedErrata>['errata'][number]
