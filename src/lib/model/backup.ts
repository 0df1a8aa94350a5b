import { z } from 'zod'
import { Instant, Sha256, Slug } from './quantity.ts'
import { FileSum } from './reen-report.ts'

/** A path of a territory folder, in the words of its people: no climbing, no drive, no absolute path, no sign that a file system or a terminal obeys. */
export const KeptPath = z.string().max(400).regex(/^(?![A-Za-z]:)[^/\\\p{Cc}]+(\/[^/\\\p{Cc}]+)*$/u).refine((path) => !path.split('/').some((part) => part === '.' || part === '..'), 'a path inside the folder is expected')

/** backup.json at the head of a backup: what it holds, and the last seal of the record that it holds. */
export const BackupManifest = z.strictObject({
  schema: z.literal('trefle/backup@1'),
  territory: Slug,
  at: Instant,
  /** SHA-256 of the last line of seals.jsonl; null for a record that was never sealed. */
  head: Sha256.nullable(),
  files: z.array(FileSum.extend({ path: KeptPath })),
})
export type BackupManifest = z.infer<typeof BackupManifest>
