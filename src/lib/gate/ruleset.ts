import { z } from 'zod'
import { AuditId } from '#model/result'

/** datasets/rulesets/<version>.json: the rules as they were on the day of a version. A version that was published is never edited. */
export const Ruleset = z.strictObject({
  version: z.string().regex(/^\d{4}\.\d+$/),
  on: z.iso.date(),
  /** Method of every audit. */
  audits: z.record(AuditId, z.int().positive()),
  /** Rules of axe that could be found to fail. */
  axe: z.array(z.string()),
})
export type Ruleset = z.infer<typeof Ruleset>

/** An audit that a ruleset does not know, or knew by another method, is newer than the budgets that were written for it: it warns. */
export function isNewer(ruleset: Ruleset, audit: string, method: number): boolean {
  return ruleset.audits[audit] === undefined || method > ruleset.audits[audit]
}

/** The same for one rule of axe, which comes with a version of axe and not of an audit. */
export function isNewerRule(ruleset: Ruleset, references: readonly { standard: string; id: string }[]): boolean {
  return references.some(({ standard, id }) => standard === 'axe' && /^[a-z]/.test(id) && !ruleset.axe.includes(id))
}
