import { z } from 'zod'
import { Instant } from './quantity.ts'

/** Text of the network, already cleaned at the border: NFC, no control or bidi characters, capped. */
const Text = z.string().max(300)
/** An address without query string values, capped. */
const Address = z.string().max(2048)

/** The main document as the server sent it. Header names are lower case; cookie values are never kept. */
export const DocumentArtifact = z.strictObject({
  status: z.int(),
  contentType: z.string().max(200),
  headers: z.record(z.string(), z.string().max(4096)),
  redirects: z.array(z.strictObject({ url: Address, status: z.int() })).max(20),
  httpVersion: z.string().max(20),
  tls: z.strictObject({
    protocol: z.string(), issuer: Text, subject: Text, validFrom: Instant, validTo: Instant,
  }).nullable(),
  /** Bytes of the body as received, decoded. */
  htmlBytes: z.int().nonnegative(),
  doctype: Text.nullable(),
})

/** One request of the page, from the log of the filtering proxy and of the browser. */
export const RequestArtifact = z.strictObject({
  url: Address,
  host: z.string().max(255),
  kind: z.enum(['document', 'stylesheet', 'script', 'image', 'font', 'media', 'fetch', 'websocket', 'ping', 'other']),
  status: z.int().nullable(),
  mimeType: z.string().max(200),
  /** Bytes on the wire, headers and body, compressed. */
  transferBytes: z.int().nonnegative(),
  /** Bytes of the decoded body. */
  resourceBytes: z.int().nonnegative(),
  startMs: z.number(),
  endMs: z.number().nullable(),
  /** Asked before the scroll began, or after. */
  phase: z.enum(['load', 'scroll']),
  /** Why it failed, when it failed; `forbidden-address` when our proxy refused it. */
  failed: z.string().max(200).nullable(),
  /** Address the proxy connected to; null when it did not connect. */
  ip: z.string().max(45).nullable(),
  /** First-party by registrable domain. */
  sameSite: z.boolean(),
  /** For a first-party host other than the page's own: the name on another registrable domain that it is an alias of (CNAME). */
  alias: z.string().max(255).optional(),
  /** Name of the company behind the host, by third-party-web, when known. */
  entity: Text.nullable(),
  /** Frame depth of the request: 0 is the page itself. */
  initiator: Address.nullable(),
})
