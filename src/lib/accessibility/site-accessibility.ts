import type { CriterionStatus, ManualAudit } from '#model/manual-audit'
import type { PublishedSite } from '#model/publication'
import type { PublishedAccessibility } from '#model/published-accessibility'
import type { RgaaGrid } from '#model/rgaa'
import type { UserReviewSet } from '#model/user-review'
import { failuresAgainst, shownNotices } from '#lib/statements/shown-notices'
import { conformityOf, statusesOf, statusOver } from './conformity-rate.ts'
import { machineCriteria } from './machine-criteria.ts'
import { standingAudits } from './standing-audits.ts'

export type People = { manualAudits: readonly ManualAudit[]; userReviews: readonly UserReviewSet[] }
const latestFirst = <T extends { on: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))

/** The three voices on a site's accessibility, side by side. An audit that a later one corrects is left out. */
export function siteAccessibility(site: PublishedSite, people: People, grid: RgaaGrid): PublishedAccessibility {
  const audits = standingAudits(people.manualAudits.filter((audit) => audit.site === site.id))
  const statement = shownNotices(site).find(({ kind }) => kind === 'accessibility')
  const against = statement ? failuresAgainst(statement, site, grid) : null
  return {
    generated: 'by trefle compute, do not edit', site: site.id, version: grid.version,
    machine: Object.fromEntries(machineCriteria(site.pages, grid).map(({ number, state }) => [number, state])),
    ...(against && { statementAgainstFailures: against }),
    audits: latestFirst(audits).map((audit) => ({ ...audit, conformity: conformityOf(audit, grid) })),
    reviews: latestFirst(people.userReviews.filter((set) => set.site === site.id).flatMap(({ reviews }) => reviews)),
  }
}

/** What people concluded of a criterion over their sample; null when nobody audited the site. */
export function peopleStatus({ audits: [latest] }: PublishedAccessibility, number: string): CriterionStatus | null {
  return latest === undefined ? null : statusOver(statusesOf(latest, number))
}
