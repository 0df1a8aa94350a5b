import { cp, mkdtemp, readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evidence } from '#model/evidence'
import type { AuditResult } from '#model/result'
import { audit } from '../../scripts/audit.ts'
import type { AuditSummary } from '#effects/visits/territory-run'
import { compute } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'
import { loadBench } from '#effects/visits/measure'
import { evidenceFolder, evidenceOf } from '#effects/visits/evidence-store'
import { replay } from '#effects/visits/replay-command'
import { loadSiteAudits } from '#effects/territory/discover'
import { readRecord } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'
import { judge } from '#audits/run'
import { fromRecord } from '#lib/record/record'
import { startExampleTown, type ExampleTown } from '../../examples/villeneuve/web/serve.ts'
import { readTruths } from '../../examples/villeneuve/web/truth-files.ts'
import type { PageTruth } from '../../examples/villeneuve/web/truth.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const truths = (await readTruths()).map(({ truth }) => truth)

type Seen = { evidence: Evidence; results: AuditResult[] }

let town: ExampleTown
let dataDir: string
let varDir: string
let summary: AuditSummary
let asked: ReturnType<ExampleTown['requests']>
const cold = new Map<string, Seen>()
const refusals = new Map<string, Seen>()
/** Addresses whose accusing findings were looked at by a second load. */
const confirmed = new Set<string>()

/** One whole visit of the example town, as the demo makes it, then what its evidence says once judged again. */
beforeAll(async () => {
  town = await startExampleTown()
  const folder = await mkdtemp(join(tmpdir(), 'trefle-town-'))
  dataDir = join(folder, 'data')
  varDir = folder
  await cp(example, dataDir, { recursive: true })
  summary = await audit({ dataDir, varDir: folder, retime: false, fixtures: { fixtures: town.fixtures, spkiHashes: town.spkiHashes } })
  asked = [...town.requests()]
  const [bench, { sites }] = await Promise.all([loadBench(dataDir), readTerritoryFolder(dataDir)])
  const evidences = evidenceFolder(folder, summary.run)
  for (const page of (await readRecord(dataDir)).pages.filter(({ run }) => run === summary.run)) {
    if (page.pass === 'confirm') { confirmed.add(page.url); continue }
    const evidence = await evidenceOf(evidences, page) ?? expect.fail(`${page.url} has no evidence`)
    const site = sites.find(({ id }) => id === page.site) ?? null
    const seen = { evidence, results: judge(evidence, bench.catalogue, { site, factors: bench.factors, registry: bench.registry }) }
    ;(page.pass === 'refusal' ? refusals : cold).set(page.url, seen)
  }
  await addSiteVerdicts()
}, 240_000)
afterAll(async () => { await town?.stop() })

/** What the pages of a site show together is in the record alone, with the home page. */
async function addSiteVerdicts(): Promise<void> {
  const [{ pages, runs, findings }, ofSites] = await Promise.all([readRecord(dataDir), loadSiteAudits()])
  const run = runs.find(({ run }) => run === summary.run) ?? expect.fail('the run is not in the record')
  for (const page of pages.filter(({ run, pass, role }) => run === summary.run && pass === 'cold' && role === 'home'))
    seenAt(page.url).results.push(...fromRecord(page, run, findings.get(page.site) ?? new Map()).filter(({ audit }) => ofSites.has(audit)))
}

function seenAt(url: string): Seen {
  const seen = cold.get(url)
  if (seen === undefined) throw new Error(`${url} was not visited`)
  return seen
}

function artifact<K extends keyof Evidence['artifacts']>(url: string, name: K) {
  const captured = seenAt(url).evidence.artifacts[name]
  if (!captured?.ok) throw new Error(`${url}: ${name} is missing`)
  return captured.value as Extract<NonNullable<Evidence['artifacts'][K]>, { ok: true }>['value']
}

test('every page of the example town is measured, each with one request for its document a load', () => {
  expect(summary.pages).toEqual({ asked: truths.length, measured: truths.length, partial: 0, notMeasured: 0 })
  expect([...cold.keys()].sort()).toEqual(truths.map(({ url }) => url).sort())
  // The statement of the portal links to its multi-year plan, and its site map to its pages: these are asked once more to see that they answer.
  const mapped = artifact('https://www.villeneuve.example/plan-du-site/', 'siteMap').links.filter(({ status }) => status !== null).map(({ address }) => address)
  expect(mapped).toHaveLength(9)
  const again = new Set([...mapped, 'https://www.villeneuve.example/plan-du-site/'])
  for (const { url } of truths.filter(({ url }) => !url.endsWith('.example/'))) {
    const loads = 1 + Number(again.has(url)) + Number(confirmed.has(url))
    expect([url, asked.filter((request) => request.url === url).length]).toEqual([url, loads])
  }
})

describe.each(truths.map((truth) => [truth.url, truth] as const))('Trèfle at %s', (url, truth: PageTruth) => {
  test('sees the requests of the truth, with their bytes, before and after the scroll', () => {
    const line = ({ url: address, phase, status }: { url: string; phase: string; status: number | null }) => `${phase} ${status} ${address.replace(/\?.*$/, '')}`
    const requests = artifact(url, 'requests')
    expect(requests.map(line).sort()).toEqual(truth.responses.map(line).sort())
    expect(Math.abs(requests.reduce((sum, { transferBytes }) => sum + transferBytes, 0) - truth.transferBytes)).toBeLessThan(truth.transferBytes * 0.01 + 60 * truth.requestCount)
  })

  test('counts its elements by the published rule', () => {
    expect(artifact(url, 'dom').ecoindexNodes).toBe(truth.dom.ecoindexNodes)
  })

  test('hears every cookie and storage set before a choice, with the life that was asked', () => {
    const life = (days: number | null) => (days === null ? 'session' : days < 1 ? `${Math.round(days * 1440)} min` : `${Math.round(days)} d`)
    const line = ({ name, claimedDays }: { name: string; claimedDays: number | null }) => `${name} ${life(claimedDays)}`
    expect(artifact(url, 'cookies').map(line).sort()).toEqual(truth.cookies.map(line).sort())
    expect(artifact(url, 'storage').map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(truth.storage.map(({ kind, name }) => `${kind} ${name}`).sort())
  })

  test('shows axe exactly what was planted', () => {
    const planted = { ...truth.axeFailures, ...truth.axeBestPractices }
    expect(Object.fromEntries(artifact(url, 'axe').violations.map(({ id, nodeCount }) => [id, nodeCount]))).toEqual(planted)
  })

  test('is judged as its author expects', () => {
    const { results } = seenAt(url)
    for (const [id, expected] of Object.entries(truth.expected)) {
      const result = results.find(({ audit: name }) => name === id)
      if (expected.outcome !== undefined) expect([id, result?.outcome]).toEqual([id, expected.outcome])
      if (expected.value !== undefined) {
        expect([id, result?.measure === null || result === undefined]).toEqual([id, false])
        expect(Math.abs((result?.measure?.value ?? Number.NaN) - expected.value), `${id} of ${url}`).toBeLessThanOrEqual(expected.tolerance ?? 0)
      }
      const said = (result?.findings ?? []).map(({ message, selector, url: address }) => [message, selector, address].join(' ')).join('\n')
      for (const text of expected.findingsContain ?? []) expect(said, `${id} of ${url}`).toContain(text)
    }
  })
})

test('a refusal that works leaves nothing behind; without a banner there is nothing to refuse', () => {
  const outcomes = (url: string) => refusals.get(url)?.results.filter(({ audit: id }) => id.endsWith('after-refusal')).map(({ outcome }) => outcome)
  expect(outcomes('https://participer.villeneuve.example/')).toEqual(['informative', 'pass'])
  expect(outcomes('https://www.villeneuve.example/')).toEqual(['not-applicable', 'not-applicable'])
})

test('nobody but the hosts of the example was asked, and the evidence says how the guard was weakened', () => {
  const hosts = new Set([...cold.values()].flatMap(({ evidence }) => (evidence.artifacts.requests?.ok ? evidence.artifacts.requests.value.map(({ host }) => host) : [])))
  expect([...hosts].filter((host) => !(host in town.fixtures))).toEqual([])
  for (const { evidence } of cold.values()) expect(evidence.weakened).toContain('fixture-hosts')
})

test('a page and run takes at most 2 kB of the record', () => {
  const lines = globSync('results/*/2???.jsonl', { cwd: dataDir }).map((file) => join(dataDir, file))
  return Promise.all(lines.map(async (file) => {
    const longest = Math.max(...(await readFile(file, 'utf8')).split('\n').map((line) => Buffer.byteLength(line)))
    expect([file, longest <= 2000]).toEqual([file, true])
  }))
})

test('the record and the sources of the example give a value to every indicator but those that wait for another source, the same bytes twice', async () => {
  const now = '2026-11-22T12:00:00Z'
  await pull({ dataDir, at: now })
  const { runs } = await readRecord(dataDir)
  await compute({ dataDir, now })
  const files = globSync('publication/**/*.json', { cwd: dataDir }).sort()
  const contents = () => Promise.all(files.map((file) => readFile(join(dataDir, file), 'utf8')))
  const first = await contents()
  await compute({ dataDir, now })
  expect(await contents()).toEqual(first)
  expect(runs).toHaveLength(3)
  const indicators = first.filter((_, index) => files[index]?.includes('/indicators/')).map((text) => JSON.parse(text) as { id: string; latest: { value: number | null } | null })
  // Every other one has a value: these wait for sources that the example does not have.
  expect(indicators.flatMap(({ id, latest }) => (latest === null || latest.value === null ? [id] : [])).sort()).toEqual([
    'code-published', 'connected-balance', 'devices-per-workstation', 'ecodesign-statements', 'electricity-hours', 'heat-reuse', 'illectronism-reference', 'iso-50001-stage',
    'metered-share', 'open-data-on-time', 'open-data-reusable', 'pool-energy', 'rgesn-score', 'service-life', 'water-use',
  ])
  expect(indicators).toHaveLength(84)
})

test('a method that is raised is applied to the evidence of the visit in seconds, with no browser, and only the verdicts that it changes are appended', async () => {
  const bench = await loadBench(dataDir)
  const weight = bench.catalogue.get('sobriety/page-weight') ?? expect.fail('no such audit')
  const raised = new Map(bench.catalogue).set('sobriety/page-weight', { ...weight, method: weight.method + 1, judge: (given, context) => ({ ...weight.judge(given, context), measure: { value: 1, unit: 'B' as const } }) })
  const startedAt = performance.now()
  const [last] = await replay({ dataDir, varDir, run: summary.run, bench: { ...bench, catalogue: raised } })
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(last).toMatchObject({ audits: [{ audit: 'sobriety/page-weight', from: weight.method, to: weight.method + 1 }] })
  expect(last?.changed.length).toBeGreaterThanOrEqual(truths.length)
  const record = await readRecord(dataDir)
  expect(record.runs.find(({ run }) => run === summary.run)?.audits['sobriety/page-weight']?.method).toBe(weight.method + 1)
  expect(record.pages.filter(({ run, pass }) => run === summary.run && pass === 'cold').every(({ results }) => results['sobriety/page-weight']?.[1] === 1)).toBe(true)
})
