import type { PublishedPage, PublishedSite } from '#model/publication'

const failing = ({ verdicts }: PublishedPage): string[] => Object.entries(verdicts).filter(([, { outcome }]) => outcome === 'fail').map(([audit]) => audit)

/** A control that shows a gap, and how far: on how many pages and sites. */
export type WorstRule = { audit: string; pages: number; sites: number }

/** Controls by the number of pages where they show a gap. */
export function worstRules(sites: readonly PublishedSite[]): WorstRule[] {
  const seen = sites.flatMap((site) => site.pages.flatMap((page) => failing(page).map((audit) => ({ audit, site: site.id }))))
  return [...Map.groupBy(seen, ({ audit }) => audit)]
    .map(([audit, same]) => ({ audit, pages: same.length, sites: new Set(same.map(({ site }) => site)).size }))
    .sort((a, b) => b.pages - a.pages || b.sites - a.sites || (a.audit < b.audit ? -1 : 1))
}

/** A page with the number of its controls that show a gap. */
export type WorstPage = { site: PublishedSite; page: PublishedPage; gaps: number }

/** Pages with a gap, those with most controls that show one first. */
export function worstPages(sites: readonly PublishedSite[]): WorstPage[] {
  return sites
    .flatMap((site) => site.pages.map((page) => ({ site, page, gaps: failing(page).length })))
    .filter(({ gaps }) => gaps > 0)
    .sort((a, b) => b.gaps - a.gaps || a.site.name.localeCompare(b.site.name, 'fr') || a.page.name.localeCompare(b.page.name, 'fr'))
}
