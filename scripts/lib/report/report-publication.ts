import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PublicationInput } from '#lib/publish/publish'
import { commitmentsOf } from '#lib/report/reen-facts'
import { reportedIndicators } from '#lib/report/reen-figures'
import { reportOverview, reviewedOrganisations } from '#lib/report/report-overview'
import { PublishedIndicator } from '#model/indicator'
import { PublishedCommitments } from '#model/publication'
import { FreezeManifest, PublishedReport, type PresentedArchive } from '#model/reen-report'
import { readPresented, readReenFrame, readSplit, readTexts } from './reen-files.ts'

type Archived = PresentedArchive & { folder: string; year: string }

/** The archives of an organisation, of all years. */
async function archivesOf(dataDir: string, organisation: string): Promise<Archived[]> {
  const manifests = globSync(`reports/reen/*/presented/${organisation}/*/manifest.json`, { cwd: dataDir }).sort()
  return Promise.all(manifests.map(async (path) => {
    const { on, year, files } = FreezeManifest.parse(JSON.parse(await readFile(join(dataDir, path), 'utf8')))
    return {
      on, year, folder: join(dataDir, dirname(path)),
      // The two pages come first: they are what most readers open.
      files: files.toSorted((a, b) => (a.path < b.path ? 1 : -1)).flatMap(({ path: name, bytes }) => {
        const format = (['pdf', 'html', 'docx'] as const).find((each) => name.endsWith(`.${each}`))
        return format ? [{ path: `${year}/${organisation}/${on}/${name}`, format, summary: name.startsWith('essentiel'), bytes }] : []
      }),
    }
  }))
}

/**
 * report.json of the publication, for the year of the computation, and the documents that were presented under report/. Throws a UsageError
 * for an archive that was changed.
 */
export async function reportFiles(dataDir: string, { territory, now }: Pick<PublicationInput, 'territory' | 'now'>, published: ReadonlyMap<string, unknown>): Promise<Map<string, unknown>> {
  const [year, frame] = [now.slice(0, 4), await readReenFrame()]
  const split = await readSplit(dataDir, year)
  const indicators = [...published].flatMap(([path, value]) => (path.startsWith('indicators/') ? [PublishedIndicator.parse(value)] : []))
  const { commitments } = PublishedCommitments.parse(published.get('commitments.json'))
  const files = new Map<string, unknown>()
  const reports = []
  for (const organisation of reviewedOrganisations(territory, frame)) {
    const archives = await archivesOf(dataDir, organisation.id)
    for (const archived of new Set(archives.map((each) => each.year))) await readPresented(dataDir, archived, organisation.id)
    for (const { folder, files: documents } of archives) for (const { path } of documents) files.set(`report/${path}`, new Uint8Array(await readFile(join(folder, path.split('/').at(-1) ?? ''))))
    reports.push(reportOverview({
      year, on: now.slice(0, 10), territory, organisation, frame, split,
      indicators: reportedIndicators(indicators, year, organisation.id, split), commitments: commitmentsOf(organisation.id, territory, commitments),
      texts: await readTexts(dataDir, year, organisation.id, frame), presented: null,
    }, archives.map(({ on, files: documents }) => ({ on, files: documents }))))
  }
  return files.set('report.json', PublishedReport.parse({ generated: 'by trefle compute, do not edit', year, reports }))
}
