import { z } from 'zod'
import { Failure, FailureCode } from './failure.ts'
import { ConfirmedPass, Pass, Profile, ToolVersions } from './evidence.ts'
import { Finding, Outcome } from './outcome.ts'
import { Instant, Quantity, Sha256, Slug, Unit } from './quantity.ts'
import { PageRole } from './site.ts'
import { RequestArtifact } from './network-evidence.ts'

/** An audit's name: its folder and its file, for example "sobriety/page-weight". */
export const AuditId = z.string().regex(/^(sobriety|solidarity|freedom)\/[a-z0-9]+(-[a-z0-9]+)*$/)
export type AuditId = z.infer<typeof AuditId>

/** A verdict with its name and method, in full: what `check --format json` prints. */
export const AuditResult = z.strictObject({
  audit: AuditId,
  method: z.int().positive(),
  outcome: Outcome,
  measure: Quantity.nullable(),
  /** Further named quantities, for example the French-grid value beside the world one. */
  details: z.record(z.string(), Quantity).optional(),
  findings: z.array(Finding),
  /** Why the outcome is unknown. */
  failure: Failure.optional(),
})
export type AuditResult = z.infer<typeof AuditResult>

/**
 * What the record keeps of one verdict, short because history grows (docs/decisions/0003-record-format.md):
 * outcome, value of the measure, id of the set of findings, further values, and why it is unknown.
 * Method and unit stand once in the run's line.
 */
export const CompactResult = z.tuple([
  Outcome,
  z.number().nullable(),
  z.string().regex(/^s[0-9a-f]{12}$/).nullable(),
  z.record(z.string(), z.number()),
  FailureCode.optional(),
])
export type CompactResult = z.infer<typeof CompactResult>

/** What several loads of one page measured: lowest, median, highest, and how many loads could say. */
export const Spread = z.tuple([z.number(), z.number(), z.number(), z.int().positive()])
export type Spread = z.infer<typeof Spread>

/** Several loads of one pass. An audit that is absent measured the same at each of them, or nothing. */
export const Loads = z.strictObject({ count: z.int().min(2), spread: z.record(AuditId, Spread) })
export type Loads = z.infer<typeof Loads>

/** One file that a page asked for: address without query, what it is, bytes on the wire to three significant figures. */
export const HeavyFile = z.tuple([z.string().max(300), RequestArtifact.shape.kind, z.int().nonnegative()])
export type HeavyFile = z.infer<typeof HeavyFile>

/** The heaviest files of a page, heaviest first; `all`: how many it asked for, so that a list that is whole can be told. */
export const Heaviest = z.strictObject({ all: z.int().nonnegative(), files: z.array(HeavyFile).max(8) })
export type Heaviest = z.infer<typeof Heaviest>

/** One page, one pass, one run. Its line in results/<site>/<yyyy>.jsonl is a StoredPage, at most 2 kB. */
export const PageRecord = z.strictObject({
  run: z.string(),
  site: Slug,
  page: Slug,
  role: PageRole,
  url: z.string().max(2048),
  pass: Pass,
  /** Which pass a visit of the pass `confirm` did again. */
  confirms: ConfirmedPass.optional(),
  profile: Profile,
  at: Instant,
  status: z.enum(['measured', 'partial', 'not-measured']),
  failure: Failure.nullable(),
  contended: z.boolean(),
  /** Hash of the evidence file that was judged; null when there is none. */
  evidence: Sha256.nullable(),
  results: z.record(AuditId, CompactResult),
  /** Set when the page was loaded several times: the verdicts are those of the median load. */
  loads: Loads.optional(),
  /** On first visits that read the requests; absent from older lines. */
  heaviest: Heaviest.optional(),
})
export type PageRecord = z.infer<typeof PageRecord>

/** One line of results/runs.jsonl. */
export const RunRecord = z.strictObject({
  schema: z.literal('trefle/run@1'),
  run: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{6}Z(-[a-z0-9]+)?$/, 'expected a run id such as 2026-11-22T034000Z'),
  startedAt: Instant,
  finishedAt: Instant,
  tools: ToolVersions,
  /** Version of how each artifact was read, by its name; one where it is absent. The methods of `audits` include it. */
  collectors: z.record(z.string().max(40), z.int().positive()).optional(),
  profile: Profile,
  passes: z.array(Pass),
  /** Loads of each page and pass; one when absent. */
  loads: z.int().positive().optional(),
  /** Method and unit of every audit of the run, and of its further values. */
  audits: z.record(AuditId, z.strictObject({ method: z.int().positive(), unit: Unit.nullable(), details: z.record(z.string(), Unit).optional() })),
  weakened: z.array(z.string()),
  pages: z.strictObject({ asked: z.int(), measured: z.int(), partial: z.int(), notMeasured: z.int() }),
  /** Words for a reader, for example "Exemple : passage reconstitué". */
  note: z.string().max(300).optional(),
  /** Set on the line that supersedes an earlier one: these audits were judged again over the stored evidence of the run. */
  replayed: z.strictObject({ at: Instant, trefle: z.string(), audits: z.array(AuditId).min(1) }).optional(),
})
export type RunRecord = z.infer<typeof RunRecord>

/**
 * A page as its line is written: the audits are named once, in the columns line of the same file,
 * and each verdict is a letter, or [letter, value, set of findings, further values, failure] cut after its last word.
 */
export const StoredResult = z.union([
  z.string().length(1),
  z.tuple([z.string().length(1)], z.union([z.number(), z.string(), z.null(), z.record(z.string(), z.number())])),
])
export type StoredResult = z.infer<typeof StoredResult>
export const StoredPage = PageRecord.omit({ results: true, loads: true, heaviest: true }).extend({
  columns: z.string().regex(/^c[0-9a-f]{12}$/),
  /** Id of the line that holds the spread of several loads. */
  loads: z.string().regex(/^l[0-9a-f]{12}$/).optional(),
  /** Id of the line that names its heaviest files: visits that see the same files share it. */
  heaviest: z.string().regex(/^w[0-9a-f]{12}$/).optional(),
  results: z.array(StoredResult),
})
export type StoredPage = z.infer<typeof StoredPage>
export const ColumnsLine = z.strictObject({ id: z.string().regex(/^c[0-9a-f]{12}$/), audits: z.array(AuditId) })
export type ColumnsLine = z.infer<typeof ColumnsLine>
/** Several loads of a page: one place an audit of the columns, null where every load measured the same. */
export const LoadsLine = z.strictObject({ id: z.string().regex(/^l[0-9a-f]{12}$/), count: z.int().min(2), spread: z.array(Spread.nullable()) })
export type LoadsLine = z.infer<typeof LoadsLine>
export const HeaviestLine = Heaviest.extend({ id: z.string().regex(/^w[0-9a-f]{12}$/) })
export type HeaviestLine = z.infer<typeof HeaviestLine>
export const ResultLine = z.union([ColumnsLine, LoadsLine, HeaviestLine, StoredPage])
export type ResultLine = z.infer<typeof ResultLine>

/**
 * One line of results/<site>/findings.jsonl: a finding stored once by content, or a set of them.
 * A finding is stored without its figures (each is the sign ¤); the set holds them, finding by finding.
 */
export const FindingRecord = z.strictObject({
  id: z.string().regex(/^f[0-9a-f]{12}$/),
  audit: AuditId,
  finding: Finding,
})
export const FindingSetRecord = z.strictObject({
  id: z.string().regex(/^s[0-9a-f]{12}$/),
  of: z.array(z.string().regex(/^f[0-9a-f]{12}$/)),
  figures: z.array(z.array(z.string())).optional(),
})
export const FindingLine = z.union([FindingRecord, FindingSetRecord])
export type FindingLine = z.infer<typeof FindingLine>
