import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { decode } from '#effects/tables/encoding'
import { readObservations } from '#effects/record/observations'
import { monthsUpTo } from '#lib/time/period'
import { pueOfMonths } from '#maths/datacentre'
import type { Observation } from '#model/observation'
import { ImportReport } from '#model/source'
import { lineCounts, pull } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const at = '2026-11-22T06:00:00Z'

/** A territory folder of its own, with the sources of the example town. */
async function aTerritory(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-pull-'))
  await cp(join(example, 'sources'), join(dataDir, 'sources'), { recursive: true })
  for (const name of ['territory.yml', 'sources.yml']) await cp(join(example, name), join(dataDir, name))
  return dataDir
}

let dataDir = ''
let reports: ImportReport[] = []
let observations: Observation[] = []
beforeAll(async () => {
  dataDir = await aTerritory()
  reports = await pull({ dataDir, at })
  observations = await readObservations(dataDir)
})

describe('the pull of the example town', () => {
  it('reads its fleet, line by line', () => {
    const [fleet] = reports
    expect(fleet).toMatchObject({ source: 'parc-informatique', read: { encoding: 'windows-1252', separator: ';', lines: 751 }, kept: 740 })
    expect(fleet?.rejected).toHaveLength(3)
    expect(fleet?.duplicates).toHaveLength(3)
    const counted = observations.filter(({ metric }) => metric === 'fleet.devices').reduce((sum, { value }) => sum + (value ?? 0), 0)
    expect(counted).toBe(fleet?.kept)
    expect(fleet?.known.type).toBeGreaterThan(0.98)
  })

  it('reads a year of its meters, from which a PUE can be called annual', () => {
    const of = (metric: string): Observation[] => observations.filter((observation) => observation.metric === metric && observation.source === 'compteurs-salle-serveurs')
    const [room, load] = [of('energy.room'), of('energy.it')]
    expect(room.map(({ period }) => period)).toEqual(['2025-11', '2025-12', ...Array.from({ length: 10 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)])
    const pue = pueOfMonths(room.map((month, i) => ({ totalKWh: month.value ?? 0, itKWh: load[i]?.value ?? 0, coverage: month.coverage ?? 0 })))
    expect(pue).toMatchObject({ kind: 'PUE', coverage: expect.closeTo(0.991, 2) })
    expect(pue.value).toBeGreaterThan(1.45)
    expect(pue.value).toBeLessThan(1.56)
    expect(reports[1]?.notes.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringContaining('remis à zéro'), expect.stringContaining('relevés manquants')]))
  })

  it('reads the year before, of which a hand wrote both registers once a month', () => {
    const of = observations.filter(({ source, metric }) => source === 'releves-salle-serveurs' && metric === 'energy.room')
    expect(of.map(({ period, coverage }) => [period, coverage])).toEqual(monthsUpTo('2025-10', 12).map((month) => [month, 1]))
    expect(reports[2]).toMatchObject({ kept: 13, rejected: [], notes: [] })
  })

  it('reads its pools, before and after they were controlled', () => {
    const phases = observations.filter(({ metric }) => metric === 'building.energy').map(({ dimensions }) => dimensions.phase)
    expect([phases.filter((phase) => phase === 'reference').length, phases.filter((phase) => phase === 'follow-up').length]).toEqual([24, 32])
    expect(reports[3]).toMatchObject({ kept: 56, rejected: [], duplicates: [], known: { DJU: 1, 'heures d’ouverture': 1 } })
  })

  it('lets no person, serial, machine address or inventory number reach the record', async () => {
    const { text } = decode(await readFile(join(dataDir, 'sources', 'parc-informatique.csv')))
    const rows = text.split('\r\n').slice(2).map((row) => row.split(';'))
    const columnsOfPeople = [0, 4, 5, 14]
    const cells = columnsOfPeople.flatMap((column) => rows.map((row) => row[column] ?? ''))
    const planted = [...new Set(cells.flatMap((cell) => [cell, ...cell.split(' ')]))].filter((word) => /^VN-|^10\.|^[A-Z]{2}[A-Z0-9]{8}$|^[A-ZÉ][a-zéè]{5,}/.test(word))
    expect(planted.length).toBeGreaterThan(2000)
    const files = globSync('{observations,imports}/**/*.{json,jsonl}', { cwd: dataDir })
    expect(files.length).toBeGreaterThan(5)
    const written = (await Promise.all(files.map((file) => readFile(join(dataDir, file), 'utf8')))).join('\n')
    expect(planted.filter((word) => written.includes(word))).toEqual([])
  })

  it('adds nothing when it is done again', async () => {
    const appended: unknown[] = []
    await pull({ dataDir, at: '2026-11-23T06:00:00Z', onReport: (_, counts) => appended.push(counts) })
    expect(appended).toEqual(Array.from({ length: reports.length }, () => expect.objectContaining({ appended: 0, superseded: 0 })))
    expect(await readObservations(dataDir)).toEqual(observations)
  })
})

describe('a pull', () => {
  it('says of every line that it read what became of it', () => {
    const report = ImportReport.parse({ schema: 'trefle/import@1', source: 'parc', at: '2026-11-22T06:00:00Z', read: { from: 'parc.csv', lines: 9 }, kept: 4, rejected: [{ line: 2, reason: 'x', mend: 'y' }], duplicates: [{ line: 3, sameAs: 2 }], notes: [], known: {} })
    expect(lineCounts(report)).toMatch(/^9 lignes lues = 4 gardées \+ 1 rejetée \+ 1 doublon \+ 3 mises à part /)
  })

  it('refuses an address with a login, which its published report would show', async () => {
    const dataDir = await aTerritory()
    await writeFile(join(dataDir, 'sources.yml'), 'sources: [{ id: ocs, name: OCS, connector: ocs, organisation: ville, cadence: monthly, settings: { url: "https://lecteur:t0p@ocs.ville.example/ocsapi" } }]\n')
    const refused = pull({ dataDir, at: '2026-11-22T06:00:00Z' })
    await expect(refused).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(/source ocs, settings\.url/) })
    await expect(refused).rejects.not.toThrow(/t0p|lecteur/)
  })

  it('that is only tried writes nothing', async () => {
    const folder = await aTerritory()
    const [report] = await pull({ dataDir: folder, at, source: 'compteurs-salle-serveurs', dryRun: true })
    expect(report?.kept).toBeGreaterThan(34_000)
    expect(globSync('{observations,imports}/**', { cwd: folder })).toEqual([])
  })

  it.each([
    ['an unknown source', { source: 'glpi' }, '', /glpi.*n’existe pas/],
    ['an unknown connector', {}, 'connector: inventory-csv→connector: inventory-fax', /inventory-fax/],
    ['a setting that is missing', {}, 'maxPowerKW: 30→', /compteurs-salle-serveurs, settings\.maxPowerKW/],
    ['a file that is not there', {}, 'parc-informatique.csv→parc.csv', /parc\.csv n’existe pas/],
  ])('says what to mend about %s', async (_, options, change, message) => {
    const folder = await aTerritory()
    const [before = '', after = ''] = change.split('→')
    const yaml = await readFile(join(folder, 'sources.yml'), 'utf8')
    await writeFile(join(folder, 'sources.yml'), yaml.replace(before, after))
    await expect(pull({ dataDir: folder, at, ...options })).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message), mend: expect.stringMatching(/\w/) })
  })
})
