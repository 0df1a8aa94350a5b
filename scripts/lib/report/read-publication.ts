import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { PublishedCommitment } from '#model/commitment'
import { PublishedIndicator } from '#model/indicator'
import { PublishedCommitments, PublishedTerritory } from '#model/publication'
import { UsageError } from '../command/errors.ts'

export type Publication = { published: PublishedTerritory; indicators: PublishedIndicator[]; commitments: PublishedCommitment[] }

/** What `trefle compute` wrote. Throws a UsageError when it has not, or when another version has. */
export async function readPublication(dataDir: string): Promise<Publication> {
  const folder = join(dataDir, 'publication')
  const refused = (what: string) => new UsageError(what, `Calculez d’abord les indicateurs : trefle compute --data ${dataDir}`)
  const read = async <S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> => {
    const text = await readFile(join(folder, path), 'utf8').catch(() => null)
    if (text === null) throw refused(`${join(folder, path)} n’existe pas.`)
    const parsed = schema.safeParse(JSON.parse(text))
    if (!parsed.success) throw refused(`${join(folder, path)} a été écrit par une autre version de Trèfle.`)
    return parsed.data
  }
  const [published, { commitments }, indicators] = await Promise.all([
    read('territory.json', PublishedTerritory), read('commitments.json', PublishedCommitments),
    Promise.all(globSync('indicators/*.json', { cwd: folder }).sort().map((path) => read(path, PublishedIndicator))),
  ])
  return { published, indicators, commitments }
}
