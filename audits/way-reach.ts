import type { PageRole } from '#model/site'
import type { AuditVerdict, PageSeen } from '#lib/define'
import { ownVerdict, type Sight } from './own-check.ts'
import { marksOf, movedMarks, pageOf, referencePage } from './site-check.ts'

/** A way to the pages that every page should offer alike. `criterion` has three tests: reached, same place, same order in the code. */
export type Way = { kind: 'site-map' | 'search'; ownRole: PageRole; criterion: '12.4' | '12.5'; name: string }

/**
 * What differs from the reference page, page by page. The page that is the way itself need not lead to itself, and what one page alone
 * offers is that page's own.
 */
export function reachOf({ kind, ownRole, criterion, name }: Way, pages: readonly PageSeen<'navigation'>[]): AuditVerdict {
  const compared = pages.filter(({ role }) => role !== ownRole)
  const offers = (page: PageSeen<'navigation'>) => marksOf(page, kind).length > 0
  const reference = referencePage(compared, offers)
  if (reference === undefined || compared.filter(offers).length < 2) return ownVerdict(false, {})
  const others = compared.filter((page) => page !== reference)
  const doubtful = others.flatMap((page): Sight[] => {
    if (!offers(page)) return [{ test: `${criterion}.1`, ...pageOf(page), message: `${name} n’a pas été trouvé sur cette page, alors que d’autres l’offrent.` }]
    return movedMarks(reference, page, kind).flatMap(({ mark: { selector }, place, order }) => [
      ...(place ? [{ test: `${criterion}.2`, selector, ...pageOf(page), message: `${name} n’est pas à la même place que sur la page prise pour référence.` }] : []),
      ...(order ? [{ test: `${criterion}.3`, selector, ...pageOf(page), message: `${name} ne vient pas dans le même ordre dans le code que sur la page prise pour référence.` }] : []),
    ])
  })
  return ownVerdict(true, { doubtful })
}
