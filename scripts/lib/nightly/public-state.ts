import { join } from 'node:path'
import { PublicSnapshot, type PublishTarget } from '#model/nightly'
import { isNothing, type PublicChanges } from '#lib/publish/public-changes'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { recordJson } from '../files/record-json.ts'
import { isStillThere, shownTarget } from './publish-site.ts'

/** In the territory folder, so that it goes wherever the record goes: a run of CI starts on a machine that knows nothing. */
const publishedFile = (dataDir: string) => join(dataDir, 'published.json')

/** What is public now; null before the first publication. Throws a UsageError for what a later Trèfle wrote, or a ZodError. */
export async function publicNow(dataDir: string): Promise<PublicSnapshot | null> {
  const text = await textIfPresent(publishedFile(dataDir))
  return text === null ? null : PublicSnapshot.parse(recordJson(text, publishedFile(dataDir)))
}

/** True when readers are to see something else: what is known changed, or the pages are not where they are to be. */
export async function isDue(changes: PublicChanges, before: PublicSnapshot | null, target: PublishTarget | undefined): Promise<boolean> {
  if (!isNothing(changes)) return true
  return target !== undefined && (before?.to !== shownTarget(target) || !await isStillThere(target))
}

export function keepPublic(dataDir: string, snapshot: PublicSnapshot): Promise<void> {
  return writeAtomically(publishedFile(dataDir), `${JSON.stringify(snapshot, null, 1)}\n`)
}
