import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fromRecord } from '#lib/record/record'
import { loadConnectors, loadIndicators } from '#effects/territory/discover'
import { loadFactorBook } from '#effects/territory/factors'
import { readObservations } from '#effects/record/observations'
import { loadRegistry } from '#effects/territory/registry-files'
import { readSample } from '#effects/sampling/sample-file'
import { checkedCommitments } from '#effects/record/commitment-ledger'
import { readRecord } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'
import { verify } from '../scripts/verify.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const find = (pattern: string | string[]) => globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/')).sort()
const indicators = await loadIndicators()
const indicatorIds = new Set([...indicators.keys()].map((key) => key.split('/')[1] ?? ''))

describe('the factors', async () => {
  const { factors, devices, tables } = await loadFactorBook()
  const rows = [...factors.values(), ...devices.values()]

  it('all name a source, a licence and a perimeter', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(({ source, licence, perimeter }) => [source, licence, perimeter].some((text) => text.trim() === '')).map(({ id }) => id)).toEqual([])
    expect([...(tables?.values() ?? [])].filter(({ source }) => source.trim() === '').map(({ id }) => id)).toEqual([])
  })

  it('state an uncertainty exactly when they say on what it rests', () => {
    expect([...factors.values()].filter(({ relativeStandardDeviation, uncertaintyBasis }) => (relativeStandardDeviation === null) !== (uncertaintyBasis === 'none')).map(({ id }) => id)).toEqual([])
  })

  it('exist for every family that an indicator reads', () => {
    const families = [...indicators.values()].flatMap(({ reads }) => reads.factors ?? [])
    expect(families.filter((family) => ![...factors.keys()].some((id) => id === family || id.startsWith(`${family}.`)))).toEqual([])
  })
})

describe('the registry of third parties and cookies', async () => {
  const { thirdParties, cookies } = await loadRegistry(null)

  it('names a source for every row', () => {
    expect([...thirdParties, ...cookies].filter(({ source }) => source.trim() === '')).toEqual([])
  })

  it('says one thing of each host and of each cookie of a tool', () => {
    const keys = [...thirdParties.map(({ suffix, purpose }) => `${suffix} ${purpose}`), ...cookies.map(({ name, tool }) => `${name} ${tool}`)]
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
})

it('holds what was sealed of each territory, unchanged', async () => {
  const territories = find('datasets/*/territory.yml').map((file) => dirname(join(root, file)))
  expect(territories).not.toEqual([])
  for (const dataDir of territories) {
    const found = await verify(dataDir)
    expect(found.seals, dataDir).toBeGreaterThan(0)
    expect(found, dataDir).toMatchObject({ breaks: [], refused: [], silent: [], dangling: [] })
  }
})

it('holds no data file that nothing reads', () => {
  const read = /^datasets\/(scenarios\/fleet\.json|reen\/report\.json|rulesets\/\d{4}\.\d+\.json|schemas\/[a-z-]+\.schema\.json|factors\/[a-z-]+\.json|registry\/(third-parties|cookies|consent-banners)\.json|rgaa\/(axe-map|(grid|wcag)-[\d.]+)\.json|rgesn\/criteria-\d{4}\.json|[a-z-]+\/((territory|sites|sources|commitments|documents|figures|milestones|third-parties|ecodesign|errata)\.yml|(commitments|errata|seals)\.jsonl|(sources|observations|results|imports|publication|samples|accessibility|reports|communes|editions)\/.*)|.*README\.md)$/
  expect(find('datasets/**/*.*').filter((path) => !read.test(path))).toEqual([])
})

/** Every intercommunality of France; of each, only what is read here. */
const epci = JSON.parse(readFileSync(join(root, 'node_modules/@etalab/decoupage-administratif/data/epci.json'), 'utf8')) as { code: string; populationMunicipale: number; membres: { code: string; populationMunicipale: number }[] }[]
const byCode = (a: { code?: string | undefined }, b: { code?: string | undefined }) => (a.code ?? '').localeCompare(b.code ?? '')

const territories = find(['datasets/*/territory.yml', 'examples/*/data/territory.yml']).map(dirname)

describe.each(territories)('the territory of %s', async (folder) => {
  const dataDir = join(root, folder)
  const { territory, sites, sources, commitments } = await readTerritoryFolder(dataDir, indicatorIds)
  const record = await readRecord(dataDir)

  it('has sources that a connector reads with its own settings, from files that are there', async () => {
    const connectors = await loadConnectors()
    for (const { connector, settings } of sources) {
      const parsed = connectors.get(connector)?.settings.safeParse(settings)
      expect(parsed?.error?.issues ?? (parsed ? [] : [`no connector ${connector}`])).toEqual([])
      if (typeof settings.file === 'string') expect(existsSync(join(dataDir, settings.file)), settings.file).toBe(true)
    }
  })

  it('has promises with a date, a source, and a status that nobody wrote', () => {
    expect(commitments.filter(({ source }) => source.title.trim() === '').map(({ id }) => id)).toEqual([])
    expect(readFileSync(join(dataDir, 'commitments.yml'), 'utf8')).not.toMatch(/^\s*status:/m)
  })

  it('has a record of whole lines and finished runs', () => {
    expect(record.torn).toEqual([])
    expect(record.unfinished).toEqual([])
  })

  it('has visits of declared or sampled pages, whose verdicts can be told in full', async () => {
    const runs = new Map(record.runs.map((run) => [run.run, run]))
    const formerly = new Map(await Promise.all(sites.map(async ({ id }) => [id, (await readSample(dataDir, id))?.formerly ?? []] as const)))
    for (const page of record.pages) {
      const known = [...(sites.find(({ id }) => id === page.site)?.pages ?? []), ...(formerly.get(page.site) ?? [])]
      expect(known.map(({ id }) => id)).toContain(page.page)
      const run = runs.get(page.run)!
      const results = fromRecord(page, run, record.findings.get(page.site) ?? new Map())
      expect(results.length).toBe(Object.keys(page.results).length)
      expect(results.filter(({ outcome, measure }) => outcome === 'unknown' && measure !== null)).toEqual([])
    }
  })

  it('has runs that count their pages right', () => {
    for (const run of record.runs) {
      const visits = record.pages.filter((page) => page.run === run.run && page.pass === 'cold')
      const of = (status: string) => visits.filter((visit) => visit.status === status).length
      expect(run.pages).toEqual({ asked: visits.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured') })
    }
  })

  it('has observations of its own organisations and sources', async () => {
    const observations = await readObservations(dataDir)
    const known = new Set(sources.map(({ id }) => id))
    const organisations = new Set(territory.organisations.map(({ id }) => id))
    expect(observations.filter(({ source }) => !known.has(source))).toEqual([])
    expect(observations.filter(({ dimensions }) => dimensions.organisation !== undefined && !organisations.has(dimensions.organisation))).toEqual([])
  })

  if (territory.example)
    it('says in every past visit that it was made up', () => {
      expect(record.runs.filter(({ note }) => !note?.startsWith('Exemple')).map(({ run }) => run)).toEqual([])
    })
})

describe('the record of Strasbourg', async () => {
  const dataDir = join(root, 'datasets/strasbourg')
  const { territory, commitments, quoted: { documents, figures, milestones } } = await readTerritoryFolder(dataDir, indicatorIds)
  const worthOf = (id: string) => documents.find((document) => document.id === id)?.evidence

  it('has the 33 communes of the metropolis, with the populations that Insee states for the year it says', () => {
    const metropolis = epci.find(({ code }) => code === '246700488')
    const communes = territory.organisations.filter(({ kind }) => kind === 'commune')
    expect(communes).toHaveLength(33)
    expect(communes.map(({ code, inhabitants }) => ({ code, inhabitants })).sort(byCode)).toEqual((metropolis?.membres ?? []).map(({ code, populationMunicipale }) => ({ code, inhabitants: populationMunicipale })).sort(byCode))
    expect(territory.organisations.find(({ kind }) => kind === 'epci')?.inhabitants).toBe(metropolis?.populationMunicipale)
    expect(territory.population?.year).toBe('2023')
  })

  it('holds every figure of its documents as an observation, each as sure as its document and no surer', async () => {
    const observations = await readObservations(dataDir)
    const key = (metric: string, value: number | null, document: string) => `${metric} ${value} ${document}`
    const known = new Map(observations.map(({ metric, value, quality, dimensions }) => [key(metric, value, dimensions.document ?? ''), quality]))
    const stated = figures.flatMap((figure) => [figure, ...figure.beside])
    expect(stated.length).toBeGreaterThan(40)
    expect(stated.filter(({ metric, value, source }) => !known.has(key(metric, value, source))).map(({ metric, stated: words }) => `${metric} ${words}`)).toEqual([])
    expect(observations.filter(({ dimensions, quality }) => !['official', 'press'].includes(worthOf(dimensions.document ?? '') ?? '') && quality !== 'announced').map(({ metric }) => metric)).toEqual([])
  })

  it('lets no unsigned text and no doubtful figure reach an indicator', () => {
    const read = new Set([...indicators.values()].flatMap(({ reads }) => reads.metrics ?? []))
    const doubtful = figures.filter(({ doubt, source }) => doubt !== undefined || ['announced', 'to-confirm'].includes(worthOf(source) ?? ''))
    expect(doubtful.length).toBeGreaterThan(5)
    expect(doubtful.filter(({ metric }) => read.has(metric)).map(({ id }) => id)).toEqual([])
  })

  it('invents no target and no due date, since no document gives one', () => {
    expect(commitments.filter(({ target, doneOn, baseline }) => target !== null || doneOn !== null || baseline !== null).map(({ id }) => id)).toEqual([])
  })

  it('quotes for each promise and action the words of its document, and places it on the dashboard', () => {
    expect(commitments.filter(({ quote, theme }) => !quote || !theme).map(({ id }) => id)).toEqual([])
    expect(commitments.length + commitments.flatMap(({ actions }) => actions).length).toBeGreaterThan(40)
  })

  it('says every promise again in simple words: one idea, fifteen words at most, without per cent or letters that stand for words', () => {
    const hard = commitments.filter(({ simple }) => simple === undefined || simple.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length > 15 || /%|\p{Lu}{2}|;|\(/u.test(simple))
    expect(hard.map(({ id, simple }) => `${id} ${simple}`)).toEqual([])
  })

  it('gives no date that a document does not bear', () => {
    for (const { id, on, source } of milestones) if (documents.find((document) => document.id === source)?.on === null) expect(on, id).toBeNull()
  })

  it('has published its promises as they are written, or says why they changed', async () => {
    await expect(checkedCommitments(dataDir, null, commitments, '2026-11-23T00:00:00Z')).resolves.toBeTypeOf('function')
  })
})

it('knows at least one territory', () => {
  expect(territories.length).toBeGreaterThan(0)
})
