import type { PageRecord } from '#model/result'
import { findingsOf } from '#lib/record/record'
import type { StoredRecord } from './store.ts'

/** A line that names something that is not there. */
export type Dangling = { file: string; what: string }

/** Findings that the pages of the record name, and that it does not hold. */
export const danglingFindings = ({ pages, findings }: Pick<StoredRecord, 'pages' | 'findings'>): Dangling[] => pages.flatMap((page) => danglingOf(page, findings))

function danglingOf(page: PageRecord, findings: StoredRecord['findings']): Dangling[] {
  const book = findings.get(page.site) ?? new Map()
  return Object.entries(page.results).flatMap(([audit, [, , set]]) => {
    try {
      findingsOf(set, book)
      return []
    } catch {
      return [{ file: `results/${page.site}/${page.at.slice(0, 4)}.jsonl`, what: `${page.page}, visite ${page.run}, ${audit} : ses constats (${set}) manquent dans findings.jsonl` }]
    }
  })
}
