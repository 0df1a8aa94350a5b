import { z } from 'zod'
import { Crop } from './crop.ts'
import { Pass } from './evidence.ts'
import { Finding, Outcome } from './outcome.ts'
import { Failure, FailureCode } from './failure.ts'
import { AuditId, Heaviest, RunRecord } from './result.ts'
import { RequestArtifact } from './network-evidence.ts'
import { Instant, Pillar, Quantity, Slug, Unit } from './quantity.ts'
import { Reference } from './reference.ts'
import { PageRole } from './site.ts'
import { Territory } from './territory.ts'
import { PublishedCommitment } from './commitment.ts'
import { Milestone, QuotedDocument } from './document.ts'
import { StatedFigure } from './stated-figure.ts'
import { DeclaredCriterion } from './rgesn.ts'

const generated = z.literal('by trefle compute, do not edit')

/** French words of an audit: what a webmaster and a citizen read. */
export const AuditText = z.strictObject({
  /** A noun phrase: "Poids de la page". */
  title: z.string(),
  /** What was seen when it fails: "Une écart a été observé…". Never accusing. */
  failing: z.string(),
  why: z.string(),
  mend: z.string(),
})
export type AuditText = z.infer<typeof AuditText>

/** publication/audits.json: the catalogue behind /methode. */
export const PublishedAudit = z.strictObject({
  id: AuditId,
  pillar: Pillar.exclude(['transverse']),
  method: z.int().positive(),
  unit: Unit.nullable(),
  references: z.array(Reference),
  text: AuditText,
  /** Limits of the method, in French. */
  limits: z.array(z.string()),
  needs: z.array(z.string()),
  /** On which passes it is judged. */
  passes: z.array(Pass),
  /** A failure is published only when a second load saw it too. */
  accuses: z.boolean(),
})
export type PublishedAudit = z.infer<typeof PublishedAudit>
export const PublishedAudits = z.strictObject({ generated, audits: z.array(PublishedAudit) })

/** Several loads of the page: what they measured at least, in the middle and at most, and how many could say. */
export const PublishedSpread = z.strictObject({ low: z.number(), median: z.number(), high: z.number(), loads: z.int().positive() })
export type PublishedSpread = z.infer<typeof PublishedSpread>

export const PublishedVerdict = z.strictObject({
  outcome: Outcome,
  measure: Quantity.nullable(),
  details: z.record(z.string(), Quantity),
  findings: z.array(Finding),
  /** Why the outcome is unknown. */
  failure: FailureCode.optional(),
  /** Set when the page was loaded several times. */
  spread: PublishedSpread.optional(),
  /** True when a second load, in a fresh context, saw the same. */
  confirmed: z.literal(true).optional(),
})
export type PublishedVerdict = z.infer<typeof PublishedVerdict>

/** The same page seen in another way: a second visit with what the browser kept, or a phone. */
export const PublishedView = z.strictObject({
  pass: z.enum(['repeat', 'mobile']),
  at: Instant,
  status: z.enum(['measured', 'partial', 'not-measured']),
  failure: Failure.nullable(),
  contended: z.boolean(),
  verdicts: z.record(AuditId, PublishedVerdict),
})
export type PublishedView = z.infer<typeof PublishedView>

/** A few things seen, by their words and their place; `count` counts all of them. */
const SomeSeen = z.strictObject({ count: z.int().nonnegative(), seen: z.array(z.strictObject({ message: z.string(), selector: z.string().optional(), url: z.string().optional() })) })

/**
 * One file between two visits, in bytes to three significant figures. Null: it was not there, or not among the heaviest; `under` then says what it
 * weighed at most on that side, and is absent when every file of that visit is known.
 */
export const FileChange = z.strictObject({ url: z.string(), kind: RequestArtifact.shape.kind, before: z.int().nonnegative().nullable(), after: z.int().nonnegative().nullable(), under: z.int().nonnegative().optional() })
export type FileChange = z.infer<typeof FileChange>

/** What came and went on a page between two visits: its heavy files, and by audit the gaps, resources and hosts that an audit names. */
export const PageChanges = z.strictObject({
  from: z.string(),
  to: z.string(),
  audits: z.array(z.strictObject({ audit: AuditId, came: SomeSeen, gone: SomeSeen })),
  files: z.array(FileChange).min(1).optional(),
})
export type PageChanges = z.infer<typeof PageChanges>

/** One page of a site, its latest verdicts and the history of its measures. */
export const PublishedPage = z.strictObject({
  id: Slug,
  name: z.string(),
  role: PageRole,
  url: z.string(),
  at: Instant.nullable(),
  status: z.enum(['measured', 'partial', 'not-measured']),
  failure: Failure.nullable(),
  contended: z.boolean(),
  evidence: z.string().nullable(),
  verdicts: z.record(AuditId, PublishedVerdict),
  /** Pictures of places with a proven failure, in crops/. */
  crops: z.array(Crop).optional(),
  /** Its latest other views, when a run asked for them. */
  views: z.array(PublishedView).optional(),
  /** Per audit, one value a run, oldest first; null where unknown. */
  history: z.record(AuditId, z.array(z.strictObject({ run: z.string(), value: z.number().nullable(), outcome: Outcome }))),
  /** Its heaviest files at its last first visit. */
  heaviest: Heaviest.optional(),
  /** Since the visit before; absent when the page was not read twice, or when nothing came nor went. */
  changes: PageChanges.optional(),
})
export type PublishedPage = z.infer<typeof PublishedPage>

/** publication/sites/<id>.json */
export const PublishedSite = z.strictObject({
  generated,
  id: Slug,
  name: z.string(),
  url: z.string(),
  organisation: Slug,
  organisationName: z.string(),
  lastRun: z.string().nullable(),
  pages: z.array(PublishedPage),
  /** The same defect said once: one row an audit and message, with how many pages it touches, most first. */
  defects: z.array(z.strictObject({
    audit: AuditId,
    message: z.string(),
    /** The normalised DOM path that they share; empty for the whole page. */
    place: z.string().optional(),
    pages: z.array(Slug),
    count: z.int().positive(),
    example: Finding,
  })),
  /** Refusal pass of the home page, in the audit's own words. */
  refusal: z.strictObject({ at: Instant, verdicts: z.record(AuditId, PublishedVerdict) }).nullable(),
})
export type PublishedSite = z.infer<typeof PublishedSite>

/** One defect over all sites: how far it reaches, and one place where it can be seen. */
export const SharedDefect = z.strictObject({
  audit: AuditId,
  message: z.string(),
  /** The normalised DOM path; empty for the whole page. */
  place: z.string(),
  pages: z.int().positive(),
  count: z.int().positive(),
  /** The most touched first. */
  sites: z.array(z.strictObject({ site: Slug, pages: z.array(Slug), count: z.int().positive() })).min(1),
  example: z.strictObject({ site: Slug, page: Slug, finding: Finding }),
})
export type SharedDefect = z.infer<typeof SharedDefect>

/** publication/defects.json */
export const PublishedDefects = z.strictObject({ generated, defects: z.array(SharedDefect) })

/** publication/territory.json */
export const PublishedTerritory = z.strictObject({
  generated,
  territory: Territory,
  /** Names of the declared sources by their ids, which is how the figures cite them. */
  sourceNames: z.record(Slug, z.string()).optional(),
  /** Newest last. */
  runs: z.array(RunRecord),
  lastAudit: Instant.nullable(),
  lastPull: Instant.nullable(),
  counts: z.strictObject({ sites: z.int(), pages: z.int(), measuredPages: z.int() }),
  /** What the town says of the eco-design of this dashboard (ecodesign.yml). */
  ecodesign: z.array(DeclaredCriterion).min(1).optional(),
})
export type PublishedTerritory = z.infer<typeof PublishedTerritory>

/** publication/commitments.json */
export const PublishedCommitments = z.strictObject({ generated, commitments: z.array(PublishedCommitment) })

/** publication/documents.json: the documents that the record quotes, what they state and what they date. */
export const PublishedDocuments = z.strictObject({
  generated, documents: z.array(QuotedDocument), figures: z.array(StatedFigure), milestones: z.array(Milestone),
})
export type PublishedDocuments = z.infer<typeof PublishedDocuments>
