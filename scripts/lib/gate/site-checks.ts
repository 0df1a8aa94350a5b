import type { AuditResult } from '#model/result'
import { judgeSite } from '#audits/run-site'
import type { Measured } from '../visits/measure.ts'
import type { SiteCatalogue } from '../visits/site-verdicts.ts'

/** Pages of one declared site, or of one origin. */
const siteOf = ({ job, evidence }: Measured): string => job.site?.id ?? new URL(evidence.finalUrl ?? evidence.url).origin

const byId = (a: AuditResult, b: AuditResult): number => (a.audit < b.audit ? -1 : 1)

/**
 * What only several pages of a site can show, judged over the loads that speak for those of this check: its home page (or the first one that
 * was read) then bears these verdicts beside its own. A page that stands alone is compared with none, and nothing is said of it.
 */
export function withSiteVerdicts(measured: readonly Measured[], catalogue: SiteCatalogue): Measured[] {
  const read = measured.filter(({ evidence }) => evidence.pass === 'cold' && evidence.status === 'measured')
  const told = new Map([...Map.groupBy(read, siteOf).values()].flatMap((pages): [Measured, AuditResult[]][] => {
    const bearer = pages.find(({ job }) => job.role === 'home') ?? pages[0]
    const addresses = new Set(pages.map(({ evidence }) => evidence.finalUrl ?? evidence.url))
    return bearer === undefined || addresses.size < 2 ? [] : [[bearer, judgeSite(pages.map(({ evidence }) => evidence), catalogue)]]
  }))
  return measured.map((one) => ({ ...one, results: [...one.results, ...(told.get(one) ?? [])].sort(byId) }))
}
