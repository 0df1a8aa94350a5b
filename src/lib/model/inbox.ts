import { z } from 'zod'
import { InseeCode } from './bundle.ts'
import { Instant, Sha256, Slug } from './quantity.ts'

/** What the inbox receives: a check of CI, the bundle of a commune, a resident's report of a barrier, a request for a new audit. */
export const InboxKind = z.enum(['check', 'bundle', 'barrier', 'audit-request'])
export type InboxKind = z.infer<typeof InboxKind>

/** What a token opens. A barrier is reported without any; figures of the service are read with `metrics`. */
export const TokenScope = z.enum(['check', 'bundle', 'audit-request', 'metrics'])
export type TokenScope = z.infer<typeof TokenScope>

/** A token as it is kept: never the token itself. */
export const KeptToken = z.strictObject({
  id: z.string().regex(/^t[0-9a-f]{12}$/),
  /** Of the 256 random bits of the token, which leave nothing to guess: a slow hash would protect no better. */
  hash: Sha256,
  name: z.string().min(1).max(80),
  scopes: z.array(TokenScope).min(1),
  /** Hosts whose checks, and for which audits, may be sent with it. */
  hosts: z.array(z.string().max(255)).max(200),
  /** The commune whose bundles may be sent with it. A token that names it otherwise, as the first ones did, opens none. */
  commune: InseeCode.or(Slug).nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
})
export type KeptToken = z.infer<typeof KeptToken>
export const TokensFile = z.strictObject({ schema: z.literal('trefle/tokens@1'), tokens: z.array(KeptToken) })

/** Given by the sender for one sending: the same again is the same sending. */
export const RunId = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{7,79}$/)

/** One thing received, whole as soon as it is there. What was sent is beside it, byte for byte, under its sum. */
export const InboxItem = z.strictObject({
  schema: z.literal('trefle/inbox@1'),
  /** Of a barrier, the number that its author was given. */
  id: z.string().regex(/^[a-z0-9]{12,32}$/),
  kind: InboxKind,
  receivedAt: Instant,
  token: KeptToken.shape.id.nullable(),
  run: RunId.nullable(),
  sum: Sha256,
  bytes: z.int().nonnegative(),
})
export type InboxItem = z.infer<typeof InboxItem>

/** `accepted`: taken in charge. `done`: mended or carried out. The last line on an item holds; `words` is public for a barrier. */
export const InboxDecision = z.strictObject({ item: InboxItem.shape.id, kind: InboxKind, at: Instant, decision: z.enum(['accepted', 'done', 'rejected']), words: z.string().max(500).nullable() })
export type InboxDecision = z.infer<typeof InboxDecision>

/** What a resident writes. No name nor address is asked: the number is enough to follow. */
export const BarrierReport = z.strictObject({
  page: z.string().max(2048),
  /** What could not be done. */
  task: z.string().trim().min(3).max(2000),
  /** Screen reader, telephone, keyboard… */
  tool: z.string().max(300),
})
export type BarrierReport = z.infer<typeof BarrierReport>

export const AuditRequest = z.strictObject({
  schema: z.literal('trefle/audit-request@1'),
  urls: z.array(z.url({ protocol: /^https?$/ }).max(2048)).min(1).max(50),
  reason: z.string().trim().min(1).max(300),
})
export type AuditRequest = z.infer<typeof AuditRequest>

/** One line of asked.jsonl of a territory: a site that an accepted request asks to visit again. The last line on an item and a site holds. */
export const AskedVisit = z.strictObject({
  schema: z.literal('trefle/asked-visit@1'),
  item: InboxItem.shape.id,
  site: Slug,
  at: Instant,
  /** The run that visited it since; null while it waits. */
  run: z.string().nullable(),
})
export type AskedVisit = z.infer<typeof AskedVisit>
