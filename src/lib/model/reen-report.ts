import { z } from 'zod'
import { CatalogueId, IndicatorState } from './indicator.ts'
import { CommitmentStatus } from './commitment.ts'
import { Day, Period, Sha256, Slug, Unit } from './quantity.ts'
import { Theme } from './theme.ts'

/** One theme of the yearly review: which indicators follow it, and the promises of which themes of the dashboard it holds. */
export const ReenChapter = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  asks: z.string().min(1),
  /** Indicators by their number, or by their name for those that stand beside the catalogue. */
  catalogue: z.array(z.union([CatalogueId, Slug])).min(1),
  themes: z.array(Theme).min(1),
})
export type ReenChapter = z.infer<typeof ReenChapter>

/** datasets/reen/report.json: the frame of the yearly review of article 35 of the REEN law. */
export const ReenFrame = z.strictObject({
  /** Whose words the titles are. */
  wording: z.string().min(1),
  /** Above so many inhabitants, a commune or an intercommunality owes the review. */
  inhabitantsOver: z.int().positive(),
  references: z.array(z.strictObject({ label: z.string().min(1), url: z.url().optional() })).min(1),
  /** Indicators of the review of the environmental impact. */
  impact: z.array(z.union([CatalogueId, Slug])).min(1),
  chapters: z.array(ReenChapter).length(6),
})
export type ReenFrame = z.infer<typeof ReenFrame>

/** reports/reen/<year>/split.yml: how an estate that several organisations share is told apart. Written by a person. */
export const SharedEstate = z.strictObject({
  /** The rule in words, shown in the report: "Au prorata des agents équipés". */
  rule: z.string().min(1),
  /** Who states the shares, and where: a convention, a deliberation. */
  source: z.string().min(1),
  /** Part 0..1 of each organisation; together the whole estate. */
  shares: z.array(z.strictObject({ organisation: Slug, share: z.number().gt(0).lt(1) })).min(2)
    .refine((shares) => Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-6, 'les parts doivent faire 1 au total'),
  /** Indicators that are split: sums, never averages or shares. */
  indicators: z.array(Slug).min(1),
})
export type SharedEstate = z.infer<typeof SharedEstate>

/** One indicator as a report presents it. `share`: the part of the shared estate; null when it is not split. */
export const ReenFigure = z.strictObject({
  indicator: Slug,
  title: z.string(),
  unit: Unit,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  period: Period.nullable(),
  method: z.int().positive().nullable(),
  state: IndicatorState,
  share: z.number().nullable(),
})
export type ReenFigure = z.infer<typeof ReenFigure>

/** presented.json of an archive: the figures and statuses that were presented, so that a later recalculation stands beside them. */
export const PresentedReport = z.strictObject({
  schema: z.literal('trefle/reen-report@1'),
  year: z.string().regex(/^\d{4}$/),
  organisation: Slug,
  on: Day,
  figures: z.array(ReenFigure),
  commitments: z.array(z.strictObject({ id: Slug, status: CommitmentStatus })),
})
export type PresentedReport = z.infer<typeof PresentedReport>

/** A path inside an archive or a bundle: no climbing, no drive, no absolute path. */
export const InnerPath = z.string().max(200).regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/)
export const FileSum = z.strictObject({ path: InnerPath, bytes: z.int().nonnegative(), sha256: Sha256 })
export type FileSum = z.infer<typeof FileSum>

/** manifest.json of an archive: what was presented, to the byte. */
export const FreezeManifest = z.strictObject({ schema: z.literal('trefle/reen-freeze@1'), year: z.string(), organisation: Slug, on: Day, files: z.array(FileSum).min(1) })
export type FreezeManifest = z.infer<typeof FreezeManifest>

/** An archive that the dashboard links to: its day, and its documents under publication/report/. */
export const PresentedArchive = z.strictObject({ on: Day, files: z.array(z.strictObject({ path: InnerPath, format: z.enum(['html', 'pdf', 'docx']), summary: z.boolean(), bytes: z.int().nonnegative() })) })
export type PresentedArchive = z.infer<typeof PresentedArchive>

/** The yearly review of one organisation as the dashboard shows it: what is missing, what two pages hold, what was presented. */
export const ReportOverview = z.strictObject({
  organisation: Slug,
  name: z.string(),
  /** Whether the law asks it of this organisation, said from its number of inhabitants. */
  duty: z.string(),
  /** Figures of the year that are known, out of those that the review follows. */
  known: z.int().nonnegative(),
  asked: z.int().nonnegative(),
  /** By chapter in the order of the review; the first is the whole. Empty when nothing is missing. */
  missing: z.array(z.strictObject({ chapter: z.string(), lines: z.array(z.strictObject({ what: z.string(), how: z.string() })).min(1) })),
  themes: z.array(z.strictObject({ title: z.string(), figures: z.array(z.string()), /** Of each figure, in the same order. */ indicators: z.array(Slug).optional(), objectives: z.int().nonnegative().nullable(), missing: z.int().nonnegative() })),
  promises: z.array(z.strictObject({ status: CommitmentStatus, count: z.int().positive() })),
  /** Newest first, of all years. */
  presented: z.array(PresentedArchive),
})
export type ReportOverview = z.infer<typeof ReportOverview>

/** publication/report.json */
export const PublishedReport = z.strictObject({ generated: z.literal('by trefle compute, do not edit'), year: z.string().regex(/^\d{4}$/), reports: z.array(ReportOverview) })
export type PublishedReport = z.infer<typeof PublishedReport>
