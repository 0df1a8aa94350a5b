import { cp, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { readObservations } from '#effects/record/observations'
import { exportNumecoeval } from '../../scripts/export.ts'
import { pull } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
let dataDir = ''
beforeAll(async () => {
  dataDir = await aFolder()
  for (const name of ['sources', 'territory.yml', 'sources.yml']) await cp(join(example, name), join(dataDir, name), { recursive: true })
  await pull({ dataDir, source: 'parc-informatique', at: '2026-11-22T06:00:00Z' })
})

const aFolder = () => mkdtemp(join(tmpdir(), 'trefle-export-'))

describe('trefle export numecoeval', () => {
  it('writes every device still there, and a file of data centres beside it', async () => {
    const file = join(await aFolder(), 'equipements.csv')
    const { files, lines, devices } = await exportNumecoeval(dataDir, file)
    expect(files).toEqual([file, file.replace('.csv', '-datacenter.csv')])
    const facts = (await readObservations(dataDir)).filter(({ metric, dimensions }) => metric === 'fleet.devices' && dimensions['state'] !== 'retired')
    const latest = facts.map(({ period }) => period).sort().at(-1)
    expect(devices).toBe(facts.filter(({ period }) => period === latest).reduce((sum, { value }) => sum + (value ?? 0), 0))
    expect(devices).toBeGreaterThan(100)
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(lines + 1)
    expect((await readFile(files[1], 'utf8')).trim().split('\n')).toHaveLength(1)
  })

  it('writes over nothing', async () => {
    const file = join(await aFolder(), 'equipements.csv')
    await exportNumecoeval(dataDir, file)
    await expect(exportNumecoeval(dataDir, file)).rejects.toThrow(/existe déjà/)
  })

  it('says what is missing: the folder to write in, or the inventory', async () => {
    await expect(exportNumecoeval(example, join(await aFolder(), 'equipements.csv'))).rejects.toThrow(/pas d’inventaire/)
    await expect(exportNumecoeval(dataDir, join(await aFolder(), 'absent', 'equipements.csv'))).rejects.toThrow(/^Le dossier de/)
  })
})
