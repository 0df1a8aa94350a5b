import { z } from 'zod'
import { Failure } from './failure.ts'

/** What a site owes its readers about itself. */
export const NoticeKind = z.enum(['accessibility', 'legal', 'privacy', 'ecodesign'])
export type NoticeKind = z.infer<typeof NoticeKind>

/** An address without query string values, capped. */
const Address = z.string().max(2048)

/** A statement or a notice: read behind its link on the home page, or on its own page where the sample has it. */
export const Notice = z.strictObject({
  kind: NoticeKind,
  url: Address,
  /** Words of the link; null on the page itself. */
  linkText: z.string().max(300).nullable(),
  /** `page`: as the browser shows it; `html` and `pdf`: as the server sent it. Null when nothing could be read. */
  format: z.enum(['page', 'html', 'pdf']).nullable(),
  /** Cleaned, white space folded, capped. */
  text: z.string().max(40_000),
  /** True when the document goes on past what was read. */
  cut: z.boolean(),
  /** What the links of an accessibility statement to the multi-year plan answered. */
  plans: z.array(z.strictObject({ url: Address, status: z.int().nullable(), failure: Failure.nullable() })).max(4),
  /** HTTP status of the document; null for the page itself, or when nothing answered. */
  status: z.int().nullable(),
  /** Why it could not be read. */
  failure: Failure.nullable(),
})
export type Notice = z.infer<typeof Notice>
