import type { Conformity, CriterionStatus, ManualAudit } from '#model/manual-audit'
import type { RgaaGrid } from '#model/rgaa'
import { criteriaOf } from './rgaa.ts'

type Judged = Pick<ManualAudit, 'pages' | 'transverse'>

/** What a page is worth with the elements that it shares with the others: one failure fails it, and a shared element that was not tested is left out. */
function withShared(own: CriterionStatus, shared: CriterionStatus): CriterionStatus {
  if (own === 'NC' || shared === 'NC') return 'NC'
  if (own === 'NT') return 'NT'
  return own === 'C' || shared === 'C' ? 'C' : 'NA'
}

/** Statuses of one criterion, page by page. */
export function statusesOf({ pages, transverse }: Judged, number: string): CriterionStatus[] {
  return pages.map(({ statuses }) => withShared(statuses[number] ?? 'NT', transverse?.[number] ?? 'NT'))
}

/** A criterion over the whole sample: it fails as soon as it fails on one page, and conforms only when no page is left to test. */
export function statusOver(statuses: readonly CriterionStatus[]): CriterionStatus {
  return (['NC', 'NT', 'C'] as const).find((status) => statuses.includes(status)) ?? 'NA'
}

function shareOf(statuses: readonly CriterionStatus[]): { conforming: number; applicable: number } {
  const conforming = statuses.filter((status) => status === 'C').length
  return { conforming, applicable: conforming + statuses.filter((status) => status === 'NC').length }
}

/**
 * The rate of the law, as exact counts: criteria that conform over criteria that apply on one page at least, where one page that fails
 * makes the criterion fail (RGAA 4.1.2, « Évaluation de la conformité »). The mean rate is
 * the mean over the pages of the same share. A criterion left to test on any page gives no rate at all.
 */
export function conformityOf(audit: Judged, grid: RgaaGrid): Conformity {
  const byCriterion = criteriaOf(grid).map(({ number }) => statusesOf(audit, number))
  const untestedCriteria = byCriterion.filter((statuses) => statuses.includes('NT')).length
  if (untestedCriteria > 0) return { state: 'partial', untestedCriteria }
  const share = shareOf(byCriterion.map(statusOver))
  if (share.applicable === 0) return { state: 'nothing-applies' }
  const pageShares = audit.pages.map((_, page) => shareOf(byCriterion.flatMap((statuses) => statuses[page] ?? []))).filter(({ applicable }) => applicable > 0)
  return { state: 'rated', share, pageShares }
}

/** The mean of shares, 0 to 1. */
export function meanShare(shares: readonly { conforming: number; applicable: number }[]): number {
  return shares.reduce((sum, { conforming, applicable }) => sum + conforming / applicable, 0) / shares.length
}
