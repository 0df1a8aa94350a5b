import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toRecord } from '#lib/record/record'
import { publish } from '#lib/publish/publish'
import { PublishedSite } from '#model/publication'
import { UsageError } from '#effects/command/errors'
import { readItems } from '#effects/inbox/store'
import { readTokens } from '#effects/inbox/tokens'
import { lastImport } from '#effects/record/observations'
import { openRecord, readRecord } from '#effects/record/store'
import { readSample } from '#effects/sampling/sample-file'
import { readPublicationInput } from '../../../../scripts/compute.ts'
import { aResult, aVisit } from '../../../record-builders.ts'
import figures from '../../../fixtures/old-record/first-figures.json' with { type: 'json' }

const old = fileURLToPath(new URL('../../../fixtures/old-record/', import.meta.url))
const now = '2026-11-22T15:00:00Z'
let folder = ''
let copies = 0
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-old-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))
const copied = async () => {
  const dataDir = join(folder, String(copies++))
  await cp(join(old, 'first'), dataDir, { recursive: true })
  return dataDir
}
async function written(file: string, text: string): Promise<string> {
  const dataDir = await copied()
  await mkdir(dirname(join(dataDir, file)), { recursive: true })
  await writeFile(join(dataDir, file), text)
  return dataDir
}

describe('the record that the first version wrote', () => {
  it('gives the figures that the first version computed', async () => {
    const published = publish((await readPublicationInput({ dataDir: join(old, 'first'), now })).input)
    const series = (id: string) => (published.get(`indicators/${id}.json`) as { series: { period: string; value: number }[] }).series.map(({ period, value }) => [period, value])
    expect(Object.fromEntries(Object.keys(figures).map((id) => [id, series(id)]))).toEqual(figures)
  })

  it('still tells nothing as proven that the first version left to verify', async () => {
    const { input } = await readPublicationInput({ dataDir: join(old, 'first'), now })
    const raw = await readFile(join(old, 'first', 'results', 'mediatheque', 'findings.jsonl'), 'utf8')
    expect(raw.match(/"message":"À vérifier/g)?.length).toBeGreaterThan(0)
    expect(raw).not.toContain('certainty')
    const site = PublishedSite.parse(publish(input).get('sites/mediatheque.json'))
    expect(site.defects.length).toBeGreaterThan(5)
    expect(site.defects.filter(({ message }) => message.startsWith('À vérifier :'))).toEqual([])
  })

  it('grows with lines of today, each side read by its own schema', async () => {
    const dataDir = await copied()
    const today = { message: 'À vérifier par un moyen qui n’existait pas.', references: [] }
    const { page, findings } = toRecord(aVisit({ site: 'portail' }), [aResult({ outcome: 'fail', findings: [today] })])
    await openRecord(dataDir).page(page, findings)
    await openRecord(dataDir).page({ ...page, page: 'contact' }, findings)
    const text = await readFile(join(dataDir, 'results', 'portail', 'findings.jsonl'), 'utf8')
    expect(text.match(/"trefle\/findings@2"/g)).toHaveLength(1)
    const told = [...(await readRecord(dataDir)).findings.get('portail')?.values() ?? []].flatMap((line) => ('finding' in line && line.finding.message.startsWith('À vérifier') ? [line.finding] : []))
    expect(told.filter(({ certainty }) => certainty === 'to-verify').length).toBeGreaterThan(0)
    expect(told.filter(({ certainty }) => certainty === undefined)).toEqual([today])
  })

  it('has samples without the pages that left them', async () => {
    const text = await readFile(join(old, 'first-sample.json'), 'utf8')
    expect(text).not.toContain('formerly')
    const sample = await readSample(await written('samples/mediatheque.json', text), 'mediatheque')
    expect(sample).toMatchObject({ schema: 'trefle/sample@2', site: 'mediatheque', formerly: [], pages: (JSON.parse(text) as { pages: unknown[] }).pages })
  })
})

describe('a file that a later Trèfle wrote is refused with one sentence, and nothing is made of it', () => {
  const refused = (schema: string) => ({ name: UsageError.name, message: expect.stringContaining(`a été écrit par un Trèfle plus récent (${schema})`), mend: expect.stringContaining('Mettez Trèfle à jour') })

  it('findings, from the line that says so', async () => {
    const dataDir = await copied()
    await appendFile(join(dataDir, 'results', 'portail', 'findings.jsonl'), '{"schema":"trefle/findings@3"}\n{"tout":"autre"}\n')
    await expect(readRecord(dataDir)).rejects.toMatchObject(refused('trefle/findings@3'))
  })

  it('pages, whose kind has had one version', async () => {
    const dataDir = await copied()
    await appendFile(join(dataDir, 'results', 'portail', '2026.jsonl'), '{"schema":"trefle/results@2"}\n')
    await expect(readRecord(dataDir)).rejects.toMatchObject(refused('trefle/results@2'))
  })

  it('a run, a sample, an import', async () => {
    const dataDir = await copied()
    await appendFile(join(dataDir, 'results', 'runs.jsonl'), '{"schema":"trefle/run@2","run":"2027-01-01T000000Z"}\n')
    await expect(readRecord(dataDir)).rejects.toMatchObject(refused('trefle/run@2'))
    await expect(readSample(await written('samples/portail.json', '{"schema":"trefle/sample@3"}'), 'portail')).rejects.toMatchObject(refused('trefle/sample@3'))
    await expect(lastImport(await written('imports/parc.json', '{"schema":"trefle/import@2"}'), 'parc')).rejects.toMatchObject(refused('trefle/import@2'))
  })

  it('what the inbox received and its tokens, which stay where they are', async () => {
    const inbox = await written('items/barrier/b4k7qx2m9hpt.json', '{"schema":"trefle/inbox@2"}')
    await expect(readItems(inbox)).rejects.toMatchObject(refused('trefle/inbox@2'))
    expect(await readFile(join(inbox, 'items', 'barrier', 'b4k7qx2m9hpt.json'), 'utf8')).toContain('inbox@2')
    await expect(readTokens(await written('tokens.json', '{"schema":"trefle/tokens@2"}'))).rejects.toMatchObject(refused('trefle/tokens@2'))
  })
})
