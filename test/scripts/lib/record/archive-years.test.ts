import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { compute, readPublicationInput } from '../../../../scripts/compute.ts'
import { verify } from '../../../../scripts/verify.ts'
import { drawnSeries } from '#lib/publish/publish'
import { archiveYears } from '#effects/record/archive-years'
import { sealRecord } from '#effects/record/seals'

const example = fileURLToPath(new URL('../../../../examples/villeneuve/data', import.meta.url))
const now = '2026-11-22T12:00:00Z'
let folder = ''
const data = () => join(folder, 'data')
const archive = () => join(folder, 'archive.zip')
const seriesOf = async () => {
  await compute({ dataDir: data(), now })
  return (JSON.parse(await readFile(join(data(), 'publication', 'indicators', 'page-weight.json'), 'utf8')) as { series: { period: string; value: number; breakBefore: boolean }[] }).series.map(({ period, value, breakBefore }) => [period, value, breakBefore])
}
const compact = async () => archiveYears(data(), { before: '2026', file: archive(), at: now }, drawnSeries((await readPublicationInput({ dataDir: data(), now })).input))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compacted-'))
  await cp(example, data(), { recursive: true })
  await rm(join(data(), 'seals.jsonl'), { force: true })
  await sealRecord(data(), 'verify', now)
})

describe('a record whose past years are archived', () => {
  it('keeps its curves, and loses its pages to the archive, whole', async () => {
    const before = await seriesOf()
    const page = await readFile(join(data(), 'results', 'portail', '2025.jsonl'))
    expect(before.length).toBeGreaterThan(1)
    await compact()
    expect(await seriesOf()).toEqual(before)
    expect(await readdir(join(data(), 'results', 'portail'))).not.toContain('2025.jsonl')
    expect(Buffer.from(unzipSync(await readFile(archive()))['results/portail/2025.jsonl'] ?? [])).toEqual(page)
    expect(await verify(data())).toMatchObject({ breaks: [], dangling: [] })
  })

  it('that was cut while its files were going is finished by the next attempt', async () => {
    await compact()
    const seals = join(data(), 'seals.jsonl')
    const lines = (await readFile(seals, 'utf8')).trimEnd().split('\n')
    await writeFile(seals, `${lines.slice(0, -1).join('\n')}\n`)
    expect((await verify(data())).breaks).toContainEqual(expect.objectContaining({ file: 'results/portail/2025.jsonl', kind: 'gone', archive: 'archive.zip' }))
    expect(await compact()).toEqual({ files: 0, points: 0, bytes: 0, finished: 4 })
    expect((await verify(data())).breaks).toEqual([])
    await expect(compact()).rejects.toThrow(/Aucune visite d’avant 2026/)
  })

  it('comes back whole when the files of the archive are put back', async () => {
    const published = async () => readFile(join(data(), 'publication', 'sites', 'portail.json'), 'utf8')
    await compute({ dataDir: data(), now })
    const before = await published()
    await compact()
    await compute({ dataDir: data(), now })
    expect(await published()).not.toBe(before)
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive())))) if (/\/2025\.jsonl$/.test(path)) await writeFile(join(data(), path), bytes)
    await compute({ dataDir: data(), now })
    expect(await published()).toBe(before)
    expect(await verify(data())).toMatchObject({ breaks: [], refused: [], dangling: [], unsealed: [] })
  })

  it('of which one year is archived again keeps the other years that were put back, and what was added to them', async () => {
    const year = (name: string) => join(data(), 'results', 'portail', name)
    await writeFile(year('2024.jsonl'), (await readFile(year('2025.jsonl'), 'utf8')).replaceAll('2025-', '2024-'))
    await compact()
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive())))) if (/\/202[45]\.jsonl$/.test(path)) await writeFile(join(data(), path), bytes)
    await appendFile(year('2025.jsonl'), (await readFile(year('2026.jsonl'), 'utf8')).split('\n', 1)[0] + '\n')
    const later = await readFile(year('2025.jsonl'))
    expect(await archiveYears(data(), { before: '2025', file: join(folder, 'again.zip'), at: now }, [])).toMatchObject({ files: 1, finished: 0 })
    expect(await readFile(year('2025.jsonl'))).toEqual(later)
    expect(await readdir(join(data(), 'results', 'portail'))).not.toContain('2024.jsonl')
    expect((await verify(data())).breaks).toEqual([])
    // Cut before its seal: the archive that is named is the last one that took the file.
    const seals = join(data(), 'seals.jsonl')
    await writeFile(seals, `${(await readFile(seals, 'utf8')).trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
    await expect(archiveYears(data(), { before: '2024', file: join(folder, 'none.zip'), at: now }, [])).resolves.toMatchObject({ finished: 1 })
    expect((await readFile(seals, 'utf8')).trimEnd().split('\n').at(-1)).toContain('again.zip')
    expect(await readFile(year('2025.jsonl'))).toEqual(later)
  })

  it('is left as it is when its past does not hold, or when the archive exists', async () => {
    await writeFile(archive(), 'déjà là')
    await expect(compact()).rejects.toThrow(/existe déjà/)
    await rm(archive())
    const file = join(data(), 'results', 'portail', '2025.jsonl')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"pass":"cold"', '"pass":"mobile"'))
    await expect(compact()).rejects.toThrow(/ne se tient pas/)
    expect(await readdir(join(data(), 'results', 'portail'))).toContain('2025.jsonl')
  })
})
