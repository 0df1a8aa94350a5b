import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freeze } from '#effects/report/reen-files'
import { reportFiles } from '#effects/report/report-publication'
import { PublishedReport } from '#model/reen-report'
import { Territory } from '#model/territory'

const example = fileURLToPath(new URL('../../../../examples/villeneuve/data/reports', import.meta.url))
const territory = Territory.parse({ id: 'essai', name: 'Essai', contact: { email: 'a@essai.example', function: 'DSI' }, organisations: [{ id: 'ville', name: 'Ville', kind: 'commune', inhabitants: 12_480 }] })
const published = new Map<string, unknown>([['commitments.json', { generated: 'by trefle compute, do not edit', commitments: [] }]])
const read = () => reportFiles(folder, { territory, now: '2026-11-22T08:00:00Z' }, published)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-report-'))
  await cp(example, join(folder, 'reports'), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

describe('the reviews that were presented', () => {
  const path = '2025/ville/2026-01-20/bilan-2025-ville.html'

  it('are published to the byte, under the report of the year', async () => {
    const files = await read()
    const { year, reports } = PublishedReport.parse(files.get('report.json'))
    expect([year, reports.map(({ organisation }) => organisation)]).toEqual(['2026', ['ville']])
    expect(reports[0]?.presented[0]?.files.map(({ format, summary }) => `${format}${summary ? ' summary' : ''}`).sort()).toEqual(['html', 'html summary'])
    expect(files.get(`report/${path}`)).toEqual(new Uint8Array(await readFile(join(folder, 'reports/reen/2025/presented/ville/2026-01-20/bilan-2025-ville.html'))))
  })

  it('are refused when somebody changed one since, even when another was presented later that year', async () => {
    await freeze(folder, { schema: 'trefle/reen-report@1', year: '2025', organisation: 'ville', on: '2026-03-02', figures: [], commitments: [] }, new Map([['bilan-2025-ville.html', new Uint8Array([60])]]))
    await writeFile(join(folder, 'reports/reen/2025/presented/ville/2026-01-20/bilan-2025-ville.html'), 'autre chose')
    await expect(read()).rejects.toThrow(/n’est plus ce qui a été présenté/)
  })
})
