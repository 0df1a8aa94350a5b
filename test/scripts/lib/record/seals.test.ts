import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { appendLines } from '#effects/files/jsonl'
import { checkSeals, sealRecord, sealsFile } from '#effects/record/seals'

const [first, second, third] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']
const year = 'results/portail/2026.jsonl'
let dataDir = ''
const file = () => join(dataDir, year)
const breaks = async () => (await checkSeals(dataDir)).breaks.map(({ file, kind, since }) => [file, kind, since])

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sealed-'))
  await mkdir(join(dataDir, 'results', 'portail'), { recursive: true })
  await appendLines(file(), [{ page: 1 }, { page: 2 }])
  await sealRecord(dataDir, 'audit', first)
  await appendLines(file(), [{ page: 3 }])
  await sealRecord(dataDir, 'audit', second)
})

describe('the seals of a record', () => {
  it('hold while files only grow, and say what no seal covers yet', async () => {
    await appendLines(file(), [{ page: 4 }])
    expect(await checkSeals(dataDir)).toMatchObject({ seals: 2, breaks: [], unsealed: [year] })
    await sealRecord(dataDir, 'audit', third)
    expect(await checkSeals(dataDir)).toMatchObject({ seals: 3, breaks: [], unsealed: [] })
  })

  it('tell a past that was rewritten, and since which seal', async () => {
    const text = await readFile(file(), 'utf8')
    await writeFile(file(), text.replace('{"page":3}', '{"page":9}'))
    expect(await breaks()).toEqual([[year, 'rewritten', second]])
    await writeFile(file(), text.replace('{"page":1}', '{"page":9}'))
    expect(await breaks()).toEqual([[year, 'rewritten', first]])
  })

  it('tell lines that were taken away, and a file that is gone', async () => {
    await truncate(file(), 11)
    expect(await breaks()).toEqual([[year, 'shortened', first]])
    await rm(file())
    expect(await breaks()).toEqual([[year, 'gone', first]])
  })

  it('pass over a last line that a crash cut: it was never a record', async () => {
    await writeFile(file(), `${await readFile(file(), 'utf8')}{"pa`)
    expect(await checkSeals(dataDir)).toMatchObject({ breaks: [], unsealed: [] })
    await sealRecord(dataDir, 'audit', third)
    await appendLines(file(), [{ page: 4 }])
    expect(await breaks()).toEqual([])
  })

  it('hold each other: one that is taken out or changed is told', async () => {
    const [one = '', two = ''] = (await readFile(sealsFile(dataDir), 'utf8')).trimEnd().split('\n')
    await writeFile(sealsFile(dataDir), `${two}\n`)
    expect(await breaks()).toContainEqual(['seals.jsonl', 'chain', second])
    await writeFile(sealsFile(dataDir), `${one.replace(first, '2026-01-02T00:00:00Z')}\n${two}\n`)
    expect(await breaks()).toEqual([['seals.jsonl', 'chain', second]])
  })

  it('never cover a rewriting by themselves, and do once a person says why', async () => {
    await writeFile(file(), '{"page":9}\n{"page":2}\n{"page":3}\n{"page":4}\n')
    await sealRecord(dataDir, 'audit', third)
    expect(await breaks()).toEqual([[year, 'rewritten', first]])
    await sealRecord(dataDir, 'verify', third, { files: [year], reason: 'Adresse personnelle retirée' })
    expect(await breaks()).toEqual([])
    await writeFile(file(), '{"page":8}\n{"page":2}\n{"page":3}\n{"page":4}\n')
    expect(await breaks()).toEqual([[year, 'rewritten', third]])
  })

  it('write nothing when nothing was added', async () => {
    const before = await readFile(sealsFile(dataDir), 'utf8')
    await sealRecord(dataDir, 'compute', third)
    expect(await readFile(sealsFile(dataDir), 'utf8')).toBe(before)
  })

  it('are one chain when two of them are made at once, each with what the other left', async () => {
    await appendLines(file(), [{ page: 4 }])
    await Promise.all([sealRecord(dataDir, 'inbox', third, { files: [year], reason: 'Essai' }), sealRecord(dataDir, 'night', third)])
    await Promise.all([1, 2, 3].map((n) => sealRecord(dataDir, 'verify', third, { files: [year], reason: `Essai ${n}` })))
    expect(await checkSeals(dataDir)).toMatchObject({ breaks: [], unsealed: [] })
  })

  it('of two branches that were merged are one chain again from the day a person accepts it', async () => {
    const before = await readFile(sealsFile(dataDir), 'utf8')
    const [one = '', two = ''] = before.trimEnd().split('\n')
    await writeFile(sealsFile(dataDir), `${one}\n${one.replace(first, '2026-01-15T00:00:00Z')}\n${two}\n`)
    expect((await breaks()).map(([, kind]) => kind)).toEqual(['chain', 'chain'])
    await sealRecord(dataDir, 'verify', third, { files: ['seals.jsonl'], reason: 'Fusion de deux branches' })
    expect(await breaks()).toEqual([])
    await writeFile(sealsFile(dataDir), (await readFile(sealsFile(dataDir), 'utf8')).replace(second, '2026-02-02T00:00:00Z'))
    expect(await breaks()).toEqual([['seals.jsonl', 'chain', third]])
  })

  it('that were cut at their end are told by one that somebody noted', async () => {
    const { head } = await checkSeals(dataDir)
    const noted = head?.slice(0, 12)
    await appendLines(file(), [{ page: 4 }])
    await sealRecord(dataDir, 'audit', third)
    expect((await checkSeals(dataDir, noted)).breaks).toEqual([])
    const [one = ''] = (await readFile(sealsFile(dataDir), 'utf8')).split('\n')
    await writeFile(sealsFile(dataDir), `${one}\n`)
    expect((await checkSeals(dataDir)).breaks).toEqual([])
    expect((await checkSeals(dataDir, noted)).breaks).toEqual([{ file: 'seals.jsonl', kind: 'cut', since: first }])
  })
})
