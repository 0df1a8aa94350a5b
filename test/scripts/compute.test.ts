import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { toRecord } from '#lib/record/record'
import { appendObservations } from '#effects/record/observations'
import { openRecord } from '#effects/record/store'
import { compute } from '../../scripts/compute.ts'
import { aSite, aTerritory, devices } from '../facts-builders.ts'
import { aResult, aRun, aVisit } from '../record-builders.ts'

const now = '2026-11-22T12:00:00.000Z'
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-compute-'))
  await writeFile(join(dataDir, 'territory.yml'), stringify(aTerritory))
  await writeFile(join(dataDir, 'sites.yml'), stringify({ sites: [aSite('portail')] }))
  const { page, findings } = toRecord(aVisit(), [aResult()])
  const record = openRecord(dataDir)
  await record.page(page, findings)
  await record.finish(aRun())
  await appendObservations(dataDir, 'inventory-csv', [devices(10, { type: 'laptop' })])
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function publication(): Promise<Record<string, string>> {
  const folder = join(dataDir, 'publication')
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).sort()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)))
}

describe('trefle compute', () => {
  it('writes the same bytes twice for the same record', async () => {
    const { files, indicators } = await compute({ dataDir, now })
    const first = await publication()
    await compute({ dataDir, now })
    expect(await publication()).toEqual(first)
    expect(Object.keys(first)).toHaveLength(files)
    expect(indicators).toBe(Object.keys(first).filter((name) => name.startsWith('indicators')).length)
  })

  it('removes what nothing gives any more, and leaves no temporary file', async () => {
    await compute({ dataDir, now })
    await writeFile(join(dataDir, 'publication', 'sites', 'disparu.json'), '{}')
    await compute({ dataDir, now })
    const names = Object.keys(await publication())
    expect(names.filter((name) => /disparu|\.part|\.tmp/.test(name))).toEqual([])
    expect(names).toContain(join('sites', 'portail.json'))
  })

  it('says which visits were stopped before their end, and takes no figure from them', async () => {
    const { page, findings } = toRecord(aVisit({ run: '2026-11-23T080000Z' }), [aResult({ measure: { value: 9, unit: 'B' } })])
    await openRecord(dataDir).page(page, findings)
    const before = (await compute({ dataDir, now })).notes
    expect(before.join()).toContain('2026-11-23T080000Z')
    expect((await publication())[join('indicators', 'page-weight.json')]).toContain('512000')
  })

  it('refuses a promise that changed without saying why: file, line, and the event to add', async () => {
    const promise = { id: 'salle', pillar: 'sobriety', text: 'Ramener le PUE à 1,4.', source: { title: 'x', on: '2023-01-01', evidence: 'official' }, organisation: 'ville', function: 'x' }
    const write = (more: object) => writeFile(join(dataDir, 'commitments.yml'), stringify({ commitments: [{ ...promise, ...more }] }))
    await write({})
    await compute({ dataDir, now })
    await write({ text: 'Améliorer le PUE.' })
    const before = await publication()
    await expect(compute({ dataDir, now })).rejects.toMatchObject({
      message: expect.stringMatching(/^commitments\.yml, ligne 4, commitments\[1\]\.text/), mend: expect.stringContaining('field: text, was: "Ramener le PUE à 1,4."'),
    })
    expect(await publication()).toEqual(before)
    await write({ text: 'Améliorer le PUE.', events: [{ on: '2026-11-22', field: 'text', was: 'Ramener le PUE à 1,4.', reason: 'Délibération 2026-12.' }] })
    await compute({ dataDir, now })
    expect((await publication())['commitments.json']).toContain('Délibération 2026-12.')
    await writeFile(join(dataDir, 'commitments.yml'), stringify({ commitments: [] }))
    await expect(compute({ dataDir, now })).rejects.toThrow(/« salle », déjà publiée, a disparu/)
  })

  it('refuses a promise that follows an indicator that does not exist', async () => {
    await writeFile(join(dataDir, 'commitments.yml'), stringify({ commitments: [{
      id: 'a', pillar: 'sobriety', text: 'x', source: { title: 'x', on: '2023-01-01', evidence: 'official' }, organisation: 'ville', function: 'x', indicator: 'bonheur',
    }] }))
    await expect(compute({ dataDir, now })).rejects.toThrow(/« bonheur »/)
  })
})
