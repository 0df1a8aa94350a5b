import { Outcome } from '#model/outcome'
import type { PublishedSite } from '#model/publication'
import type { AuditId } from '#model/result'

/** The visits of the pages, and the one of the home page that refused: some audits are judged there only. */
const shown = (site: PublishedSite, audit: AuditId): Outcome[] =>
  [...site.pages, ...(site.refusal ? [site.refusal] : [])].flatMap(({ verdicts: { [audit]: verdict } }) => (verdict ? [verdict.outcome] : []))

/** How many pages ended in each outcome of an audit at their latest visit; outcomes that no page has are left out. */
export function outcomesOf(sites: readonly PublishedSite[], audit: AuditId): { outcome: Outcome; pages: number }[] {
  const all = sites.flatMap((site) => shown(site, audit))
  return Outcome.options.map((outcome) => ({ outcome, pages: all.filter((each) => each === outcome).length })).filter(({ pages }) => pages > 0)
}

/** The sites where an audit saw a gap, and on how many pages; most first, then by name. */
export function sitesWithGaps(sites: readonly PublishedSite[], audit: AuditId): { site: PublishedSite; pages: number }[] {
  return sites.map((site) => ({ site, pages: shown(site, audit).filter((outcome) => outcome === 'fail').length }))
    .filter(({ pages }) => pages > 0)
    .sort((a, b) => b.pages - a.pages || a.site.name.localeCompare(b.site.name, 'fr'))
}
