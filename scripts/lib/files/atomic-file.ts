import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a whole file so that a reader, or a crash, sees the old one or the new one, never a part: temp, fsync, rename. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await throughDraft(file, content, (draft) => rename(draft, file))
}

/** The same for a file that is not there yet; false, and nothing written, when it is there. */
export async function writeOnce(file: string, content: string | Uint8Array): Promise<boolean> {
  try {
    await throughDraft(file, content, (draft) => link(draft, file))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function throughDraft(file: string, content: string | Uint8Array, place: (draft: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.part`
  try {
    const handle = await open(draft, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await place(draft)
  } finally {
    await rm(draft, { force: true })
  }
}
