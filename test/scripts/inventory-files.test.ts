import { globSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readObservations } from '#effects/record/observations'
import type { Observation } from '#model/observation'
import type { ImportReport } from '#model/source'
import { pull, type PullOptions } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const replies = fileURLToPath(new URL('../fixtures/inventories/replies', import.meta.url))
const at = '2026-11-22T06:00:00Z'

const inventory = ['Type;Modèle;N° de série;Utilisateur;Service;État;Date d’achat', 'PC portable;T14;SNPLANT01;Honorine Quatrevaux;Pôle jeunesse;Chez Dédé;', 'Écran;P24;SNPLANT02;;Commune voisine;En service;01/02/2020', 'PC;X;SNPLANT03;;;En service;01/02/2019', 'PC;X;SNPLANT04;;;En service;pas su']

async function aTerritory(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-inventory-'))
  await cp(join(example, 'territory.yml'), join(dataDir, 'territory.yml'))
  const all = {
    'parc.csv': inventory.join('\n'),
    'sources.yml': 'sources: [{ id: parc, name: Parc, connector: inventory-csv, organisation: ville, cadence: yearly, settings: { file: parc.csv, asOf: 2026-10-31 } }]\n',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) await writeFile(join(dataDir, name), text)
  return dataDir
}

async function pulled(dataDir: string, options: Partial<PullOptions> = {}): Promise<{ report: ImportReport; observations: Observation[]; words: unknown[] }> {
  const words: unknown[] = []
  const [report] = await pull({ dataDir, at, ...options, onReport: (_report, _appended, found) => words.push(...found) })
  if (!report) throw new Error('nothing was pulled')
  return { report, observations: await readObservations(dataDir), words }
}

const devices = (observations: readonly Observation[], ...coordinates: string[]) => observations.filter(({ metric }) => metric === 'fleet.devices').map(({ dimensions, value }) => [coordinates.map((name) => dimensions[name]).join(' '), value])

describe('the words of a territory', () => {
  it('are asked for, and shown to the person only', async () => {
    const dataDir = await aTerritory()
    const { report, words } = await pulled(dataDir)
    expect(words).toEqual(expect.arrayContaining([{ kind: 'state', word: 'Chez Dédé', devices: 1 }, { kind: 'organisation', word: 'Pôle jeunesse', devices: 1 }]))
    expect(JSON.stringify([report, await readObservations(dataDir)])).not.toMatch(/Dédé|jeunesse|voisine/)
  })

  it('written in inventory.yml decide state, organisation and perimeter for every source', async () => {
    const dataDir = await aTerritory({ 'inventory.yml': 'states:\n  chez dede: in-stock\norganisations:\n  Pôle jeunesse: ecoles\n  Commune voisine: outside\n' })
    const { report, observations, words } = await pulled(dataDir)
    expect(devices(observations, 'organisation', 'type', 'state')).toEqual([['ville desktop in-use', 1], ['ville desktop in-use', 1], ['ecoles laptop in-stock', 1]])
    expect(report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^1 ligne hors du périmètre/))
    expect(words).toEqual([])
  })

  it.each([
    ['an organisation that is not one', 'organisations:\n  Pôle jeunesse: jeunesse\n', /inventory\.yml, ligne 2, organisations\.Pôle jeunesse : « jeunesse » n’existe pas/],
    ['a state that is not one', 'states:\n  En prêt: lent\n', /inventory\.yml, ligne 2/],
    ['a finance file that is not there', 'purchases:\n  - file: immo.csv\n', /immo\.csv n’existe pas/],
  ])('are refused when they name %s', async (_, yaml, message) => {
    await expect(pull({ dataDir: await aTerritory({ 'inventory.yml': yaml }), at })).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message) })
  })
})

describe('a finance file', () => {
  const immo = ['Immobilisations de la commune', 'N° immo;N° de série;Date d’acquisition;Montant', '1;snplant01;05/03/2021;900', '2;SNPLANT 03;01/09/2017;700', '3;SNPLANT04;10/10/2018;700', '4;AUTRE;01/01/2020;1', '5;;01/01/2020;1', '6;SNPLANT01;01/05/2023;80']

  it('gives the purchase dates that the inventory has not, by serial, before anything is counted', async () => {
    const dataDir = await aTerritory({ 'immo.csv': immo.join('\n'), 'inventory.yml': 'purchases:\n  - file: immo.csv\n' })
    const { report, observations } = await pulled(dataDir)
    expect(devices(observations, 'type', 'purchaseYear')).toEqual([['laptop 2021', 1], ['monitor 2020', 1], ['desktop 2018', 1], ['desktop 2019', 1]].sort())
    expect(report.known['age']).toBe(1)
    const notes = report.notes.map(({ message }) => message)
    expect(notes).toContainEqual('Fichier financier immo.csv : 6 lignes, dont 1 sans numéro de série ou sans date lisible ; 3 des 4 numéros de série sont dans l’inventaire.')
    expect(notes).toContainEqual(expect.stringMatching(/^L’année d’achat n’est pas celle du fichier financier.*ligne 4/))
    expect(notes.join()).not.toMatch(/illisible ou absente/)
  })

  it('without a column of serials says what to write', async () => {
    const dataDir = await aTerritory({ 'immo.csv': 'Matricule;Date d’achat\nA;2020\n', 'inventory.yml': 'purchases:\n  - file: immo.csv\n' })
    await expect(pull({ dataDir, at })).rejects.toMatchObject({ mend: expect.stringMatching(/serial/) })
    await writeFile(join(dataDir, 'inventory.yml'), 'purchases:\n  - { file: immo.csv, serial: Matricule }\n')
    expect((await pulled(dataDir)).report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^Fichier financier immo\.csv : 1 ligne,/))
  })
})

describe('a past inventory', () => {
  const past = { asOf: '2022-12-31', file: 'parc-2022.csv' }
  const files = { 'parc-2022.csv': ['Type;Modèle;Date d’achat;Date de réforme', 'PC;X;2018;', 'PC;X;2018;', 'PC;X;2015;01/01/2020'].join('\n') }

  it('is loaded for its year, beside that of today', async () => {
    const dataDir = await aTerritory(files)
    const today = await pulled(dataDir)
    const { observations } = await pulled(dataDir, { source: 'parc', past })
    expect(observations.filter(({ period }) => period === '2026')).toEqual(today.observations)
    expect(observations.filter(({ metric, period }) => metric === 'fleet.devices' && period === '2022').map(({ dimensions, value }) => [dimensions['state'], value])).toEqual([['in-use', 2], ['retired', 1]])
    expect(observations.filter(({ period }) => !['2022', '2026'].includes(period))).toEqual([])
    expect(globSync('imports/**/*.json', { cwd: dataDir }).sort()).toEqual(['imports/parc.json', 'imports/parc/2022-12-31.json'])
  })

  it('does not take back what a later inventory of its year has corrected, whatever the order', async () => {
    const dataDir = await aTerritory({ 'mars.csv': 'Type;Modèle\nPC;X\n', 'juin.csv': 'Type;Modèle\nPC;X\nPC;Y\n' })
    const load = (asOf: string, file: string) => pulled(dataDir, { source: 'parc', past: { asOf, file } })
    const lines = async () => (await readFile(join(dataDir, 'observations/inventory-csv/2022.jsonl'), 'utf8')).split('\n').length
    await load('2022-03-31', 'mars.csv')
    await load('2022-06-30', 'juin.csv')
    const written = await lines()
    const { report, observations } = await load('2022-03-31', 'mars.csv')
    await load('2022-06-30', 'juin.csv')
    expect(await lines()).toBe(written)
    expect(devices(observations, 'type')).toEqual([['desktop', 2]])
    expect(report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/déjà l’inventaire du 2022-06-30, plus récent que celui du 2022-03-31/))
  })

  it('of the year of today’s inventory does not take its place', async () => {
    const dataDir = await aTerritory({ 'mars.csv': 'Type;Modèle\nPC;X\n' })
    const today = await pulled(dataDir)
    expect((await pulled(dataDir, { source: 'parc', past: { asOf: '2026-03-31', file: 'mars.csv' } })).observations).toEqual(today.observations)
    expect((await pulled(dataDir)).observations).toEqual(today.observations)
  })

  it('cannot be of a day to come, nor asked of a server, which knows today only', async () => {
    const dataDir = await aTerritory({ ...files, 'sources.yml': 'sources: [{ id: ocs, name: OCS, connector: ocs, organisation: ville, cadence: monthly, settings: { url: "https://ocs.ville.example/ocsapi" } }]\n' })
    await expect(pull({ dataDir, at, source: 'parc', past: { ...past, asOf: '2031-01-01' } })).rejects.toThrow(/pas encore venu/)
    await expect(pull({ dataDir, at, source: 'ocs', past })).rejects.toMatchObject({ name: 'UsageError', mend: expect.stringMatching(/fichier de l’époque/) })
  })
})

/** Every connector of inventories on replies where names, serials and addresses are planted. */
describe('the pull of every kind of inventory', () => {
  const planted = /quatrevaux|honorine|rochebrune|josserand|PLANT|ECOLE-P|MAIRIE-|ECRAN-0|SW-RDC|INV-0001|0102030405|Salle 12|10\.42\.|192\.0\.2|00:11:22|ABC123|EMS-00042|Régis|VM-PAIE|vieillefosse|DE7BXZE8CW|2199990/i
  let server: Server
  let [dataDir, recorded] = ['', '']

  beforeAll(async () => {
    const json = async (name: string) => JSON.parse(await readFile(join(replies, name), 'utf8'))
    const [ocs, legacy, v2] = await Promise.all(['ocs-2.8.1-computers.json', 'glpi-legacy.json', 'glpi-v2.json'].map(json))
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      const [tool, ...rest] = pathname.split('/').slice(1)
      const name = rest.at(-1) || rest.at(-2) || ''
      const answer = tool === 'ocsapi' ? (searchParams.get('start') === '0' ? ocs : null)
        : name === 'initSession' ? { session_token: 'session-PLANT' } : name === 'token' ? { token_type: 'Bearer', access_token: 'token-PLANT' }
        : name === 'Infocom' && tool === 'api.php' ? v2.Infocom[`${rest.at(-3)}/${rest.at(-2)}`] : tool === 'api.php' ? v2[name] ?? [] : legacy[name] ?? []
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? null))
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const sources = [['csv', 'inventory-csv', '{ file: parc.csv }'], ['xlsx', 'inventory-xlsx', '{ file: parc.xlsx }'], ['g4it', 'numecoeval', '{ file: equipements.csv }'], ['agents', 'fusioninventory', '{ folder: agents }'], ['ocs', 'ocs', `{ url: "${url}/ocsapi" }`], ['glpi', 'glpi', `{ url: "${url}/apirest.php" }`], ['glpi11', 'glpi-v2', `{ url: "${url}/api.php" }`]]
    dataDir = await aTerritory({ 'sources.yml': `sources:\n${sources.map(([id, connector, settings]) => `  - { id: ${id}, name: ${id}, connector: ${connector}, organisation: ville, cadence: monthly, settings: ${settings} }`).join('\n')}\n` })
    await cp(join(replies, '..', 'parc.xlsx'), join(dataDir, 'parc.xlsx'))
    await writeFile(join(dataDir, 'equipements.csv'), 'nomEquipementPhysique;modele;quantite;type;statut;utilisateur\nPC-PLANT;X;3;Desktop;In use;Honorine Quatrevaux\n')
    recorded = join(dataDir, 'recorded')
    await mkdir(join(dataDir, 'agents'))
    for (const name of ['fusioninventory-2.6.xml', 'glpi-agent.json']) await cp(join(replies, name), join(dataDir, 'agents', name))
    for (const name of ['GLPI_USER_TOKEN', 'GLPI_CLIENT_ID', 'GLPI_CLIENT_SECRET']) process.env[name] = `${name}-PLANT`
    await pull({ dataDir, at, allowPrivate: true, record: recorded })
  })
  afterAll(() => {
    server.close()
    for (const name of ['GLPI_USER_TOKEN', 'GLPI_CLIENT_ID', 'GLPI_CLIENT_SECRET']) delete process.env[name]
  })

  const textOf = async (pattern: string): Promise<string[]> => Promise.all(globSync(pattern, { cwd: dataDir }).filter((file) => /\.\w+$/.test(file)).map((file) => readFile(join(dataDir, file), 'utf8')))

  it('writes no name, serial, address, contact or token into the record', async () => {
    const written = await textOf('{observations,imports}/**/*')
    expect(written.length).toBeGreaterThan(9)
    expect(written.filter((text) => planted.test(text))).toEqual([])
  })

  it('ends with a report for each: what was read, kept, and the share of which type, model and age are known', async () => {
    const reports = await Promise.all(['csv', 'xlsx', 'g4it', 'agents', 'ocs', 'glpi', 'glpi11'].map(async (id) => JSON.parse(await readFile(join(dataDir, 'imports', `${id}.json`), 'utf8')) as ImportReport))
    expect(reports.map(({ source, kept, known }) => [source, kept, Object.keys(known)])).toEqual([['csv', 4], ['xlsx', expect.any(Number)], ['g4it', 1], ['agents', 4], ['ocs', 1], ['glpi', 4], ['glpi11', 3]].map(([source, kept]) => [source, kept, ['type', 'model', 'age']]))
  })

  it('is recorded without any of them, in replies that still say what the devices are', async () => {
    const texts = await textOf('recorded/**/*')
    expect(texts.length).toBeGreaterThan(15)
    expect(texts.filter((text) => planted.test(text))).toEqual([])
    const all = texts.join('\n')
    for (const kept of ['Latitude 5420', 'OptiPlex 7080', 'EliteBook 840', 'En service', '2021-03-05', '/ocsapi/v1/computers?start=0']) expect(all).toContain(kept)
    expect(globSync('recorded/*', { cwd: dataDir }).sort()).toEqual(['agents', 'csv', 'g4it', 'glpi', 'glpi11', 'ocs', 'xlsx'].map((id) => join('recorded', id)))
  })
})
