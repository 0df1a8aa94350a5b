import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublicSnapshot } from '#model/nightly'
import { PublishedAudits, PublishedSite } from '#model/publication'
import { defectOutcome } from '#lib/publish/defects'
import { formatQuantity } from '#lib/words/format'
import { readPublication } from '../report/read-publication.ts'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What the publication of a territory makes public. Throws a UsageError when `trefle compute` has not written it. */
export async function snapshotOf(dataDir: string, at: string): Promise<PublicSnapshot> {
  const folder = join(dataDir, 'publication')
  const { indicators, commitments } = await readPublication(dataDir)
  const paths = globSync('**/*.*', { cwd: folder }).sort()
  const contents = await Promise.all(paths.map(async (path) => [path.replaceAll('\\', '/'), await readFile(join(folder, path))] as const))
  const json = (path: string): unknown => JSON.parse(contents.find(([name]) => name === path)?.[1].toString() ?? 'null')
  const titles = new Map(PublishedAudits.parse(json('audits.json')).audits.map(({ id, text }) => [id, text.title]))
  const sites = contents.filter(([path]) => /^sites\/[^/]+\.json$/.test(path)).map(([path]) => PublishedSite.parse(json(path)))
  return {
    schema: 'trefle/public-snapshot@1', at,
    indicators: indicators.map(({ id, text, unit, latest }) => ({
      id, title: text.title, period: latest?.period ?? null, state: latest?.state ?? 'not-measured', value: latest?.value == null ? null : formatQuantity(latest.value, unit),
    })),
    commitments: commitments.map(({ commitment, status }) => ({ id: commitment.id, text: commitment.text, status, function: commitment.function })),
    defects: sites.flatMap(({ id, name, defects }) => [...Map.groupBy(defects.filter((defect) => defectOutcome(defect) === 'fail'), ({ audit }) => audit)].map(([audit, same]) => ({
      site: id, name, audit, title: titles.get(audit) ?? audit, pages: new Set(same.flatMap(({ pages }) => pages)).size,
    }))),
    files: Object.fromEntries(contents.map(([path, bytes]) => [path, hashOf(bytes)])),
  }
}
