import { z } from 'zod'
import { Instant, Slug } from './quantity.ts'
import { PageRole, SitePage } from './site.ts'

/** What made a page recognised: the words of a link to it, its address, its title or heading, or what it holds. */
export const RoleClue = z.strictObject({ by: z.enum(['link', 'address', 'title', 'content']), words: z.string().max(120) })
export type RoleClue = z.infer<typeof RoleClue>

/** Why a page is in the sample. A page may have several reasons. */
export const SampleReason = z.discriminatedUnion('kind', [
  /** Somebody wrote it in sites.yml. */
  z.strictObject({ kind: z.literal('declared') }),
  /** The RGAA asks for a page of this role when there is one. */
  z.strictObject({ kind: z.literal('role'), role: PageRole, clues: z.array(RoleClue) }),
  /** It stands for `pages` seen pages built alike, itself included. */
  z.strictObject({ kind: z.literal('template'), pages: z.int().positive() }),
  /** Its rank among the pages that nothing else had chosen. */
  z.strictObject({ kind: z.literal('random'), rank: z.int().positive() }),
])
export type SampleReason = z.infer<typeof SampleReason>

export const SampledPage = SitePage.extend({
  /** A document (PDF, office file) belongs to the sample of the RGAA and is not loaded as a page. */
  format: z.enum(['page', 'document']),
  why: z.array(SampleReason).min(1),
  /** Fingerprint shared by the pages built alike; null for what was not read as HTML. */
  template: z.string().regex(/^t[0-9a-f]{12}$/).nullable(),
})
export type SampledPage = z.infer<typeof SampledPage>

/** Why a page that was seen is not in the sample. */
export const LeftOutReason = z.enum(['same-template', 'template-cap', 'other-document', 'robots', 'failed', 'not-fetched'])
export type LeftOutReason = z.infer<typeof LeftOutReason>

/** `detail`: the page that stands for it, or the failure's code and words; empty when there is nothing to add. */
export const LeftOut = z.strictObject({ path: z.string().startsWith('/').max(512), why: LeftOutReason, detail: z.string().max(300) })
export type LeftOut = z.infer<typeof LeftOut>

/** samples/<site>.json: the pages that stand for a site, frozen until somebody asks for others. */
export const Sample = z.strictObject({
  generated: z.literal('by trefle sample, do not edit'),
  schema: z.literal('trefle/sample@2'),
  site: Slug,
  /** Raised whenever the same pages could give another sample. */
  method: z.int().positive(),
  /** What every draw was made from; known beforehand, so that nobody picks the pages. */
  seed: z.string().min(1).max(120),
  drawnAt: Instant,
  /** Since when these pages are the ones measured: a trend breaks there. */
  since: Instant,
  /** Addresses known, pages read as HTML, and templates among them. */
  seen: z.strictObject({ known: z.int(), read: z.int(), templates: z.int() }),
  pages: z.array(SampledPage).min(1),
  /** Pages of earlier samples that are no longer measured: the record still names them, and their ids are never given again. */
  formerly: z.array(SitePage.pick({ id: true, path: true })),
  /** Every page left out is counted; at most 200 are named. */
  leftOut: z.strictObject({ counts: z.partialRecord(LeftOutReason, z.int().positive()), named: z.array(LeftOut).max(200) }),
  /** What the reader should know of the search itself, in French. */
  notes: z.array(z.string().max(300)),
})
export type Sample = z.infer<typeof Sample>
