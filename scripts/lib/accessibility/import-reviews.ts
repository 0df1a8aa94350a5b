import { basename, extname } from 'node:path'
import { z } from 'zod'
import { UserReviewsFile, UserReviewSet, type Handicap, type TaskOutcome, type UserReview } from '#model/user-review'
import { cleanMultiline, cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { readYaml } from '../files/yaml-file.ts'
import { day, oneOf, text, type Column } from '../tables/column.ts'
import { readRecords } from '../tables/read-records.ts'
import { requireSite } from './import-audit.ts'
import { addPeopleFile, dayId } from './people-files.ts'

/** What a person may write in a table for each code. */
const handicapWords: Readonly<Record<Handicap, readonly string[]>> = {
  blind: ['cécité', 'aveugle'], 'low-vision': ['malvoyance', 'malvoyant'], deaf: ['surdité', 'sourd'], 'hard-of-hearing': ['malentendance', 'malentendant'],
  motor: ['moteur', 'motricité'], cognitive: ['cognitif', 'cognition'], speech: ['parole'], several: ['plusieurs'], other: ['autre'],
}
const outcomeWords: Readonly<Record<TaskOutcome, readonly string[]>> = {
  done: ['réussie', 'fait'], 'done-with-effort': ['avec effort', 'réussie avec effort'], 'done-with-help': ['avec aide', 'réussie avec aide'], 'not-done': ['abandon', 'abandonnée', 'non réussie'],
}
const required = <T>(column: Column<T, false>): Column<T, true> => ({ ...column, needed: true })
const columns = {
  on: day.needed(['date', 'on', 'jour']),
  handicap: required(oneOf(['handicap', 'situation'], handicapWords)),
  tool: text(['outil', 'tool', 'aide technique']),
  task: text.needed(['tâche', 'task']),
  outcome: required(oneOf(['issue', 'outcome', 'résultat'], outcomeWords)),
  words: text.needed(['paroles', 'words', 'avis', 'commentaire']),
  url: text(['adresse', 'url']),
}
const mend = 'Colonnes attendues : date, handicap, outil, tâche, issue, paroles, adresse.'

function rowsOf(file: string, bytes: Uint8Array): UserReview[] {
  const { lines, rejected: [refused] } = readRecords(bytes, columns, { from: basename(file), columns: {}, mend })
  if (refused) throw new UsageError(`Ligne ${refused.line} : ${refused.reason}.`, refused.mend)
  return lines.map(({ line, record: { tool, url, ...said } }) => {
    const review = UserReviewsFile.shape.reviews.element.safeParse({ ...said, ...(tool && { tool }), ...(url && { url }) }, { error: z.locales.fr().localeError })
    if (review.success) return review.data
    const [issue] = review.error.issues
    throw new UsageError(`Ligne ${line}, ${columns[issue?.path[0] as keyof typeof columns]?.names[0] ?? 'ligne'} : ${issue?.message}.`, mend)
  })
}

async function reviewsOf(file: string, bytes: Uint8Array): Promise<UserReview[]> {
  if (['.yml', '.yaml'].includes(extname(file).toLowerCase())) return (await readYaml(file, UserReviewsFile))?.value.reviews ?? []
  return rowsOf(file, bytes)
}

const cleaned = ({ tool, task, words, ...review }: UserReview): UserReview =>
  ({ ...review, ...(tool && { tool: cleanText(tool, 120) }), task: cleanText(task), words: cleanMultiline(words, 2000) })

/**
 * Adds reviews by people with disabilities to the territory folder, from YAML (`reviews:`) or from a table (CSV, Excel, ODS: date, handicap, outil, tâche,
 * issue, paroles, adresse). Throws a UsageError that names the line.
 */
export async function importReviews(dataDir: string, file: string, bytes: Uint8Array, site: string): Promise<{ path: string; count: number }> {
  await requireSite(dataDir, site)
  const reviews = await reviewsOf(file, bytes)
  if (reviews.length === 0) throw new UsageError(`${file} ne contient aucun avis.`, 'Écrivez au moins un avis : date, handicap, tâche, issue, paroles.')
  return { path: await addReviews(dataDir, site, reviews), count: reviews.length }
}

/** Writes reviews that came together, at least one, cleaned and oldest first. Returns the path of their file. */
export async function addReviews(dataDir: string, site: string, given: readonly UserReview[]): Promise<string> {
  const reviews = given.map(cleaned).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const content = { schema: 'trefle/user-reviews@1' as const, site, reviews }
  return addPeopleFile(dataDir, 'reviews', UserReviewSet.parse({ ...content, id: dayId(reviews.at(-1)?.on ?? '', content) }))
}
