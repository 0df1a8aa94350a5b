import type { PageRole } from '#model/site'
import type { AuditVerdict, PageSeen } from '#lib/define'
import { ownVerdict, type Sight } from './own-check.ts'
import { marksOf, movedMarks, referencePage } from './site-check.ts'

/** A way to the pages that every page should offer alike. `criterion` has three tests: reached, same place, same order in the code. */
export type Way = { kind: 'site-map' | 'search'; ownRole: PageRole; criterion: '12.4' | '12.5'; name: string }

/** What differs from the reference page, page by page. The page that is the way itself need not lead to itself. */
export function reachOf({ kind, ownRole, criterion, name }: Way, pages: readonly PageSeen<'navigation'>[]): AuditVerdict {
  const reference = referencePage(pages, (page) => marksOf(page, kind).length > 0)
  const others = pages.filter((page) => page !== reference && page.role !== ownRole)
  if (reference === undefined) return ownVerdict(false, {})
  const doubtful = others.flatMap((page): Sight[] => {
    if (marksOf(page, kind).length === 0) return [{ test: `${criterion}.1`, url: page.url, message: `${name} n’a pas été trouvé sur cette page, alors que d’autres l’offrent.` }]
    return movedMarks(reference, page, kind).flatMap(({ mark: { selector }, place, order }) => [
      ...(place ? [{ test: `${criterion}.2`, selector, url: page.url, message: `${name} n’est pas à la même place que sur la page prise pour référence.` }] : []),
      ...(order ? [{ test: `${criterion}.3`, selector, url: page.url, message: `${name} ne vient pas dans le même ordre dans le code que sur la page prise pour référence.` }] : []),
    ])
  })
  return ownVerdict(others.length > 0, { doubtful })
}
