import { z } from 'zod'
import { CommitmentStatus } from './commitment.ts'
import { Instant, Sha256, Slug } from './quantity.ts'

/** Where the built pages go. A target never begins with a hyphen: it is handed to another program. */
export const PublishTarget = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('folder'), path: z.string().min(1) }),
  z.strictObject({ to: z.literal('rsync'), target: z.string().regex(/^[^-\s]\S*$/, 'une destination rsync est attendue, par exemple web@serveur.ville.fr:/srv/trefle/') }),
  z.strictObject({ to: z.literal('git'), repository: z.string().regex(/^[^-\s]\S*$/, 'un dépôt git est attendu'), branch: z.string().regex(/^[A-Za-z0-9][\w./-]*$/).default('pages') }),
])
export type PublishTarget = z.infer<typeof PublishTarget>

/** nightly.yml of a territory: what `trefle run` does beside pulling, visiting and computing. Passwords are named by variables, never written. */
export const NightlyFile = z.strictObject({
  publish: PublishTarget.optional(),
  /** Path under which the pages are served, for example /trefle/. */
  base: z.string().regex(/^\/([\w-]+\/)*$/).optional(),
  /** Public address of the pages, for feeds and catalogues. */
  site: z.url({ protocol: /^https?$/ }).optional(),
  alerts: z.strictObject({
    /** Receives a POST in JSON. */
    webhook: z.url({ protocol: /^https?$/ }).optional(),
    email: z.strictObject({
      from: z.email(),
      to: z.array(z.email()).min(1),
      /** Name of the variable that holds the address of the server: smtps://user:password@mail.ville.fr */
      server: z.string().regex(/^[A-Z][A-Z0-9_]*$/).default('TREFLE_SMTP'),
    }).optional(),
  }).optional(),
})
export type NightlyFile = z.infer<typeof NightlyFile>

/** What was public after a publication, as far as the next one compares itself with it. */
export const PublicSnapshot = z.strictObject({
  schema: z.literal('trefle/public-snapshot@1'),
  at: Instant,
  /** Where it was published, in words; absent while it waits. */
  to: z.string().optional(),
  indicators: z.array(z.strictObject({ id: Slug, title: z.string(), period: z.string().nullable(), value: z.string().nullable(), state: z.string() })),
  commitments: z.array(z.strictObject({ id: Slug, text: z.string(), status: CommitmentStatus, function: z.string() })),
  defects: z.array(z.strictObject({ site: Slug, name: z.string(), audit: z.string(), title: z.string(), pages: z.int().positive() })),
  /** Files of the publication and their hashes. */
  files: z.record(z.string(), Sha256),
})
export type PublicSnapshot = z.infer<typeof PublicSnapshot>

export const StepName = z.enum(['pull', 'audit', 'compute', 'build', 'publish', 'alerts'])
export type StepName = z.infer<typeof StepName>

/** var/nightly/<id>/report.json: what a run did, step by step. */
export const NightlyReport = z.strictObject({
  schema: z.literal('trefle/nightly@1'),
  id: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** `waiting`: everything is ready and a person has to allow the publication. `kept`: the last good publication stays as it is. */
  outcome: z.enum(['published', 'waiting', 'nothing-new', 'kept', 'built']),
  steps: z.array(z.strictObject({ step: StepName, outcome: z.enum(['done', 'partly', 'failed', 'skipped']), seconds: z.number(), notes: z.array(z.string()), /** Met a defect of Trèfle, which somebody has to report. */ bug: z.boolean().optional() })),
})
export type NightlyReport = z.infer<typeof NightlyReport>
