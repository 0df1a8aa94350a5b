import type { Evidence } from '#model/evidence'
import type { PageRecord } from '#model/result'
import type { Site } from '#model/site'
import { evidenceOf } from './evidence-store.ts'
import { firstVisits } from './site-verdicts.ts'

/** The evidence of the first visits of a site's pages in a run, in the order of its sample, as far as it is kept here. */
export async function cropsTaken(site: Site, visits: readonly PageRecord[], folder: string): Promise<{ page: string; sha: string; evidence: Evidence }[]> {
  const taken = await Promise.all(firstVisits(site, visits).map(async (visit) => {
    const evidence = await evidenceOf(folder, visit)
    return visit.evidence !== null && evidence !== null ? [{ page: visit.page, sha: visit.evidence, evidence }] : []
  }))
  return taken.flat()
}
