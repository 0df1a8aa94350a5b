import { createHash } from 'node:crypto'
import { canonical } from './canonical.ts'

/** A name made of what it names: `prefix` and the first 48 bits of the SHA-256 of the canonical JSON, in hex. */
export function contentId(prefix: string, content: unknown): string {
  return prefix + createHash('sha256').update(canonical(content)).digest('hex').slice(0, 12)
}
