import { z } from 'zod'

/**
 * One `hosts/<host>/host.yml`: how a made-up server behaves. The folder holds `pages/` (HTML, each with its
 * truth), `fragments/` (included in pages) and `files/` (everything else, served by its path).
 */
export const HostSettings = z.strictObject({
  /** `https` alone also answers on http, with a redirect to https. */
  schemes: z.array(z.enum(['http', 'https'])).min(1),
  /** Encodings the server knows for text, the preferred one first. */
  compress: z.array(z.enum(['br', 'gzip'])).default([]),
  /** Sent with every answer. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Sent with HTML only. */
  pageHeaders: z.record(z.string(), z.string()).default({}),
  /** Seconds in `Cache-Control`; null sends no such header. */
  cacheSeconds: z.strictObject({ pages: z.int().nonnegative().nullable(), files: z.int().nonnegative().nullable() }),
  /** Path to the address it has moved to (301). */
  moved: z.record(z.string(), z.string()).default({}),
  /** Path to the `Set-Cookie` lines sent with it. */
  cookies: z.record(z.string(), z.array(z.string())).default({}),
})
export type HostSettings = z.infer<typeof HostSettings>
