import { z } from 'zod'
import { Instant, Sha256, Slug } from './quantity.ts'
import { FileSum } from './reen-report.ts'

/** backup.json at the head of a backup: what it holds, and the last seal of the record that it holds. */
export const BackupManifest = z.strictObject({
  schema: z.literal('trefle/backup@1'),
  territory: Slug,
  at: Instant,
  /** SHA-256 of the last line of seals.jsonl; null for a record that was never sealed. */
  head: Sha256.nullable(),
  files: z.array(FileSum),
})
export type BackupManifest = z.infer<typeof BackupManifest>
