import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PageTruth } from './truth.ts'

const hosts = fileURLToPath(new URL('./hosts/', import.meta.url))

/** Every truth of the example town, in the order of its files. */
export async function readTruths(): Promise<{ file: string; truth: PageTruth }[]> {
  const entries = await readdir(hosts, { recursive: true, withFileTypes: true })
  const files = entries.filter(({ name }) => name.endsWith('.truth.json')).map((entry) => join(entry.parentPath, entry.name)).sort()
  return Promise.all(files.map(async (file) => ({ file, truth: PageTruth.parse(JSON.parse(await readFile(file, 'utf8'))) })))
}
