import { z } from 'zod'
import { AuditId } from '#model/result'
import { Outcome } from '#model/outcome'

/** One response that the page causes by itself, redirects and the site's icon included. */
export const TruthResponse = z.strictObject({
  url: z.url(),
  /** Asked before the scroll began, or after. */
  phase: z.enum(['load', 'scroll']),
  status: z.int(),
  /** What the browser asks it as; the icon of the site is `other`, as in the DevTools protocol. */
  kind: z.enum(['document', 'stylesheet', 'script', 'image', 'font', 'fetch', 'other']),
  /** Bytes of the status line and headers over HTTP/1.1 with keep-alive. A proxy may change those of an http address. */
  headBytes: z.int().positive(),
  /** Bytes of the body as sent, compressed. gzip may differ by a hair on another processor. */
  bodyBytes: z.int().nonnegative(),
})

/** What an audit must say of the page. `value` is in the audit's own unit, within `tolerance` of the same unit. */
export const Expected = z.strictObject({
  outcome: Outcome.optional(),
  value: z.number().optional(),
  tolerance: z.number().nonnegative().optional(),
  /** Each of these texts stands in a message, selector or address of a finding. */
  findingsContain: z.array(z.string().min(1)).optional(),
})

/**
 * `<page>.truth.json`, beside each page: what a visit makes happen, as planted by its author, never copied from Trèfle.
 * The visit: desktop (1920×1080), cold, nothing clicked, until after a scroll to the bottom.
 * Lists are written by hand; `weigh.ts` fills the numbers that follow from the files.
 */
export const PageTruth = z.strictObject({
  /** The address to ask, as in sites.yml. */
  url: z.url(),
  /** What was put there on purpose, in French. */
  planted: z.array(z.string().min(1)),
  responses: z.array(TruthResponse).min(1),
  requestCount: z.int().positive(),
  /** Heads and bodies of all the responses. */
  transferBytes: z.int().positive(),
  dom: z.strictObject({
    /** Elements of the HTML as parsed, without descendants of svg. */
    inHtml: z.int().positive(),
    /** Elements that scripts add, open shadow roots included; `why` shows the sum. */
    addedByScripts: z.int().nonnegative(),
    why: z.string().optional(),
    /** Their total, by the rule of EcoIndex_python 3.17. */
    ecoindexNodes: z.int().positive(),
  }),
  /** Address of the icon of the site; it is also among the responses. */
  icon: z.url(),
  thirdPartyHosts: z.array(z.string()),
  /** Cookies set before any choice. A browser that refuses third-party cookies keeps only those of the site. */
  cookies: z.array(z.strictObject({
    name: z.string(), host: z.string(), setBy: z.enum(['header', 'script']), thirdParty: z.boolean(),
    /** Days that the setter asked for; null for a session cookie. */
    claimedDays: z.number().positive().nullable(),
  })),
  storage: z.array(z.strictObject({ origin: z.url(), kind: z.enum(['local', 'session']), name: z.string() })),
  /** Failing elements by axe rule, for the default rules of axe-core 4.14.1 that test a WCAG criterion. */
  axeFailures: z.record(z.string(), z.int().positive()),
  /** The same for rules that axe calls best practices: seen, but no proof of failure. */
  axeBestPractices: z.record(z.string(), z.int().positive()),
  expected: z.record(AuditId, Expected),
})
export type PageTruth = z.infer<typeof PageTruth>
