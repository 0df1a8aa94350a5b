import { z } from 'zod'
import { artifactSchemas, ConfirmedPass, Evidence, Pass, Profile, ToolVersions, type ArtifactName } from '#model/evidence'
import { Failure } from '#model/failure'
import { Scenario } from '#model/scenario'
import { PageRole, Site } from '#model/site'
import type { LoadJob, LoadSettings } from '#audits/gather/load'
import { Upstreams } from '../network/upstream.ts'

export const Job = z.strictObject({
  url: z.string(), role: PageRole, site: Site.nullable(), page: z.string().nullable(), pass: Pass, confirms: ConfirmedPass.optional(), profile: Profile, scenario: Scenario.optional(),
}) satisfies z.ZodType<LoadJob>

export const Settings = z.strictObject({
  run: z.string(),
  guard: z.strictObject({
    allowPrivate: z.boolean(),
    allowPrivateRanges: z.array(z.string()).optional(),
    fixtures: z.record(z.string(), z.strictObject({ http: z.int().optional(), https: z.int().optional(), alias: z.string().optional() })).nullable(),
    upstream: Upstreams.nullish(),
  }),
  spkiHashes: z.array(z.string()),
  contact: z.string(),
  artifacts: z.array(z.enum(Object.keys(artifactSchemas) as [ArtifactName, ...ArtifactName[]])),
  waits: z.strictObject({ beforeScrollMs: z.number().nonnegative(), afterScrollMs: z.number().nonnegative() }),
  deadlineMs: z.number().positive(),
  tools: ToolVersions,
  ownHeaders: z.strictObject({ origin: z.string(), headers: z.record(z.string(), z.string()), secrets: z.array(z.string()) }).optional(),
}) satisfies z.ZodType<LoadSettings>

/** What the parent asks: first to start a browser on a profile of its own, then one page after another, or a scenario, whose jobs are steps of it; `give-up` cuts the page that swells. */
export const Order = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), chromePath: z.string(), profileDir: z.string(), settings: Settings }),
  z.strictObject({ kind: z.literal('load'), job: Job }),
  z.strictObject({ kind: z.literal('play'), jobs: z.array(Job).min(1) }),
  z.strictObject({ kind: z.literal('give-up'), detail: z.string() }),
])
export type Order = z.infer<typeof Order>

/** What a worker answers. `browser` comes as soon as there is a process to kill, `still` when a page only waits and reads; the others end what was asked. */
export const Report = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('browser'), pid: z.int().positive() }),
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('still') }),
  z.strictObject({ kind: z.literal('evidence'), evidence: Evidence }),
  z.strictObject({ kind: z.literal('played'), evidences: z.array(Evidence) }),
  z.strictObject({ kind: z.literal('failed'), failure: Failure }),
])
export type Report = z.infer<typeof Report>
