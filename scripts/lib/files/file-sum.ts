import { createHash } from 'node:crypto'
import type { FileSum } from '#model/reen-report'

/** What a manifest says of one file. */
export function sumOf(path: string, bytes: Uint8Array): FileSum {
  return { path, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}
