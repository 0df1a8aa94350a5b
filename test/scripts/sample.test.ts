import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { readTerritoryFolder } from '#effects/territory/territory'
import { sampleReport } from '#effects/sampling/sample-report'
import { runsCompare, wholeRuns } from '#lib/record/whole-runs'
import type { Sample } from '#model/sample'
import { sample, type SampleOptions } from '../../scripts/sample.ts'
import { startExampleTown, type ExampleTown } from '../../examples/villeneuve/web/serve.ts'
import { aPage, aRun } from '../record-builders.ts'

const example = join(import.meta.dirname, '..', '..', 'examples', 'villeneuve', 'data')
let town: ExampleTown
let dataDir: string
beforeAll(async () => { town = await startExampleTown() })
afterAll(() => town.stop())
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-sample-'))
  await cp(join(example, 'territory.yml'), join(dataDir, 'territory.yml'))
  await declare(() => undefined)
})

type Declared = { id: string; pages?: { id: string; path: string; role: string }[] }
/** Writes the example's sites.yml with the pages that `pagesOf` gives. */
async function declare(pagesOf: (site: Declared) => Declared['pages']): Promise<void> {
  const { sites } = parse(await readFile(join(example, 'sites.yml'), 'utf8')) as { sites: Declared[] }
  await writeFile(join(dataDir, 'sites.yml'), stringify({ sites: sites.map(({ pages: _pages, ...site }) => ({ ...site, pages: pagesOf({ ...site, ..._pages ? { pages: _pages } : {} }) })) }))
}

async function draw(part: Partial<SampleOptions> = {}): Promise<{ sample: Sample; fresh: boolean; before: Sample | null }> {
  const drawn = await sample({ dataDir, site: 'portail', at: '2026-11-22T05:00:00.000Z', fixtures: { fixtures: town.fixtures, spkiHashes: town.spkiHashes }, ...part })
  if (!drawn.ok) throw new Error(`${drawn.failure.code}: ${drawn.failure.detail}`)
  return drawn.value
}
const portailOf = async () => (await readTerritoryFolder(dataDir)).sites.find(({ id }) => id === 'portail')

describe('the sample of the example town’s portal', () => {
  it('is drawn without a browser: the mandatory pages that exist, a document, one page a template', async () => {
    const { sample: drawn } = await draw()
    const roles = Object.fromEntries(drawn.pages.flatMap(({ path, why }) => why.flatMap((reason) => (reason.kind === 'role' ? [[reason.role, path]] : []))))
    expect(roles).toMatchObject({ home: '/', contact: '/contact/', legal: '/mentions-legales/', accessibility: '/accessibilite/', sitemap: '/plan-du-site/', document: '/documents/budget-2026.pdf', form: '/contact/' })
    expect(roles).not.toHaveProperty('login')
    expect(drawn.pages.filter(({ why }) => why.some(({ kind }) => kind === 'template')).length).toBeGreaterThan(0)
    expect(new Set(drawn.pages.map(({ id }) => id)).size).toBe(drawn.pages.length)
  })

  it('is the same when it is drawn again with the same seed', async () => {
    const [one, other] = [await draw({ dryRun: true }), await draw({ dryRun: true })]
    expect(other.sample).toEqual(one.sample)
  })

  it('is frozen: once written it is shown from its file, and the site is not asked', async () => {
    const { sample: drawn } = await draw()
    const asked = town.requests().length
    const again = await draw({ at: '2027-01-01T00:00:00.000Z' })
    expect([again.fresh, again.sample]).toEqual([false, drawn])
    expect(town.requests().length).toBe(asked)
  })

  it('says of each page why it is in it, and of each other why it is not', async () => {
    const { sample: drawn } = await draw({ site: 'participer' })
    const report = sampleReport(drawn)
    expect(report).toContain('page demandée par le RGAA : mentions légales, reconnue à un lien « Mentions légales »')
    expect(report).toMatch(/Pages vues et non retenues[\s\S]*\/\S+ \(comme \/\S+\)/)
    expect(Object.values(drawn.leftOut.counts).reduce((sum, count) => sum + count, 0)).toBe(drawn.leftOut.named.length)
  })

  it('says which pages that the RGAA asks for were declared, and which were not recognised', async () => {
    await declare(({ pages }) => pages)
    const report = sampleReport((await draw()).sample)
    expect(report).toContain('déclarée dans sites.yml, comme page demandée par le RGAA : plan du site')
    expect(report).toContain('pas reconnues : aide, connexion, recherche. Déclarez-les')
  })

  it('is asked politely, under the name of Trèfle', async () => {
    const before = town.requests().length
    await draw({ site: 'participer', dryRun: true })
    const asked = town.requests().slice(before).map(({ url }) => url)
    expect(asked[0]).toMatch(/\/robots\.txt$/)
    expect(new Set(asked).size).toBe(asked.length)
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set(['participer.villeneuve.example']))
  })
})

describe('a territory whose site has a sample', () => {
  it('visits the pages of the sample, without its documents, since the day it was drawn', async () => {
    const { sample: drawn } = await draw()
    const portail = await portailOf()
    expect(portail?.pages.map(({ path }) => path)).toEqual(drawn.pages.filter(({ format }) => format === 'page').map(({ path }) => path))
    expect(portail?.pages.some(({ path }) => path.endsWith('.pdf'))).toBe(false)
    expect(portail?.sampleSince).toBe('2026-11-22T05:00:00.000Z')
  })

  it('keeps the pages of sites.yml in it, under their ids', async () => {
    await declare(({ pages }) => pages)
    const declared = parse(await readFile(join(dataDir, 'sites.yml'), 'utf8')) as { sites: Declared[] }
    const { sample: drawn } = await draw()
    for (const { id, path, role } of declared.sites[0]?.pages ?? []) expect(drawn.pages).toContainEqual(expect.objectContaining({ id, path, role }))
  })

  it('refuses a page added to sites.yml afterwards, and says how to have it in', async () => {
    await draw()
    await declare(() => [{ id: 'nouvelle', path: '/nouvelle/', role: 'other' }])
    await expect(readTerritoryFolder(dataDir)).rejects.toMatchObject({ message: expect.stringContaining('« nouvelle » n’est pas dans l’échantillon'), mend: expect.stringContaining('trefle sample portail --renew') })
    expect((await draw({ renew: true })).sample.pages[0]).toMatchObject({ id: 'nouvelle', why: [{ kind: 'declared' }] })
    expect((await portailOf())?.pages[0]?.id).toBe('nouvelle')
  })

  it('refuses a sample that somebody broke', async () => {
    await draw()
    await writeFile(join(dataDir, 'samples', 'portail.json'), '{"schema":"trefle/sample@1"')
    await expect(readTerritoryFolder(dataDir)).rejects.toMatchObject({ message: expect.stringContaining('samples/portail.json'), mend: expect.stringContaining('--renew') })
  })
})

describe('a renewed sample', () => {
  const at = '2026-12-22T05:00:00.000Z'
  const run = (startedAt: string) => aRun({ run: startedAt.replace(/[:]|\.\d+/g, ''), startedAt })
  const breaks = async (before: string, after: string) => {
    const portail = await portailOf()
    const runs = [run(before), run(after)]
    const [one, other] = wholeRuns(runs, runs.map((each) => aPage({ run: each.run, at: each.startedAt })), [portail!])
    return !runsCompare(one!, other!, [], [portail!])
  }

  it('with other pages breaks the trend between the visits before and after it, and nowhere else', async () => {
    await draw({ maxPages: 4 })
    const { sample: renewed, before } = await draw({ renew: true, at })
    expect([renewed.since, before?.since]).toEqual([at, '2026-11-22T05:00:00.000Z'])
    expect(await breaks('2026-12-01T08:00:00Z', '2026-12-23T08:00:00Z')).toBe(true)
    expect(await breaks('2026-12-23T08:00:00Z', '2026-12-30T08:00:00Z')).toBe(false)
    expect(await breaks('2026-12-22T04:00:00Z', '2026-12-29T08:00:00Z')).toBe(true)
  })

  it('with the same pages breaks nothing', async () => {
    await draw({ seed: 'a' })
    const { sample: renewed } = await draw({ renew: true, at, seed: 'a' })
    expect([renewed.since, renewed.drawnAt]).toEqual(['2026-11-22T05:00:00.000Z', at])
  })

  it('keeps the ids of the pages that stay', async () => {
    const ids = ({ sample: drawn }: { sample: Sample }) => new Map(drawn.pages.map(({ path, id }) => [path, id]))
    const [one, other] = [ids(await draw()), ids(await draw({ renew: true, at }))]
    for (const [path, id] of other) if (one.has(path)) expect(id).toBe(one.get(path))
  })
})

describe('a page that a renewed sample no longer holds', () => {
  it('is remembered under its id, which comes back with it', async () => {
    await draw({ maxPages: 4, seed: 'a' })
    const first = new Map((await draw()).sample.pages.map(({ path, id }) => [path, id]))
    const { sample: second } = await draw({ renew: true, maxPages: 2 })
    const gone = [...first].filter(([path]) => !second.pages.some((page) => page.path === path)).map(([path, id]) => ({ id, path }))
    expect(gone.length).toBeGreaterThan(0)
    expect(second.formerly).toEqual(gone)
    const third = (await draw({ renew: true })).sample
    expect(third.pages).toEqual(expect.arrayContaining(gone.map((page) => expect.objectContaining(page))))
    expect(third.formerly).toEqual([])
  })
})

describe('a sample that cannot be drawn', () => {
  it('of an unknown site names those that exist', async () => {
    await expect(draw({ site: 'inconnu' })).rejects.toMatchObject({ mend: expect.stringContaining('mediatheque') })
  })

  it('of a site that does not answer is a failure, and nothing is written', async () => {
    const answer = await sample({ dataDir, site: 'portail', at: '2026-11-22T05:00:00.000Z', fixtures: { fixtures: {}, spkiHashes: [] } })
    expect(answer).toMatchObject({ ok: false, failure: { code: expect.any(String) } })
    expect((await portailOf())?.pages).toEqual([])
  })
})
