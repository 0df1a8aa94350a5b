/**
 * Writes what made-up people said of the médiathèque's website: an audit that nobody did and two reviews that nobody gave, since the
 * town is fictional. The failures are those of the pages themselves, plus some that only a person can see.
 * `node examples/villeneuve/make-people.ts [folder]` gives the same bytes on every machine.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { araCsv } from '#effects/accessibility/ara-csv'
import { importAudit } from '#effects/accessibility/import-audit'
import { addReviews } from '#effects/accessibility/import-reviews'
import type { CriterionStatus } from '#model/manual-audit'
import type { UserReview } from '#model/user-review'
import { rgaaGrid } from '../../src/rgaa.ts'

const site = 'mediatheque'
/** Criteria that fail, page by page. */
const failing: Readonly<Record<string, readonly string[]>> = {
  Accueil: ['6.1', '10.7'],
  Catalogue: ['7.5', '10.7', '10.11'],
  Agenda: ['1.1', '3.2', '10.7'],
  'Venir à la médiathèque': ['1.6', '10.7'],
  'Mon compte': ['6.2', '10.7', '10.11', '11.1', '11.9', '11.10', '11.13'],
}
/** Criteria that need a field or a button, which only these pages have. */
const formPages: ReadonlySet<string> = new Set(['Catalogue', 'Mon compte'])
const absentEverywhere = /^(1\.[4579]|2\.\d|4\.\d+|5\.\d|7\.[24]|8\.(7|8|10)|10\.(13|14)|11\.(3|5|6|7|8|12)|12\.(10|11)|13\.(1|3|4|5|6|8|10|11|12))$/

function statusOf(page: string, number: string): CriterionStatus {
  if (failing[page]?.includes(number)) return 'NC'
  return absentEverywhere.test(number) || (number.startsWith('11.') && !formPages.has(page)) ? 'NA' : 'C'
}

const pages = Object.keys(failing).map((name) =>
  ({ name, url: null, remarks: {}, statuses: Object.fromEntries(criteriaOf(rgaaGrid).map(({ number }) => [number, statusOf(name, number)])) }))

const reviews: UserReview[] = [
  {
    on: '2026-09-16', handicap: 'blind', tool: 'NVDA et Firefox', task: 'Prolonger un prêt depuis « Mon compte »', outcome: 'not-done', url: 'https://mediatheque.villeneuve.example/mon-compte/',
    words: 'Exemple inventé. Les deux champs n’ont pas de nom : je ne sais pas lequel attend le numéro de carte. J’ai téléphoné.',
  },
  {
    on: '2026-09-17', handicap: 'motor', tool: 'clavier seul', task: 'Trouver l’heure du conte dans l’agenda', outcome: 'done-with-effort', url: 'https://mediatheque.villeneuve.example/agenda/',
    words: 'Exemple inventé. Je ne vois pas toujours où je suis dans la page, mais j’arrive au bout.',
  },
]

/** Replaces what a folder holds of the accessibility of the médiathèque. */
export async function makePeople(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'accessibility', site), { recursive: true, force: true })
  const bytes = new TextEncoder().encode(araCsv({ pages, transverse: null }, rgaaGrid))
  await importAudit({ dataDir, file: 'audit-mediatheque.csv', bytes, site, auditor: 'Cabinet inventé (exemple)', on: '2026-09-15' })
  await addReviews(dataDir, site, reviews)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePeople(process.argv[2] ?? fileURLToPath(new URL('data', import.meta.url)))
