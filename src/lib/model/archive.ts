import { z } from 'zod'
import { Point } from './indicator.ts'
import { Day, Instant, Sha256, Slug } from './quantity.ts'
import { InnerPath } from './reen-report.ts'

/** Detail of past years that left the record: which files, and the archive that keeps them. */
export const ArchiveLine = z.strictObject({
  schema: z.literal('trefle/archive@1'),
  at: Instant,
  /** First year that stays in detail. */
  before: z.string().regex(/^\d{4}$/),
  /** The archive, by its name and its bytes. */
  name: z.string().min(1),
  sha256: Sha256,
  files: z.array(InnerPath).min(1),
})
export type ArchiveLine = z.infer<typeof ArchiveLine>

/** One figure of an archived month: the last point of an indicator in it, as it was published. */
export const ArchivedPoint = z.strictObject({ schema: z.literal('trefle/archived-point@1'), indicator: Slug, on: Day, point: Point, archive: Sha256 })
export type ArchivedPoint = z.infer<typeof ArchivedPoint>

/** A line of results/archived.jsonl. */
export const ArchivedLine = z.union([ArchiveLine, ArchivedPoint])
