import { extname } from 'node:path'
import { z } from 'zod'
import { Handicap, TaskOutcome, UserReviewsFile, UserReviewSet, type UserReview } from '#model/user-review'
import { cleanMultiline, cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { readYaml } from '../files/yaml-file.ts'
import { findColumns, fold, frenchDay, readTable } from '../tables/csv-french.ts'
import { requireSite } from './import-audit.ts'
import { addPeopleFile, dayId } from './people-files.ts'

const columnNames = {
  on: ['date', 'on', 'jour'], handicap: ['handicap', 'situation'], tool: ['outil', 'tool', 'aide technique'], task: ['tâche', 'task'],
  outcome: ['issue', 'outcome', 'résultat'], words: ['paroles', 'words', 'avis', 'commentaire'], url: ['adresse', 'url'],
} as const
/** What a person may write in a table for each code, folded. */
const handicapWords: Readonly<Record<string, Handicap>> = {
  cecite: 'blind', aveugle: 'blind', malvoyance: 'low-vision', malvoyant: 'low-vision', surdite: 'deaf', sourd: 'deaf', malentendance: 'hard-of-hearing',
  malentendant: 'hard-of-hearing', moteur: 'motor', motricite: 'motor', cognitif: 'cognitive', cognition: 'cognitive', parole: 'speech', plusieurs: 'several', autre: 'other',
}
const outcomeWords: Readonly<Record<string, TaskOutcome>> = {
  reussie: 'done', fait: 'done', 'avec effort': 'done-with-effort', 'reussie avec effort': 'done-with-effort', 'avec aide': 'done-with-help',
  'reussie avec aide': 'done-with-help', abandon: 'not-done', abandonnee: 'not-done', 'non reussie': 'not-done',
}
const codeOf = <T extends string>(text: string, words: Readonly<Record<string, T>>): string => words[fold(text)] ?? text.trim()

function rowsOf(bytes: Uint8Array): UserReview[] {
  const [header, ...rows] = readTable(bytes).rows
  const { columns } = findColumns(header?.cells ?? [], columnNames)
  return rows.map(({ line, cells }) => {
    const at = (name: keyof typeof columnNames) => (columns[name] === undefined ? '' : cells[columns[name]] ?? '')
    const [tool, url] = [at('tool'), at('url')]
    const review = UserReviewsFile.shape.reviews.element.safeParse({
      on: frenchDay(at('on')) ?? at('on'), handicap: codeOf(at('handicap'), handicapWords), task: at('task'), outcome: codeOf(at('outcome'), outcomeWords),
      words: at('words'), ...(tool && { tool }), ...(url && { url }),
    }, { error: z.locales.fr().localeError })
    if (review.success) return review.data
    const [issue] = review.error.issues
    const name = z.enum(['on', 'handicap', 'tool', 'task', 'outcome', 'words', 'url']).safeParse(issue?.path[0])
    const choices = issue?.path[0] === 'handicap' ? Handicap.options : issue?.path[0] === 'outcome' ? TaskOutcome.options : null
    throw new UsageError(`Ligne ${line}, ${name.success ? columnNames[name.data][0] : 'ligne'} : ${issue?.code === 'too_small' ? 'rien n’est écrit' : issue?.message ?? 'valeur inattendue'}.`, choices ? `Choisissez parmi : ${choices.join(', ')}.` : 'Colonnes attendues : date, handicap, outil, tâche, issue, paroles, adresse.')
  })
}

async function reviewsOf(file: string, bytes: Uint8Array): Promise<UserReview[]> {
  if (['.yml', '.yaml'].includes(extname(file).toLowerCase())) return (await readYaml(file, UserReviewsFile))?.value.reviews ?? []
  return rowsOf(bytes)
}

const cleaned = ({ tool, task, words, ...review }: UserReview): UserReview =>
  ({ ...review, ...(tool && { tool: cleanText(tool, 120) }), task: cleanText(task), words: cleanMultiline(words, 2000) })

/**
 * Adds reviews by people with disabilities to the territory folder, from YAML (`reviews:`) or from a table (date, handicap, outil, tâche,
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
