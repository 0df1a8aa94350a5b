import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type FileDiff = { path: string; added: string[]; removed: number }

const linesOf = async (folder: string, path: string): Promise<string[]> => (await readFile(join(folder, path), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')

/** What differs between two folders, file by file: the lines that one has more, and how many it has no more. */
export async function folderDiff(before: string, after: string): Promise<FileDiff[]> {
  const filesOf = (folder: string) => globSync('**/*.*', { cwd: folder }).filter((path) => !path.startsWith('publication'))
  const diffs: FileDiff[] = []
  for (const path of [...new Set([...filesOf(before), ...filesOf(after)])].sort()) {
    const [old, fresh] = [await linesOf(before, path), await linesOf(after, path)]
    const [known, kept] = [new Set(old), new Set(fresh)]
    const diff = { path, added: fresh.filter((line) => !known.has(line)), removed: old.filter((line) => !kept.has(line)).length }
    if (diff.added.length + diff.removed > 0) diffs.push(diff)
  }
  return diffs
}
