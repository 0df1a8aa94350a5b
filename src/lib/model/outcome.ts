import { z } from 'zod'
import { Reference } from './reference.ts'
import { ContactedHost } from './third-party.ts'
import { Quantity, Slug } from './quantity.ts'

/** What an audit says of a page. `unknown` is never given by an audit: its runner gives it, with a failure. */
export const Outcome = z.enum(['pass', 'fail', 'informative', 'not-applicable', 'to-verify', 'unknown'])
export type Outcome = z.infer<typeof Outcome>

/** One thing seen: what, where, and which rule it touches. `message` is French, plain, never accusing. */
export const Finding = z.strictObject({
  message: z.string().min(1).max(300),
  selector: z.string().max(300).optional(),
  url: z.string().max(2048).optional(),
  /** Set when the finding is about another page of the site than the one whose verdict holds it. */
  page: Slug.optional(),
  references: z.array(Reference),
  /** Absent: proven. `to-verify` and `seen-once`: only likely, or seen by one load alone, so that a person looks first; `informative`: no gap. */
  certainty: z.enum(['to-verify', 'seen-once', 'informative']).optional(),
  /** Set when the finding is about one host that the page contacted. */
  contacted: ContactedHost.optional(),
  /** Set when the finding is one item of a statement or a notice: whether it was found, and the words that say so. */
  item: z.strictObject({ id: Slug, state: z.enum(['found', 'to-verify', 'not-found', 'contradiction']), quote: z.string().max(300).optional() }).optional(),
})
export type Finding = z.infer<typeof Finding>

/** The verdict of one audit on one page. */
export const Verdict = z.strictObject({
  outcome: Outcome.exclude(['unknown']),
  measure: Quantity.nullable(),
  findings: z.array(Finding).max(500),
})
export type Verdict = z.infer<typeof Verdict>
