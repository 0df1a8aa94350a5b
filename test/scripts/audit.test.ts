import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { audit, resume } from '../../scripts/audit.ts'
import type { AuditResult, PageRecord } from '#model/result'
import { evidenceFolder, evidenceOf as evidenceOfVisit } from '#effects/visits/evidence-store'
import type { Evidence } from '#model/evidence'
import { Interrupted, UsageError } from '#effects/command/errors'
import type { HostMemory } from '#effects/visits/host-pace'
import type { LoadJob } from '#effects/visits/pool'
import { askVisits, waitingVisits } from '#effects/inbox/asked'
import { readRecord } from '#effects/record/store'

/** What the machine and the town are like; the pages that were visited, in order; how many may be before the run is stopped. */
const world = vi.hoisted(() => ({ chromium: '150.0', visited: [] as string[], stopAfter: Infinity, accused: '', busy: false, runs: [] as unknown[], readers: new Set<unknown>(), closes: false, closedBefore: [] as unknown[] }))

vi.mock('#effects/visits/ensure-browser', () => ({ ensureBrowser: async () => '/nowhere' }))
vi.mock('#effects/visits/tool-versions', () => ({
  toolVersions: async () => ({ trefle: '0', node: '0', chromium: world.chromium, lighthouse: '0', axe: '0', puppeteer: '0' }),
}))
vi.mock('#effects/visits/measure', () => ({
  loadBench: async () => ({ catalogue: new Map([['sobriety/page-weight', { method: 1, unit: 'B', needs: [] }], ['freedom/trackers-before-choice', { method: 1, unit: 'count', needs: [], accuses: true }]]) }),
  async *measure(jobs: LoadJob[], _bench: unknown, { run, runs, robotsOf, hosts }: { run: string; runs: number; robotsOf: unknown; hosts: HostMemory }) {
    world.closedBefore = [...hosts].map(([host, { closed }]) => [host, closed])
    world.readers.add(robotsOf)
    for (const [index, job] of jobs.entries()) {
      if (index >= world.stopAfter) throw new Interrupted()
      world.visited.push([job.page, job.pass, ...(job.confirms ? [job.confirms] : [])].join(' '))
      world.runs.push(runs)
      if (world.closes) hosts.set('www.essai.example', { running: 0, restsUntil: 0, pauses: 1, closed: busy })
      const accusation: AuditResult = { audit: 'freedom/trackers-before-choice', method: 1, outcome: job.page === world.accused ? 'fail' : 'pass', measure: null, findings: [] }
      yield { job, evidence: evidenceOf(job, run), results: [result, accusation], ...(runs > 1 && { loads: { count: runs, spread: { 'sobriety/page-weight': [900, 1000, 1100, runs] } } }) }
    }
  },
}))

const busy = { code: 'access-denied', detail: 'The host asked to wait 3600 s' } as const
const result: AuditResult = { audit: 'sobriety/page-weight', method: 1, outcome: 'informative', measure: { value: 1000, unit: 'B' }, findings: [] }

function evidenceOf(job: LoadJob, run: string): Evidence {
  return {
    schema: 'trefle/evidence@1', run, site: job.site?.id ?? null, page: job.page, role: job.role, url: job.url, finalUrl: job.url, pass: job.pass, ...(job.confirms && { confirms: job.confirms }), profile: job.profile,
    at: '2026-11-22T03:40:00Z', durationMs: 5, tools: { trefle: '0', node: '0', chromium: '150.0', lighthouse: '0', axe: '0', puppeteer: '0' },
    contended: world.busy && world.visited.length <= coldVisits, weakened: [], status: job.page === 'absente' ? 'not-measured' : 'measured', failure: job.page === 'absente' ? { code: 'http', detail: '404' } : null,
    artifacts: { lighthouse: { ok: true, value: { performanceScore: 0.9, benchmarkIndex: 1000, metrics: {}, audits: {} } } },
  }
}

const territory = `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations: [{ id: ville, name: Ville d’Essai, kind: commune }]
`
const sites = `sites:
  - id: portail
    name: Portail
    url: https://www.essai.example/
    organisation: ville
    allowPrivate: [10.1.0.0/16]
    pages:
      - { id: accueil, path: /, role: home }
      - { id: contact, path: /contact, role: contact }
      - { id: absente, path: /absente, role: other }
`
let dataDir = ''
let options: { dataDir: string; varDir: string }
beforeEach(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-audit-'))
  options = { dataDir, varDir: join(dataDir, 'var') }
  await writeFile(join(dataDir, 'territory.yml'), territory)
  await writeFile(join(dataDir, 'sites.yml'), sites)
  Object.assign(world, { chromium: '150.0', visited: [], stopAfter: Infinity, accused: '', busy: false, runs: [], readers: new Set(), closes: false, closedBefore: [] })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(dataDir, { recursive: true, force: true })
})

const evidenceFileOf = (visit: PageRecord) => evidenceOfVisit(evidenceFolder(options.varDir, visit.run), visit)
const stopped = async (after: number) => {
  world.stopAfter = after
  await expect(audit({ ...options, deadlineMs: 12_000 })).rejects.toThrow(Interrupted)
  world.stopAfter = Infinity
}
const coldVisits = 3
const all = ['accueil cold', 'accueil refusal', 'contact cold', 'absente cold']

describe('a run of visits', () => {
  it('is one line that counts its pages, and leaves nothing unfinished', async () => {
    const summary = await audit(options)
    expect(summary).toMatchObject({ pages: { asked: 3, measured: 2, partial: 0, notMeasured: 1 }, unmeasured: [{ url: 'https://www.essai.example/absente', code: 'http' }] })
    expect((await readRecord(dataDir)).runs).toMatchObject([{ run: summary.run, pages: summary.pages, passes: ['cold', 'refusal', 'confirm'], weakened: ['allow-private-ranges'] }])
    await expect(readFile(join(dataDir, 'results', 'unfinished.json'))).rejects.toThrow('ENOENT')
    await expect(resume(options)).rejects.toThrow(/Aucune visite inachevée/)
  })

  it('answers what was asked before it, once it is finished', async () => {
    await askVisits(dataDir, 'a1b2c3d4e5f6', ['portail'], '2026-11-22T03:00:00Z')
    await stopped(1)
    expect(await waitingVisits(dataDir)).toHaveLength(1)
    await resume(options)
    expect(await waitingVisits(dataDir)).toEqual([])
  })

  it.each([0, 1, 2, 3])('that was stopped after %i visits is finished without visiting twice, and is the same run', async (after) => {
    await stopped(after)
    const begun = (await readRecord(dataDir)).unfinished
    const summary = await resume(options)
    expect(world.visited).toEqual(all)
    const record = await readRecord(dataDir)
    expect(record.runs).toMatchObject([{ run: summary.run, pages: { asked: 3, measured: 2, notMeasured: 1 } }])
    expect(record.unfinished).toEqual([])
    expect(begun.every((id) => id === summary.run)).toBe(true)
    expect(record.pages.map(({ page, pass }) => `${page} ${pass}`).sort()).toEqual([...all].sort())
  })

  it('still leaves alone, taken up again, a host that asked to be left alone before the stop', async () => {
    world.closes = true
    await stopped(1)
    world.closes = false
    await resume(options)
    expect(world.closedBefore).toEqual([['www.essai.example', busy]])
  })

  it('stopped several times is still one run', async () => {
    await stopped(1)
    world.stopAfter = 1
    await expect(resume(options)).rejects.toThrow(Interrupted)
    world.stopAfter = Infinity
    await resume(options)
    expect(world.visited).toEqual(all)
    expect((await readRecord(dataDir)).runs).toHaveLength(1)
  })

  it('loads once more, by itself, each visit that is about to accuse, and nothing twice when it was stopped', async () => {
    world.accused = 'accueil'
    const withConfirmations = [...all, 'accueil confirm cold', 'accueil confirm refusal']
    await stopped(3)
    world.stopAfter = 1
    await expect(resume(options)).rejects.toThrow(Interrupted)
    expect(world.visited).toEqual(withConfirmations.slice(0, 5))
    world.stopAfter = Infinity
    await resume(options)
    expect(world.visited).toEqual(withConfirmations)
    const record = await readRecord(dataDir)
    expect(record.runs).toMatchObject([{ pages: { asked: 3, measured: 2, notMeasured: 1 } }])
    expect(record.pages.filter(({ confirms }) => confirms).map(({ confirms }) => confirms)).toEqual(['cold', 'refusal'])
  })

  it('says once all is visited what only the pages of a site show together, beside the scores that were taken again', async () => {
    world.busy = true
    const { run } = await audit({ ...options, passes: ['cold'] })
    const home = (await readRecord(dataDir)).pages.find((page) => page.run === run && page.page === 'accueil')
    expect(world.visited.filter((visit) => visit === 'accueil cold')).toHaveLength(2)
    expect(home).toMatchObject({ contended: false, results: { 'solidarity/shared-titles': ['unknown', null, null, {}, 'missing-artifact'] } })
    expect(await evidenceFileOf(home ?? expect.fail('no home page'))).not.toBeNull()
  })

  it('confirms with the robots.txt that it read already', async () => {
    world.accused = 'accueil'
    await audit(options)
    expect(world.visited).toContain('accueil confirm cold')
    expect([...world.readers]).toEqual([expect.any(Function)])
  })

  it('loads each page as often as it was asked, also once it is taken up again, and keeps how far the loads were apart', async () => {
    world.stopAfter = 1
    await expect(audit({ ...options, passes: ['cold'], runs: 3 })).rejects.toThrow(Interrupted)
    world.stopAfter = Infinity
    await resume(options)
    expect(world.runs).toEqual([3, 3, 3])
    const record = await readRecord(dataDir)
    expect(record.runs).toMatchObject([{ loads: 3 }])
    expect(record.pages.map(({ loads }) => loads)).toEqual(Array(3).fill({ count: 3, spread: { 'sobriety/page-weight': [900, 1000, 1100, 3] } }))
  })

  it('keeps its own settings when it is taken up again', async () => {
    world.stopAfter = 1
    await expect(audit({ ...options, passes: ['cold'], profile: 'mobile', sites: ['portail'] })).rejects.toThrow(Interrupted)
    world.stopAfter = Infinity
    await resume(options)
    expect(world.visited).toEqual(['accueil cold', 'contact cold', 'absente cold'])
    expect((await readRecord(dataDir)).runs).toMatchObject([{ profile: 'mobile', passes: ['cold'] }])
  })

  it('that lost its line but not its pages is finished without a visit', async () => {
    await stopped(3)
    const plan = await readFile(join(dataDir, 'results', 'unfinished.json'))
    await resume(options)
    await writeFile(join(dataDir, 'results', 'runs.jsonl'), '')
    await writeFile(join(dataDir, 'results', 'unfinished.json'), plan)
    const { run } = await resume(options)
    expect(world.visited).toEqual(all)
    expect((await readRecord(dataDir)).runs.map((one) => one.run)).toEqual([run])
  })

  it('that has its line is finished, even if its plan is still there', async () => {
    await stopped(3)
    const plan = await readFile(join(dataDir, 'results', 'unfinished.json'))
    await resume(options)
    await writeFile(join(dataDir, 'results', 'unfinished.json'), plan)
    await expect(resume(options)).rejects.toThrow(/Aucune visite inachevée/)
    expect((await readRecord(dataDir)).runs).toHaveLength(1)
  })

  it.each([
    ['its pages', /les sites et les pages/, () => writeFile(join(dataDir, 'sites.yml'), sites.replace('/contact,', '/contacts,'))],
    ['what its site may reach', /adresses privées/, () => writeFile(join(dataDir, 'sites.yml'), sites.replace('    allowPrivate: [10.1.0.0/16]\n', ''))],
    ['its browser', /versions des outils/, async () => { world.chromium = '151.0' }],
    ['its proxy', /proxy/, async () => { vi.stubEnv('https_proxy', 'http://proxy.essai.example:3128') }],
  ])('is not taken up again once %s changed: it would be another measure', async (_what, says, change) => {
    await stopped(1)
    await change()
    const refusal = await resume(options).then(() => null, (error: unknown) => error)
    vi.unstubAllEnvs()
    expect(refusal).toBeInstanceOf(UsageError)
    expect(String(refusal)).toMatch(says)
    expect(world.visited).toHaveLength(1)
  })

  it('gives way to a new run, which says so once', async () => {
    const said = vi.mocked(process.stderr.write)
    const tellings = () => said.mock.calls.filter(([text]) => String(text).includes('n’avait pas été finie : celle-ci la remplace'))
    await stopped(1)
    world.stopAfter = Infinity
    said.mockClear()
    await audit(options)
    expect(tellings()).toHaveLength(1)
    await audit(options)
    expect(tellings()).toHaveLength(1)
  })

  it('without any page is refused before anything is written', async () => {
    await rm(join(dataDir, 'sites.yml'))
    await expect(audit(options)).rejects.toThrow(/Aucune page/)
    await expect(readFile(join(dataDir, 'results', 'unfinished.json'))).rejects.toThrow()
  })

  it('whose plan was damaged says so in one sentence', async () => {
    await stopped(1)
    await writeFile(join(dataDir, 'results', 'unfinished.json'), '{ "run": ')
    await expect(resume(options)).rejects.toThrow(/illisible/)
  })
})
