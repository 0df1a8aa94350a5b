import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineSiteAudit, type AuditDefinition } from '#lib/define'
import type { Evidence } from '#model/evidence'
import { evidenceFolder, writeEvidence } from '#effects/visits/evidence-store'
import { replay } from '#effects/visits/replay-command'
import { openRecord, readRecord } from '#effects/record/store'
import { findingsOf } from '#lib/record/record'
import { aDom, factors, registry } from '../../../builders.ts'
import { aRun, aVisit } from '../../../record-builders.ts'

const [elements, weight] = ['sobriety/page-elements', 'sobriety/page-weight']
const run = aRun({ audits: { [elements]: { method: 1, unit: 'count' }, [weight]: { method: 1, unit: 'B' } } })
let dataDir = ''
let options: { dataDir: string; varDir: string }

/** An audit of the catalogue as it is today: it counts `count` elements where the record says 300. */
function today(method: number, count: (nodes: number) => number): { bench: NonNullable<Parameters<typeof replay>[0]['bench']> } {
  const definition: AuditDefinition = {
    method, unit: 'count', needs: ['dom'], references: [], text: { title: '', failing: '', why: '', mend: '' }, limits: [],
    judge: ({ dom }) => ({ outcome: 'fail', measure: { value: count(dom.ecoindexNodes), unit: 'count' }, findings: [{ message: `La page a ${count(dom.ecoindexNodes)} éléments.`, references: [] }] }),
  }
  return { bench: { catalogue: new Map([[elements, definition]]), factors, registry } }
}

function evidenceOf(page: string): Evidence {
  const { evidence: _none, contended, ...visit } = aVisit({ page })
  return { ...visit, schema: 'trefle/evidence@1', finalUrl: visit.url, durationMs: 5, tools: run.tools, contended, weakened: [], artifacts: { dom: { ok: true, value: aDom() } } }
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-replay-'))
  options = { dataDir, varDir: join(dataDir, 'var') }
  await writeFile(join(dataDir, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Direction du numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(dataDir, 'sites.yml'), 'sites: [{ id: portail, name: Portail, url: https://www.villeneuve.example/, organisation: ville, pages: [{ id: accueil, path: /, role: home }] }]\n')
  const record = openRecord(dataDir)
  for (const page of ['accueil', 'contact']) {
    const evidence = await writeEvidence(evidenceFolder(options.varDir, run.run), evidenceOf(page))
    await record.page({ ...aVisit({ page, evidence }), results: { [elements]: ['pass', 300, null, {}], [weight]: ['informative', 512_000, null, {}] } }, [])
  }
  await record.finish(run)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const lines = () => readFile(join(dataDir, 'results', 'portail', '2026.jsonl'), 'utf8')
const evidenceFile = (page: string) => join(evidenceFolder(options.varDir, run.run), `portail-${page}-cold-desktop.json.gz`)

describe('a method that was raised', () => {
  it('is applied to the stored evidence of a run, and leaves the other verdicts and every earlier line as they were', async () => {
    const before = await lines()
    const [replayed] = await replay({ ...options, ...today(2, (nodes) => nodes + 1) })
    expect(replayed).toMatchObject({ audits: [{ audit: elements, from: 1, to: 2 }], visits: 2 })
    expect((await lines()).startsWith(before)).toBe(true)
    const { runs, pages, findings } = await readRecord(dataDir)
    expect(runs).toMatchObject([{ run: run.run, audits: { [elements]: { method: 2 }, [weight]: { method: 1 } }, replayed: { audits: [elements] } }])
    expect(pages.map(({ results }) => [results[elements]?.slice(0, 2), results[weight]?.[1]])).toEqual([[['fail', 301], 512_000], [['fail', 301], 512_000]])
    expect(findingsOf(pages[0]?.results[elements]?.[2] ?? null, findings.get('portail') ?? new Map())).toEqual([{ message: 'La page a 301 éléments.', references: [] }])
  })

  it('is applied once: a second replay has nothing to do', async () => {
    await replay({ ...options, ...today(2, (nodes) => nodes + 1) })
    const after = await lines()
    expect(await replay({ ...options, ...today(2, (nodes) => nodes + 1) })).toEqual([])
    expect(await lines()).toBe(after)
  })

  it.each([
    ['is not kept', (page: string) => rm(evidenceFile(page))],
    ['is not the one that the record names', (page: string) => writeEvidence(evidenceFolder(options.varDir, run.run), { ...evidenceOf(page), durationMs: 6 })],
  ])('is held back for the whole run when the evidence of one page %s, which is told', async (_what, change) => {
    await change('contact')
    const before = await lines()
    const [replayed] = await replay({ ...options, ...today(2, (nodes) => nodes + 1) })
    expect(replayed?.audits).toEqual([])
    expect([...(replayed?.held ?? [])].map(([audit, pages]) => [audit, pages.map(({ page }) => page)])).toEqual([[elements, ['contact']]])
    expect(await lines()).toBe(before)
    expect((await readRecord(dataDir)).runs).toEqual([run])
  })
})

describe('a check over several pages whose method was raised', () => {
  const together = 'solidarity/elements-together'
  const siteAudits = new Map([[together, defineSiteAudit({
    method: 2, unit: 'count', needs: ['dom'], references: [], text: { title: '', failing: '', why: '', mend: '' }, limits: [],
    judge: (pages) => ({ outcome: 'informative', measure: { value: pages.reduce((sum, { artifacts: { dom } }) => sum + dom.ecoindexNodes, 0), unit: 'count' }, findings: [] }),
  })]])

  it('is judged again over the evidence of its pages, beside the new verdicts of the page that bears it, and once', async () => {
    const [replayed] = await replay({ ...options, ...today(2, (nodes) => nodes + 1), siteAudits })
    expect(replayed).toMatchObject({ audits: [{ audit: elements }, { audit: together, from: null, to: 2 }], visits: 2 })
    const { runs, pages } = await readRecord(dataDir)
    expect(runs[0]?.audits[together]).toEqual({ method: 2, unit: 'count' })
    const results = pages.find(({ page }) => page === 'accueil')?.results ?? {}
    expect([results[elements]?.slice(0, 2), results[together]?.slice(0, 2), results[weight]?.[1]]).toEqual([['fail', 301], ['informative', 300], 512_000])
    expect(await replay({ ...options, ...today(2, (nodes) => nodes + 1), siteAudits })).toEqual([])
  })

  it('keeps its method when the evidence of one page is missing', async () => {
    await rm(evidenceFile('contact'))
    const [replayed] = await replay({ ...options, ...today(1, Number), siteAudits })
    expect([replayed?.audits, [...replayed?.held.keys() ?? []]]).toEqual([[], [together]])
    expect((await readRecord(dataDir)).runs).toEqual([run])
  })
})

describe('a method that is what it was', () => {
  it('is not applied again unless it is asked by name, and then only a verdict that changes is written', async () => {
    const before = await lines()
    expect(await replay({ ...options, ...today(1, (nodes) => nodes + 1) })).toEqual([])
    expect(await lines()).toBe(before)
    const [replayed] = await replay({ ...options, ...today(1, (nodes) => nodes + 1), only: [elements] })
    expect(replayed?.changed).toHaveLength(2)
    const after = await lines()
    expect((await replay({ ...options, ...today(1, (nodes) => nodes + 1), only: [elements] }))[0]?.changed).toEqual([])
    expect(await lines()).toBe(after)
  })
})

it('an audit or a run that does not exist is refused by name', async () => {
  await expect(replay({ ...options, ...today(2, Number), only: ['sobriety/unheard-of'] })).rejects.toThrow(/Audit inconnu : sobriety\/unheard-of/)
  await expect(replay({ ...options, ...today(2, Number), run: '2020-01-01T000000Z' })).rejects.toThrow(/2020-01-01T000000Z/)
})
