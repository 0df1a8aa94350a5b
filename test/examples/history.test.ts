import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PublishedCommitments } from '#model/publication'
import { PublishedIndicator } from '#model/indicator'
import { readRecord } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'
import { makeHistory } from '../../examples/villeneuve/make-history.ts'
import { compute } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-history-'))
  await cp(example, dataDir, { recursive: true })
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const publication = async <T>(path: string, parse: (value: unknown) => T): Promise<T> => parse(JSON.parse(await readFile(join(dataDir, 'publication', path), 'utf8')))
const declaredPages = async () => (await readTerritoryFolder(example)).sites.flatMap(({ pages }) => pages).length
const indicator = (id: string) => publication(`indicators/${id}.json`, (value) => PublishedIndicator.parse(value))

async function bytes(): Promise<Record<string, string>> {
  const names = globSync('results/**/*.jsonl', { cwd: dataDir }).sort()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(dataDir, name), 'utf8')] as const)))
}

describe('the past visits of Villeneuve', () => {
  it('are made the same each time', async () => {
    await makeHistory(dataDir)
    const first = await bytes()
    await makeHistory(dataDir)
    expect(await bytes()).toEqual(first)
  })

  it('are committed for every declared page, and say that they are made up', async () => {
    const { runs, pages } = await readRecord(example)
    expect(runs.map(({ run, note }) => [run, note])).toEqual(['2025-11-18T080000Z', '2026-05-19T080000Z'].map((run) => [run, 'Exemple : passage reconstitué']))
    expect(pages).toHaveLength(2 * (await declaredPages()))
  })

  it('give trends to show, and promises in every state but those that wait for a fresh visit', async () => {
    const now = '2026-05-25T12:00:00.000Z'
    await pull({ dataDir, at: now })
    await compute({ dataDir, now })
    const { series } = await indicator('page-weight')
    expect(series).toHaveLength(2)
    expect(series[1]!.value!).toBeLessThan(series[0]!.value!)
    expect(series[0]).toMatchObject({ n: (await declaredPages()) - 1, denominator: await declaredPages() })
    expect((await indicator('pue')).latest).toMatchObject({ basis: 'PUE', n: 12 })
    expect((await indicator('fleet-footprint')).latest?.coverage).toBeGreaterThan(0.9)
    const { commitments } = await publication('commitments.json', (value) => PublishedCommitments.parse(value))
    expect(commitments).toHaveLength(12)
    expect(new Set(commitments.map(({ status }) => status))).toEqual(new Set(['kept', 'on-track', 'late', 'no-data', 'no-measurable-target']))
  })
})
