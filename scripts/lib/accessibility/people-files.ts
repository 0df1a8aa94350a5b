import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import { ManualAudit } from '#model/manual-audit'
import { UserReviewSet } from '#model/user-review'
import { contentId } from '#lib/record/content-id'
import { UsageError } from '../command/errors.ts'
import { writeNew } from '../files/new-file.ts'
import { recordJson } from '../files/record-json.ts'

/** What people said of the accessibility of the sites of a territory: audits and reviews, oldest first. */
export type PeopleRecord = { manualAudits: ManualAudit[]; userReviews: UserReviewSet[] }

const kinds = { audits: ManualAudit, reviews: UserReviewSet } as const

async function readKind<S extends z.ZodType<{ id: string; site: string }>>(dataDir: string, kind: string, schema: S): Promise<z.output<S>[]> {
  const names = globSync(`accessibility/*/${kind}/*.json`, { cwd: dataDir }).map((name) => name.replaceAll('\\', '/')).sort()
  const all = await Promise.all(names.map(async (name) => {
    const parsed = schema.safeParse(recordJson(await readFile(join(dataDir, name), 'utf8'), name))
    if (!parsed.success) throw new UsageError(`${name} ne suit pas le format attendu.`, 'Retirez ce fichier, puis importez de nouveau l’original avec « trefle import ».')
    return parsed.data
  }))
  return all.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Reads accessibility/. Throws a UsageError that names a file which is not of the expected shape. */
export async function readPeopleRecord(dataDir: string): Promise<PeopleRecord> {
  const [manualAudits, userReviews] = await Promise.all([readKind(dataDir, 'audits', kinds.audits), readKind(dataDir, 'reviews', kinds.reviews)])
  return { manualAudits, userReviews }
}

/** The name of a file is its day and the print of what it says: the same import twice is the same file. */
export const dayId = (on: string, content: unknown): string => contentId(`${on}-`, content)

/** Adds one file, and never changes one that is there. Returns its path in the territory folder. */
export async function addPeopleFile(dataDir: string, kind: keyof typeof kinds, value: ManualAudit | UserReviewSet): Promise<string> {
  const path = `accessibility/${value.site}/${kind}/${value.id}.json`
  if (existsSync(join(dataDir, path))) throw new UsageError(`Le même fichier est déjà dans ${path}.`, 'Il n’y a rien à faire : un import n’est gardé qu’une fois.')
  await mkdir(dirname(join(dataDir, path)), { recursive: true })
  await writeNew(join(dataDir, path), `${JSON.stringify(kinds[kind].parse(value), null, 1)}\n`)
  return path
}
