import { join } from 'node:path'
import { PublicSnapshot } from '#model/nightly'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { recordJson } from '../files/record-json.ts'

/** In the territory folder, so that it goes wherever the record goes: a run of CI starts on a machine that knows nothing. */
const publishedFile = (dataDir: string) => join(dataDir, 'published.json')

/** What is public now; null before the first publication. Throws a UsageError for what a later Trèfle wrote, or a ZodError. */
export async function publicNow(dataDir: string): Promise<PublicSnapshot | null> {
  const text = await textIfPresent(publishedFile(dataDir))
  return text === null ? null : PublicSnapshot.parse(recordJson(text, publishedFile(dataDir)))
}

export function keepPublic(dataDir: string, snapshot: PublicSnapshot): Promise<void> {
  return writeAtomically(publishedFile(dataDir), `${JSON.stringify(snapshot, null, 1)}\n`)
}
