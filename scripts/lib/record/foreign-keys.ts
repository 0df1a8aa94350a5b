import type { PageRecord } from '#model/result'
import { findingsOf } from '#lib/record/record'
import type { StoredRecord } from './store.ts'

/** A line that names something that is not there. */
export type Dangling = { file: string; what: string }

/** What the lines of the record name: findings, and the sites of the territory. */
export function danglingKeys({ pages, findings }: Pick<StoredRecord, 'pages' | 'findings'>, sites: ReadonlySet<string>): Dangling[] {
  const unknownSites = [...new Set(pages.map(({ site }) => site))].filter((site) => !sites.has(site))
  return [
    ...unknownSites.map((site) => ({ file: `results/${site}`, what: `le site « ${site} » n’est plus dans sites.yml` })),
    ...pages.flatMap((page) => danglingFindings(page, findings)),
  ]
}

function danglingFindings(page: PageRecord, findings: StoredRecord['findings']): Dangling[] {
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
