import { z } from 'zod'
import { Failure } from './failure.ts'

/** One line `Field: value` of a security.txt, cleaned. */
export const SecurityTxtField = z.strictObject({ name: z.string().max(80), value: z.string().max(2048) })

/** What answered at /.well-known/security.txt (RFC 9116), asked once a site by the guarded client. */
export const SecurityTxt = z.strictObject({
  url: z.string().max(2048),
  /** Null when nothing answered; `failure` says why. */
  status: z.int().nullable(),
  failure: Failure.nullable(),
  /** False when redirects led to another registrable domain. */
  sameSite: z.boolean(),
  /** Text and not a web page: a server that answers its home page to everything has no security.txt. */
  isText: z.boolean(),
  fields: z.array(SecurityTxtField).max(100),
})
export type SecurityTxt = z.infer<typeof SecurityTxt>
