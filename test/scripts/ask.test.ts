import { readFile, mkdtemp, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import { requestState, type DataRequest } from '#model/data-request'
import { readRequests } from '#effects/asking/requests-file'
import { readObservations } from '#effects/record/observations'
import { ask, readBack } from '../../scripts/ask.ts'
import { doctor } from '../../scripts/doctor.ts'

const at = '2026-11-22T08:00:00Z'
const indicators = ['rights-on-time', 'courses-completed', 'devices-passed-on']
const territory = `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations:
  - { id: ville, name: Ville d’Essai, kind: commune }
`
async function aTerritory(sources = '# Nos sources.\nsources: []\n'): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-ask-'))
  await writeFile(join(dataDir, 'territory.yml'), territory)
  await writeFile(join(dataDir, 'sources.yml'), sources)
  return dataDir
}

/** The template as it comes back, with some values filled in. */
async function filled(file: string, values: Record<string, number>): Promise<string> {
  const sheet = read(await readFile(file)).Sheets['Chiffres']
  const rows = utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1, defval: '' })
  const [header = []] = rows
  const [metric, value] = [header.indexOf('Mesure'), header.indexOf('Valeur')]
  const answer = rows.map((row) => row.map((cell, i) => (i === value ? values[row[metric] ?? ''] ?? cell : cell)))
  const path = join(await mkdtemp(join(tmpdir(), 'trefle-answer-')), 'chiffres.xlsx')
  await writeFile(path, write({ SheetNames: ['Chiffres'], Sheets: { Chiffres: utils.aoa_to_sheet(answer) } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return path
}

let dataDir = ''
let made: DataRequest[] = []
beforeAll(async () => {
  dataDir = await aTerritory()
  made = await ask({ dataDir, at, due: '2026-12-18', indicators })
})

describe('a request for figures', () => {
  it('goes to each function that holds some, once, with a spreadsheet, an explanation and a message', async () => {
    expect(made.map(({ id, metrics }) => [id, metrics.length])).toEqual([['delegue-a-la-protection-des-donnees', 2], ['responsable-des-partenariats-solidaires', 3]])
    const folder = join(dataDir, 'asks', 'delegue-a-la-protection-des-donnees')
    expect(['chiffres.xlsx', 'explication.md', 'courriel.txt'].filter((name) => !existsSync(join(folder, name)))).toEqual([])
    const mail = await readFile(join(folder, 'courriel.txt'), 'utf8')
    expect(mail).toContain('2 chiffres avant le 18/12/2026')
    expect(mail).toContain('numerique@essai.example')
    expect(await ask({ dataDir, at, indicators })).toEqual([])
  })

  it('is refused when its due date has passed', async () => {
    await expect(ask({ dataDir, at, due: '2026-11-22' })).rejects.toThrow(/échéance/)
  })

  it('comes back as figures of the record, and says what is still missing', async () => {
    const template = join(dataDir, 'asks', 'responsable-des-partenariats-solidaires', 'chiffres.xlsx')
    const [answered] = await readBack({ dataDir, file: await filled(template, { 'training.started': 40, 'training.completed': 31 }), at: '2026-12-01T08:00:00Z' })
    expect(answered && requestState(answered, '2026-12-01')).toBe('partial')
    expect(answered && requestState(answered, '2026-12-19')).toBe('late')
    expect((await readObservations(dataDir)).map(({ metric, period, value }) => [metric, period, value]).sort()).toEqual([['training.completed', '2025', 31], ['training.started', '2025', 40]])
    expect(await readFile(join(dataDir, 'sources.yml'), 'utf8')).toMatch(/^# Nos sources\.\nsources:.*reponse-responsable-des-partenariats-solidaires/s)
    await readBack({ dataDir, file: await filled(template, { 'equipment.passed-on': 12 }), at: '2026-12-02T08:00:00Z' })
    const requests = await readRequests(dataDir)
    expect(requests.map((request) => [request.id, requestState(request, '2026-12-02'), request.receivedOn])).toEqual([['delegue-a-la-protection-des-donnees', 'asked', null], ['responsable-des-partenariats-solidaires', 'received', '2026-12-01']])
    expect(await readObservations(dataDir)).toHaveLength(3)
  })

  it('is not answered by an empty template', async () => {
    await expect(readBack({ dataDir, file: join(dataDir, 'asks', 'delegue-a-la-protection-des-donnees', 'chiffres.xlsx'), at })).rejects.toThrow(/ne répond à aucune demande/)
  })
})

describe('the doctor', () => {
  const source = (id: string, file: string) => `  - { id: ${id}, name: Essai, connector: rights-register, organisation: ville, cadence: yearly, settings: { file: ${file} } }\n`

  it('says of each source whether it answers, how old it is and what it lacks, and writes nothing', async () => {
    const folder = await aTerritory(`sources:\n${source('bonne', 'droits.csv')}${source('absente', 'rien.csv')}`)
    await writeFile(join(folder, 'droits.csv'), 'recue le;repondue le\n01/02/2026;05/02/2026\n02/02/2026;\nhier;03/02/2026\n')
    const { sources, withoutFigures } = await doctor({ dataDir: folder, at })
    expect(sources).toEqual([
      expect.objectContaining({ source: 'bonne', answers: true, ageDays: null, overdue: true, rejectedLines: 1, problems: [] }),
      expect.objectContaining({ source: 'absente', answers: false, figures: null, problems: [expect.stringContaining('rien.csv n’existe pas')] }),
    ])
    expect(sources[0]?.missing.join(' ')).toMatch(/1 lignes rejetées sur 4.*« date de reponse » est connu pour 50 %/)
    expect(withoutFigures).toContain('rights-on-time')
    expect(existsSync(join(folder, 'observations'))).toBe(false)
  })

  it('counts the days since the last import, and tells when they exceed the cadence', async () => {
    const folder = await aTerritory(`sources:\n${source('bonne', 'droits.csv')}`)
    await writeFile(join(folder, 'droits.csv'), 'recue le;repondue le\n01/02/2026;05/02/2026\n')
    const { pull } = await import('../../scripts/pull.ts')
    await pull({ dataDir: folder, at: '2026-01-01T08:00:00Z' })
    const on = async (day: string) => (await doctor({ dataDir: folder, at: `${day}T08:00:00Z` })).sources.map(({ ageDays, overdue }) => [ageDays, overdue])
    expect(await on('2026-11-22')).toEqual([[325, false]])
    expect(await on('2027-02-01')).toEqual([[396, true]])
  })
})
