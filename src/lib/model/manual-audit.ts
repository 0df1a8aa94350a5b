import { z } from 'zod'
import { Day, Sha256, Slug } from './quantity.ts'

/** Conforming, not conforming, not applicable, not tested: the four words of every French grid. */
export const CriterionStatus = z.enum(['C', 'NC', 'NA', 'NT'])
export type CriterionStatus = z.infer<typeof CriterionStatus>

const CriterionNumber = z.string().regex(/^\d+\.\d+$/)
/** Status by criterion ("1.1"); a criterion that is not named was not tested. */
export const CriterionStatuses = z.record(CriterionNumber, CriterionStatus)
export type CriterionStatuses = z.infer<typeof CriterionStatuses>

/** What the auditor wrote beside a status. */
export const AuditRemark = z.strictObject({
  /** The auditor notes that the law exempts the content. The criterion keeps its status. */
  exempt: z.boolean(),
  toChange: z.string().max(2000),
  comment: z.string().max(2000),
})
export type AuditRemark = z.infer<typeof AuditRemark>

export const AuditedPage = z.strictObject({
  name: z.string().min(1).max(300),
  url: z.string().max(2048).nullable(),
  statuses: CriterionStatuses,
  remarks: z.record(CriterionNumber, AuditRemark),
})
export type AuditedPage = z.infer<typeof AuditedPage>

export const ManualAuditId = z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/)

/** accessibility/<site>/audits/<id>.json: what people judged, as they gave it. Never changed, never merged with what a machine saw. */
export const ManualAudit = z.strictObject({
  schema: z.literal('trefle/manual-audit@1'),
  id: ManualAuditId,
  site: Slug,
  /** Version of the RGAA that was followed. */
  version: z.string().regex(/^\d+(\.\d+)*$/),
  /** An organisation or a function, never a person. */
  auditor: z.string().min(1).max(200),
  /** Day of the audit. */
  on: Day,
  source: z.strictObject({ file: z.string().min(1).max(300), sha256: Sha256, format: z.enum(['ara-csv', 'rgaa-grid']) }),
  /** Elements that every page shares (header, footer), when the grid sets them apart. */
  transverse: CriterionStatuses.nullable(),
  pages: z.array(AuditedPage).min(1).max(200),
  /** An earlier audit that this one corrects; it is then no longer shown. */
  supersedes: ManualAuditId.optional(),
})
export type ManualAudit = z.infer<typeof ManualAudit>

const Share = z.strictObject({ conforming: z.int().nonnegative(), applicable: z.int().positive() })

/**
 * What may be concluded from an audit. A rate asks that every criterion was tested on every page and that one at least applies.
 * `share`: criteria that conform, over those that apply (the legal rate). `pageShares`: the same page by page, for the mean rate; a page
 * where nothing applies has none.
 */
export const Conformity = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('rated'), share: Share, pageShares: z.array(Share).min(1) }),
  z.strictObject({ state: z.literal('partial'), untestedCriteria: z.int().positive() }),
  z.strictObject({ state: z.literal('nothing-applies') }),
])
export type Conformity = z.infer<typeof Conformity>

/** An audit as it is published, with what is concluded from it. */
export const PublishedManualAudit = ManualAudit.extend({ conformity: Conformity })
export type PublishedManualAudit = z.infer<typeof PublishedManualAudit>
