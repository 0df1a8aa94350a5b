import type { Finding } from '#model/outcome'
import type { PublishedPage } from '#model/publication'

/** What a page is judged by, without its past. */
export type JudgedPage = Pick<PublishedPage, 'id' | 'name' | 'url' | 'status' | 'verdicts'>
type Placed = { audit: string; verdict: PublishedPage['verdicts'][string]; finding: Finding; on: string }

/**
 * The pages of a site, each with its own findings. Those of a check over several pages are written with the home page and name the page that
 * they are about: a grid or a report page by page must not hold against the home page what another one shows.
 */
export function placedPages(pages: readonly JudgedPage[]): JudgedPage[] {
  const known = new Set(pages.map(({ id }) => id))
  const isAway = (bearer: JudgedPage, { page }: Finding): boolean => page !== undefined && page !== bearer.id && known.has(page)
  const moved = pages.flatMap((bearer) => Object.entries(bearer.verdicts).flatMap(([audit, verdict]): Placed[] =>
    verdict.findings.filter((finding) => isAway(bearer, finding)).map((finding) => ({ audit, verdict, finding, on: finding.page ?? bearer.id }))))
  return pages.map((page) => {
    const { id, name, url, status } = page
    const own = Object.fromEntries(Object.entries(page.verdicts).map(([audit, verdict]) => [audit, { ...verdict, findings: verdict.findings.filter((finding) => !isAway(page, finding)) }]))
    for (const { audit, verdict, finding, on } of moved) {
      if (on === id) own[audit] = { ...verdict, findings: [...(own[audit]?.findings ?? []), finding] }
    }
    return { id, name, url, status, verdicts: own }
  })
}
