import type { PublishedIndicator } from '#model/indicator'
import type { PublishedPage, PublishedSite } from '#model/publication'
import { latestMovement, type Movement } from '#lib/series'

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

const failedTimes = (page: PublishedPage, audit: string): number => page.history[audit]?.filter(({ outcome }) => outcome === 'fail').length ?? 0

/**
 * A gap in privacy or security is said to everybody only when it was seen twice, on two pages or in two runs;
 * any other gap, as soon as it is seen.
 */
export function seenEnough(site: PublishedSite, audit: string): boolean {
  return !audit.startsWith('freedom/') || site.pages.reduce((sum, page) => sum + failedTimes(page, audit), 0) >= 2
}

/** True when the page passed at the run before and shows a gap at the last one. */
function isFresh(page: PublishedPage, audit: string): boolean {
  const known = (page.history[audit] ?? []).filter(({ outcome }) => outcome !== 'unknown')
  return known.at(-1)?.outcome === 'fail' && known.at(-2) !== undefined && known.at(-2)?.outcome !== 'fail'
}

export type Defect = { site: PublishedSite; audit: string; message: string; pages: number; fresh: boolean }

/** Defects of all sites: those that appeared at the last run first, then the most widespread; one an audit and site. */
export function pressingDefects(sites: readonly PublishedSite[]): Defect[] {
  return sites
    .flatMap((site) => site.defects
      .filter(({ audit }, index, all) => all.findIndex((other) => other.audit === audit) === index && seenEnough(site, audit))
      .map(({ audit, message, pages }) => ({
        site, audit, message, pages: pages.length,
        fresh: site.pages.some((page) => pages.includes(page.id) && isFresh(page, audit)),
      })))
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || b.pages - a.pages)
}

/** The first of each kind: four different things to mend say more than the same one on four sites. */
export function oneOfEachAudit(defects: readonly Defect[]): Defect[] {
  return defects.filter(({ audit }, index) => defects.findIndex((other) => other.audit === audit) === index)
}
