import { createHash } from 'node:crypto'
import { access, constants, mkdir, readdir, readFile, rename, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { InboxDecision, InboxItem, InboxKind } from '#model/inbox'
import { writeOnce } from '../files/atomic-file.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import { recordJson } from '../files/record-json.ts'
import { withLockFile } from '../record/lock.ts'

/** Below this, nothing more is taken in: the disk is also that of the public pages. */
const minFreeBytes = 64 * 1024 * 1024

const itemsFolder = (folder: string, kind: InboxKind) => join(folder, 'items', kind)
const itemFile = (folder: string, { kind, id }: Pick<InboxItem, 'kind' | 'id'>) => join(itemsFolder(folder, kind), `${id}.json`)
const decisionsFile = (folder: string) => join(folder, 'decisions.jsonl')
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Where what was sent is, byte for byte: under its sum, never under a name of the sender. */
export const payloadFile = (folder: string, { sum, kind }: Pick<InboxItem, 'sum' | 'kind'>): string => join(folder, 'payloads', `${sum}.${kind === 'bundle' ? 'zip' : 'json'}`)

export type Sent = Pick<InboxItem, 'id' | 'kind' | 'receivedAt' | 'token' | 'run'> & { bytes: Uint8Array }

/** Keeps what was sent. `same`: it was there already; `conflict`: another content was sent under this id. Throws what the disk throws. */
export async function keep(folder: string, { bytes, ...sent }: Sent): Promise<'kept' | 'same' | 'conflict'> {
  const item: InboxItem = { schema: 'trefle/inbox@1', ...sent, sum: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength }
  const known = await readItem(folder, item).catch((error: unknown) => { if (codeOf(error) === 'ENOENT') return null; throw error })
  if (known !== null) return known.sum === item.sum ? 'same' : 'conflict'
  // The item goes last: what it names is there.
  await writeOnce(payloadFile(folder, item), bytes)
  if (await writeOnce(itemFile(folder, item), `${JSON.stringify(item)}\n`)) return 'kept'
  return (await readItem(folder, item)).sum === item.sum ? 'same' : 'conflict'
}

/** One item. Throws ENOENT, a UsageError for one that a later Trèfle wrote, or a ZodError for a file that was damaged. */
export async function readItem(folder: string, item: Pick<InboxItem, 'kind' | 'id'>): Promise<InboxItem> {
  return InboxItem.parse(recordJson(await readFile(itemFile(folder, item), 'utf8'), itemFile(folder, item)))
}

/** Ids of what was received of one kind. */
export async function idsOf(folder: string, kind: InboxKind): Promise<string[]> {
  const names = await readdir(itemsFolder(folder, kind)).catch((error: unknown) => { if (codeOf(error) === 'ENOENT') return []; throw error })
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
}

/** Everything received, oldest first. A damaged item is moved to `quarantine/` and named. Throws what the disk throws: that is no damage. */
export async function readItems(folder: string): Promise<{ items: InboxItem[]; quarantined: string[] }> {
  const items: InboxItem[] = []
  const quarantined: string[] = []
  for (const kind of InboxKind.options) for (const id of await idsOf(folder, kind)) {
    const item = await readItem(folder, { kind, id }).catch((error: unknown) => { if (error instanceof z.ZodError) return null; throw error })
    if (item !== null) items.push(item)
    else {
      await mkdir(join(folder, 'quarantine'), { recursive: true })
      await rename(itemFile(folder, { kind, id }), join(folder, 'quarantine', `${kind}-${id}.json`))
      quarantined.push(`${kind}-${id}.json`)
    }
  }
  return { items: items.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)), quarantined }
}

/** What people decided, oldest first. Throws a UsageError for a line that cannot be read. */
export async function readDecisions(folder: string): Promise<InboxDecision[]> {
  return (await readLines(decisionsFile(folder), InboxDecision, 'decisions')).values
}

export async function decide(folder: string, decision: InboxDecision): Promise<void> {
  await withLockFile(join(folder, 'decisions.lock'), () => appendLines(decisionsFile(folder), [InboxDecision.parse(decision)]))
}

/** Throws when nothing can be kept here: no right to write, or a disk that is nearly full. */
export async function checkReady(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < minFreeBytes) throw Object.assign(new Error('the disk is nearly full'), { code: 'ENOSPC' })
}
