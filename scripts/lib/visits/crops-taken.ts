import type { Evidence } from '#model/evidence'
import type { PageRecord } from '#model/result'
import type { Site } from '#model/site'
import { evidenceOf } from './evidence-store.ts'

/** The evidence of the first visits of a site's pages in a run, in the order of its sample, as far as it is kept here. */
export async function cropsTaken(site: Site, visits: readonly PageRecord[], folder: string): Promise<{ page: string; sha: string; evidence: Evidence }[]> {
  const taken = await Promise.all(site.pages.map(async ({ id }) => {
    const visit = visits.find((one) => one.site === site.id && one.page === id && one.pass === 'cold')
    const evidence = visit ? await evidenceOf(folder, visit) : null
    return visit?.evidence && evidence ? [{ page: id, sha: visit.evidence, evidence }] : []
  }))
  return taken.flat()
}
