import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { canonical } from '#lib/record/canonical'
import { Observation } from '#model/observation'
import { appendImportReport, appendObservations, readObservations } from '#effects/record/observations'

let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-observations-')) })

function anObservation(changes: Partial<Observation> = {}): Observation {
  return { metric: 'fleet.devices', subject: 'ville', period: '2026', value: 12, unit: 'count', quality: 'declared', source: 'parc', at: '2026-11-01T00:00:00Z', dimensions: { type: 'laptop' }, ...changes }
}

const laptops = anObservation()
const tablets = anObservation({ dimensions: { type: 'tablet' }, value: 5 })
const append = (...observations: Observation[]): ReturnType<typeof appendObservations> => appendObservations(dataDir, 'inventory-csv', observations)
const linesOf = async (year: string): Promise<Observation[]> =>
  (await readFile(join(dataDir, 'observations', 'inventory-csv', `${year}.jsonl`), 'utf8')).trim().split('\n').map((line) => Observation.parse(JSON.parse(line)))
const values = async (): Promise<unknown[]> => (await readObservations(dataDir)).map(({ period, dimensions, value }) => [period, dimensions.type, value])

describe('the record of observations', () => {
  it('adds nothing when the same pull comes twice, even on another day', async () => {
    expect(await append(laptops, tablets)).toEqual({ appended: 2, unchanged: 0, superseded: 0 })
    const before = await readFile(join(dataDir, 'observations', 'inventory-csv', '2026.jsonl'), 'utf8')
    expect(await append({ ...tablets, at: '2026-11-20T00:00:00Z' }, { ...laptops, at: '2026-11-20T00:00:00Z' })).toEqual({ appended: 0, unchanged: 2, superseded: 0 })
    expect(await readFile(join(dataDir, 'observations', 'inventory-csv', '2026.jsonl'), 'utf8')).toBe(before)
  })

  it('corrects by a new line that names the hash of the one it replaces', async () => {
    await append(laptops)
    expect(await append({ ...laptops, value: 13, at: '2026-12-01T00:00:00Z' })).toEqual({ appended: 0, unchanged: 0, superseded: 1 })
    const [first, second] = await linesOf('2026')
    expect(first).toEqual(laptops)
    expect(second).toMatchObject({ value: 13, supersedes: createHash('sha256').update(canonical(laptops)).digest('hex') })
    expect(await values()).toEqual([['2026', 'laptop', 13]])
  })

  it('withdraws what a source no longer states, and takes it back when it does again', async () => {
    await append(laptops, tablets)
    expect(await append(laptops)).toEqual({ appended: 0, unchanged: 1, superseded: 1 })
    expect((await linesOf('2026')).at(-1)).toMatchObject({ dimensions: { type: 'tablet' }, value: null })
    expect(await values()).toEqual([['2026', 'laptop', 12]])
    expect(await append(laptops)).toEqual({ appended: 0, unchanged: 1, superseded: 0 })
    expect(await append(laptops, tablets)).toEqual({ appended: 0, unchanged: 1, superseded: 1 })
    expect(await values()).toEqual([['2026', 'laptop', 12], ['2026', 'tablet', 5]])
  })

  it('says nothing of the years that a pull does not speak of', async () => {
    await append(laptops, tablets)
    await append({ ...laptops, period: '2027', value: 14 })
    expect(await values()).toEqual([['2026', 'laptop', 12], ['2026', 'tablet', 5], ['2027', 'laptop', 14]])
  })

  it('withdraws what a meter read by itself once both meters cover its month, although no later one is given alone', async () => {
    const month = (metric: string, period: string): Observation => anObservation({ metric, unit: 'kWh', period, dimensions: {} })
    await append(month('energy.room', '2026-01'), month('energy.room-alone', '2026-03'), month('energy.room-alone', '2026-05'))
    await append(month('energy.room', '2026-01'), month('energy.room-alone', '2026-03'), month('energy.room', '2026-05'))
    expect((await readObservations(dataDir)).map(({ metric, period }) => [metric, period])).toEqual([['energy.room', '2026-01'], ['energy.room-alone', '2026-03'], ['energy.room', '2026-05']])
  })

  it('withdraws a month that is missing between two that are given', async () => {
    const month = (period: string): Observation => anObservation({ metric: 'energy.room', unit: 'kWh', period })
    await append(month('2026-01'), month('2026-02'), month('2026-03'))
    await append(month('2026-01'), month('2026-03'))
    expect((await readObservations(dataDir)).map(({ period }) => period)).toEqual(['2026-01', '2026-03'])
  })

  it('leaves the facts of another source alone', async () => {
    await append(laptops, { ...tablets, source: 'ecoles' })
    await append({ ...laptops, value: 20 })
    expect(await values()).toEqual([['2026', 'laptop', 20], ['2026', 'tablet', 5]])
  })

  it('refuses a pull that states the same fact twice', async () => {
    await expect(append(laptops, { ...laptops, value: 3 })).rejects.toThrow(/twice/)
  })

  it('refuses a record in which a line was changed by hand', async () => {
    await append(laptops)
    await append({ ...laptops, value: 13 })
    const file = join(dataDir, 'observations', 'inventory-csv', '2026.jsonl')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"value":12', '"value":99'))
    await expect(readObservations(dataDir)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('fleet.devices') })
  })

  it('leaves no temporary file behind', async () => {
    await append(laptops)
    await appendImportReport(dataDir, { schema: 'trefle/import@1', source: 'parc', at: '2026-11-01T00:00:00Z', read: { from: 'a.csv', lines: 2 }, kept: 1, rejected: [], duplicates: [], notes: [], known: {} })
    expect(await readdir(join(dataDir, 'observations', 'inventory-csv'))).toEqual(['2026.jsonl'])
    expect(await readdir(join(dataDir, 'imports'))).toEqual(['parc.json'])
  })

  it('of a territory without observation is empty', async () => {
    expect(await readObservations(dataDir)).toEqual([])
  })
})
