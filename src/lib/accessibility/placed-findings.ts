import type { Finding } from '#model/outcome'
import type { PublishedPage } from '#model/publication'

/** Where the findings of the checks over several pages belong: on the page that the finding names, or on the page of a role. They are written with the home page's. */
export const sitePlaces: Readonly<Record<string, 'named' | 'sitemap'>> = {
  'solidarity/field-labels': 'named', 'solidarity/menu-place': 'named', 'solidarity/search-reach': 'named', 'solidarity/shared-titles': 'named',
  'solidarity/site-map-links': 'sitemap', 'solidarity/site-map-reach': 'named', 'solidarity/ways-to-pages': 'named',
}

const bare = (address: string) => address.replace(/#.*$/, '').replace(/\/$/, '')

/** The page that a finding is about; the one that bears it when no other is recognised. */
function pageOf(audit: string, { url }: Finding, bearer: PublishedPage, pages: readonly PublishedPage[]): PublishedPage {
  const about = sitePlaces[audit] === 'sitemap' ? pages.find(({ role }) => role === 'sitemap') : pages.find((page) => url !== undefined && bare(page.url) === bare(url))
  return about ?? bearer
}

/** The pages of a site, each with its own findings: a grid or a report page by page must not hold against the home page what another one shows. */
export function placedPages(pages: readonly PublishedPage[]): PublishedPage[] {
  const told = pages.flatMap((bearer) => Object.entries(bearer.verdicts).flatMap(([audit, verdict]) => (audit in sitePlaces ? verdict.findings.map((finding) => ({ audit, verdict, finding, on: pageOf(audit, finding, bearer, pages).id })) : [])))
  return pages.map((page) => {
    const own = Object.fromEntries(Object.entries(page.verdicts).map(([audit, verdict]) => [audit, audit in sitePlaces ? { ...verdict, findings: [] } : verdict]))
    for (const { audit, verdict, finding, on } of told) {
      if (on === page.id) own[audit] = { ...verdict, findings: [...(own[audit]?.findings ?? []), finding] }
    }
    return { ...page, verdicts: own }
  })
}
