import { z } from 'zod'

/**
 * Why something could not be measured. Closed list: a dashboard can say each of them in words.
 * `permanent` failures are not tried again in the same run; the others are, once, in a fresh browser.
 */
export const failureCodes = {
  dns: 'permanent',
  refused: 'retryable',
  reset: 'retryable',
  tls: 'permanent',
  http: 'permanent',
  'access-denied': 'permanent',
  redirects: 'permanent',
  timeout: 'retryable',
  robots: 'permanent',
  'forbidden-address': 'permanent',
  'content-type': 'permanent',
  'too-large': 'permanent',
  crashed: 'retryable',
  collector: 'retryable',
  interrupted: 'retryable',
  'missing-artifact': 'permanent',
  schema: 'permanent',
  'not-attempted': 'permanent',
  scenario: 'permanent',
} as const satisfies Record<string, 'permanent' | 'retryable'>

export const FailureCode = z.enum(Object.keys(failureCodes) as [keyof typeof failureCodes, ...(keyof typeof failureCodes)[]])
export type FailureCode = z.infer<typeof FailureCode>

/** A failure of the world: recorded as data, the run goes on. `detail` is one cleaned English sentence. */
export const Failure = z.strictObject({ code: FailureCode, detail: z.string().max(300) })
export type Failure = z.infer<typeof Failure>

/** A value, or the reason why it is unknown. */
export type Captured<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** The schema of a captured value. */
export function captured<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: Failure }),
  ])
}
