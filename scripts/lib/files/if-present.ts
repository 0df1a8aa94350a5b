import { readFile } from 'node:fs/promises'

/** The bytes of a file; null when there is none. Any other trouble is thrown. */
export function bytesIfPresent(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** The text of a file in UTF-8; null when there is none. */
export async function textIfPresent(file: string): Promise<string | null> {
  return (await bytesIfPresent(file))?.toString() ?? null
}
