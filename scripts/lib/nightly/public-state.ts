import { join } from 'node:path'
import { PublicSnapshot, type PublishTarget } from '#model/nightly'
import { isNothing, type PublicChanges } from '#lib/publish/public-changes'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { recordJson } from '../files/record-json.ts'
import { fromFolder, isStillThere, shownTarget } from './publish-site.ts'

/** In the territory folder, so that it goes wherever the record goes: a run of CI starts on a machine that knows nothing. */
const publishedFile = (dataDir: string) => join(dataDir, 'published.json')

/**
 * What is public now; null before the first publication. Throws a UsageError for what a later Trèfle wrote, or a ZodError.
 * @param nights folder of the runs of this territory, where a Trèfle of before kept it
 */
export async function publicNow(dataDir: string, nights: string): Promise<PublicSnapshot | null> {
  for (const file of [publishedFile(dataDir), join(nights, 'public.json')]) {
    const text = await textIfPresent(file)
    if (text !== null) return PublicSnapshot.parse(recordJson(text, file))
  }
  return null
}

/**
 * True when readers are to see something else: what is known changed, or the pages are not where they are to be.
 * @param target as nightly.yml writes it: what is noted in a folder that others read says nothing of this machine
 */
export async function isDue(dataDir: string, changes: PublicChanges, before: PublicSnapshot | null, target: PublishTarget | undefined): Promise<boolean> {
  if (!isNothing(changes)) return true
  return target !== undefined && (before?.to !== shownTarget(target) || !await isStillThere(fromFolder(dataDir, target)))
}

export function keepPublic(dataDir: string, snapshot: PublicSnapshot): Promise<void> {
  return writeAtomically(publishedFile(dataDir), `${JSON.stringify(snapshot, null, 1)}\n`)
}
