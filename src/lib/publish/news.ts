import type { PublishedIndicator } from '#model/indicator'
import type { PublishedPage, PublishedSite } from '#model/publication'
import type { RunRecord } from '#model/result'
import { methodAt } from '#lib/publish/audit-methods'
import { defectOutcome } from '#lib/publish/defects'
import { latestMovement, type Movement } from '#lib/publish/series'

export type IndicatorNews = { indicator: PublishedIndicator; movement: Movement }

/** Indicators whose last value left the margin of the one before, most recent first. */
export function clearMovements(indicators: readonly PublishedIndicator[]): IndicatorNews[] {
  return indicators
    .flatMap((indicator) => {
      const movement = latestMovement(indicator)
      return movement && movement.change !== 'within' ? [{ indicator, movement }] : []
    })
    .sort((a, b) => b.movement.to.period.localeCompare(a.movement.to.period))
}

/** True when the page passed the time before and shows a gap at its last visit, judged by the same method: anything else is not news. */
function isFresh(page: PublishedPage, audit: string, runs: readonly RunRecord[]): boolean {
  const [before, last] = (page.history[audit] ?? []).filter(({ outcome }) => outcome !== 'unknown').slice(-2)
  return before?.outcome === 'pass' && last?.outcome === 'fail' && methodAt(runs, before.run, audit) === methodAt(runs, last.run, audit)
}

/** `pages` counts the pages that a defect touches, `freshPages` those among them that passed the time before. */
export type Defect = { site: PublishedSite; audit: string; message: string; pages: number; freshPages: number }

/** Defects of all sites: those that appeared at the last run first, then the most widespread; one an audit and site. */
export function pressingDefects(sites: readonly PublishedSite[], runs: readonly RunRecord[]): Defect[] {
  return sites
    .flatMap((site) => site.defects
      .filter((defect) => defectOutcome(defect) === 'fail')
      .filter(({ audit }, index, all) => all.findIndex((other) => other.audit === audit) === index)
      .map(({ audit, message, pages }) => ({
        site, audit, message, pages: pages.length,
        freshPages: site.pages.filter((page) => pages.includes(page.id) && isFresh(page, audit, runs)).length,
      })))
    .sort((a, b) => Number(b.freshPages > 0) - Number(a.freshPages > 0) || b.pages - a.pages)
}

/** The first of each kind: four different things to mend say more than the same one on four sites. */
export function oneOfEachAudit(defects: readonly Defect[]): Defect[] {
  return defects.filter(({ audit }, index) => defects.findIndex((other) => other.audit === audit) === index)
}
