import { toRecord } from '#lib/record/record'
import type { SiteAuditDefinition } from '#lib/define'
import type { AuditId, PageRecord } from '#model/result'
import type { Site } from '#model/site'
import { judgeSite } from '#audits/run-site'
import { evidenceOf } from './evidence-store.ts'

export type SiteCatalogue = ReadonlyMap<AuditId, SiteAuditDefinition>

/** The first visits of a site's pages, in the order of its sample. */
export const firstVisits = (site: Site, visits: readonly PageRecord[]): PageRecord[] =>
  site.pages.flatMap(({ id }) => visits.find((visit) => visit.site === site.id && visit.page === id && visit.pass === 'cold') ?? [])

/**
 * What only the pages of a site together can show, judged over the evidence of a run's first visits: the line of the home page again
 * (or of the first page that was read), with these verdicts beside its own. Null when no page was read. A page whose evidence is not
 * kept here is left out.
 */
export async function siteVerdicts(site: Site, visits: readonly PageRecord[], catalogue: SiteCatalogue, folder: string): Promise<ReturnType<typeof toRecord> | null> {
  const read = firstVisits(site, visits).filter(({ status }) => status === 'measured')
  const bearer = read.find(({ role }) => role === 'home') ?? read[0]
  if (bearer === undefined) return null
  const evidences = await Promise.all(read.map((visit) => evidenceOf(folder, visit)))
  const { results, ...visit } = bearer
  const told = toRecord(visit, judgeSite(evidences.filter((evidence) => evidence !== null), catalogue))
  return { page: { ...bearer, results: { ...results, ...told.page.results } }, findings: told.findings }
}
