import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PublicationInput } from '#lib/publish/publish'
import { commitmentsOf } from '#lib/report/reen-facts'
import { reportedIndicators } from '#lib/report/reen-figures'
import { reportOverview, reviewedOrganisations } from '#lib/report/report-overview'
import { PublishedIndicator } from '#model/indicator'
import { PublishedCommitments } from '#model/publication'
import { PublishedReport, type PresentedArchive } from '#model/reen-report'
import { readArchive, readReenFrame, readSplit, readTexts } from './reen-files.ts'

/** `contents`: the bytes of its files, by their published path. */
type Archived = PresentedArchive & { contents: Map<string, Uint8Array> }

/** The archives of an organisation, of all years, each checked. */
async function archivesOf(dataDir: string, organisation: string): Promise<Archived[]> {
  const manifests = globSync(`reports/reen/*/presented/${organisation}/*/manifest.json`, { cwd: dataDir }).sort()
  return Promise.all(manifests.map(async (path) => {
    const { manifest: { on, year, files }, files: contents } = await readArchive(join(dataDir, dirname(path)))
    const published = (name: string) => `${year}/${organisation}/${on}/${name}`
    return {
      on, contents: new Map([...contents].map(([name, bytes]) => [published(name), bytes])),
      // The two pages come first: they are what most readers open.
      files: files.toSorted((a, b) => (a.path < b.path ? 1 : -1)).flatMap(({ path: name, bytes }) => {
        const format = (['pdf', 'html', 'docx'] as const).find((each) => name.endsWith(`.${each}`))
        return format ? [{ path: published(name), format, summary: name.startsWith('essentiel'), bytes }] : []
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
    for (const { files: documents, contents } of archives) for (const { path } of documents) files.set(`report/${path}`, contents.get(path))
    reports.push(reportOverview({
      year, on: now.slice(0, 10), territory, organisation, frame, split,
      indicators: reportedIndicators(indicators, year, organisation.id, split), commitments: commitmentsOf(organisation.id, territory, commitments),
      texts: await readTexts(dataDir, year, organisation.id, frame), presented: null,
    }, archives.map(({ on, files: documents }) => ({ on, files: documents }))))
  }
  return files.set('report.json', PublishedReport.parse({ generated: 'by trefle compute, do not edit', year, reports }))
}
