import type { PublishedSite } from '#model/publication'
import { siteReport } from '#lib/publish/site-report'
import { readRecord } from '../record/store.ts'
import { readTerritoryFolder } from '../territory/territory.ts'
import { requireSite } from './import-audit.ts'

/** A site as its record leaves it today, with the tools of its last visit. Throws a UsageError for an unknown site. */
export async function readSiteReport(dataDir: string, id: string): Promise<{ report: PublishedSite; tools: Readonly<Record<string, string>> | null }> {
  await requireSite(dataDir, id)
  const [{ territory, sites }, record] = await Promise.all([readTerritoryFolder(dataDir), readRecord(dataDir)])
  const site = sites.find((each) => each.id === id)
  if (site === undefined) throw new Error(`The site ${id} was declared and is gone`)
  const runs = new Map(record.runs.map((run) => [run.run, run]))
  const report = siteReport(site, territory, { pages: record.pages.filter((page) => page.site === id), findings: record.findings.get(id) ?? new Map(), runs })
  return { report, tools: runs.get(report.lastRun ?? '')?.tools ?? null }
}
