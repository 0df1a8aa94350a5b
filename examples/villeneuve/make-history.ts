/**
 * Writes the two earlier visits of Villeneuve's websites, which nobody made: the town is fictional. Values that a formula
 * gives (EcoIndex, carbon) come from that formula, the others are chosen around the truth of today's pages.
 * `node examples/villeneuve/make-history.ts [folder]` gives the same bytes on every machine.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FactorBook } from '#model/factor'
import type { AuditId, AuditResult, RunRecord } from '#model/result'
import type { Site, SitePage } from '#model/site'
import type { Quantity } from '#model/quantity'
import type { AuditDefinition } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { toRecord, type Visit } from '#lib/record/record'
import { loadAudits } from '#effects/territory/discover'
import { loadFactorBook } from '#effects/territory/factors'
import { openRecord } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'
import { pageViewGramsCO2e } from '#maths/carbon'
import { ecoindex, ecoindexTables } from '#maths/ecoindex'
import { heaviestFiles } from '#lib/web/heaviest-files'
import { randomFrom, type Random } from './seeded-random.ts'
import { readTruths } from './web/truth-files.ts'
import type { PageTruth } from './web/truth.ts'

/** How an earlier visit differs from today: heavier pages, more failures, fewer mentions, one site more with trackers. */
type Past = { startedAt: string; seed: number; weight: number; failures: number; alsoFailing: number; mentions: readonly string[]; alsoTracked: readonly string[]; security: Readonly<Record<string, number>>; unmeasured: readonly string[] }
const pasts: readonly Past[] = [
  { startedAt: '2025-11-18T08:00:00Z', seed: 202511, weight: 1.6, failures: 1.9, alsoFailing: 0.3, mentions: ['portail'], alsoTracked: ['mediatheque'], security: { portail: 60, mediatheque: 20, participer: 35, 'fete-du-pont': 0 }, unmeasured: ['mediatheque'] },
  { startedAt: '2026-05-19T08:00:00Z', seed: 202605, weight: 1.25, failures: 1.4, alsoFailing: 0.15, mentions: ['portail', 'mediatheque'], alsoTracked: [], security: { portail: 90, mediatheque: 35, participer: 55, 'fete-du-pont': 0 }, unmeasured: [] },
]

type Scene = { site: Site; page: SitePage; today: PageTruth; past: Past; factors: FactorBook; random: Random }
type Said = Pick<AuditResult, 'outcome' | 'measure'> & { details?: Record<string, Quantity> }

const judged = (gap: boolean, measure: Quantity | null = null): Said => ({ outcome: gap ? 'fail' : 'pass', measure })
const informed = (value: number, unit: Quantity['unit'], details?: Record<string, Quantity>): Said => ({ outcome: 'informative', measure: { value, unit }, ...(details ? { details } : {}) })

/** Pictures were heavier, in the measure of the page; the other files were what they are. */
const filesThen = ({ today, past }: Scene): Visit['heaviest'] => heaviestFiles(today.responses.map(({ url, kind, headBytes, bodyBytes }) => (
  { url, kind, transferBytes: headBytes + Math.round(bodyBytes * (kind === 'image' ? past.weight : 1)) })))

/** What the truth of the page says of an audit today. */
const failsToday = ({ today }: Scene, audit: AuditId) => today.expected[audit]?.outcome === 'fail'

/** What the sobriety audits would say: one weight, one count of requests, one count of nodes, the rest by formula. */
function sobriety(scene: Scene): Record<AuditId, Said> {
  const { today, past, factors, random } = scene
  const drift = past.weight * (0.9 + 0.2 * random())
  const transferBytes = Math.round(today.transferBytes * drift)
  const requests = Math.round(today.requestCount * (1 + (past.weight - 1) / 2))
  const nodes = Math.round(today.dom.ecoindexNodes * (0.9 + 0.2 * random()))
  const imageBytes = Math.round((today.expected['sobriety/image-weight']?.value ?? 0) * drift)
  const { score, indicativeGramsCO2e } = ecoindex({ nodes, requests, kilobytes: transferBytes / 1000 }, ecoindexTables(factors))
  const [world, france] = [factorValue(factors, 'web.grid.world-swdm-v4'), 1000 * factorValue(factors, 'electricity.fr.ember.2024')]
  return {
    'sobriety/page-weight': judged(transferBytes > 1000 * factorValue(factors, 'ecoindex.target.kilobytes'), { value: transferBytes, unit: 'B' }),
    'sobriety/page-requests': judged(requests > factorValue(factors, 'ecoindex.target.requests'), { value: requests, unit: 'count' }),
    'sobriety/page-carbon': informed(pageViewGramsCO2e(transferBytes, { grid: world }), 'g', { france: { value: pageViewGramsCO2e(transferBytes, { grid: france }), unit: 'g' } }),
    'sobriety/ecoindex': informed(score, 'score', {
      nodes: { value: nodes, unit: 'count' }, requests: { value: requests, unit: 'count' }, transfer: { value: transferBytes, unit: 'B' }, indicativeGases: { value: indicativeGramsCO2e, unit: 'g' },
    }),
    'sobriety/image-weight': judged(failsToday(scene, 'sobriety/image-weight'), { value: imageBytes, unit: 'B' }),
  }
}

function solidarity(scene: Scene): Record<AuditId, Said> {
  const { site, today, past, random } = scene
  const planted = Object.values(today.axeFailures).reduce((sum, count) => sum + count, 0)
  const failures = planted > 0 ? Math.round(planted * past.failures) : random() < past.alsoFailing ? 1 + Math.round(3 * random()) : 0
  return {
    'solidarity/axe-failures': judged(failures > 0, { value: failures, unit: 'count' }),
    'solidarity/accessibility-mention': judged(!past.mentions.includes(site.id)),
    'solidarity/page-language': judged(failsToday(scene, 'solidarity/page-language')),
    'solidarity/page-title': judged(failsToday(scene, 'solidarity/page-title')),
    'solidarity/text-zoom': judged(failsToday(scene, 'solidarity/text-zoom'), { value: today.expected['solidarity/text-zoom']?.value ?? 0, unit: 'count' }),
  }
}

function freedom(scene: Scene): Record<AuditId, Said> {
  const { site, today, past } = scene
  const tracked = past.alsoTracked.includes(site.id) || failsToday(scene, 'freedom/trackers-before-choice')
  const thirdParties = today.thirdPartyHosts.length
  const security = past.security[site.id]
  if (security === undefined) throw new Error(`No past security for the site ${site.id}`)
  return {
    'freedom/third-party-hosts': thirdParties === 0 ? judged(false, { value: 0, unit: 'count' }) : informed(thirdParties, 'count'),
    'freedom/trackers-before-choice': judged(tracked, { value: tracked ? 1 : 0, unit: 'count' }),
    'freedom/cookies-before-choice': judged(false, { value: 0, unit: 'count' }),
    'freedom/security-headers': judged(security < 100, { value: security, unit: 'score' }),
    'freedom/legal-notice': judged(failsToday(scene, 'freedom/legal-notice')),
    'freedom/transport-security': site.url.startsWith('http:') ? judged(true) : judged(false, { value: 60, unit: 'day' }),
  }
}

/** Verdicts of a reconstructed visit, for the audits of the catalogue that look at a first visit. */
function resultsOf(scene: Scene, catalogue: ReadonlyMap<AuditId, AuditDefinition>, measured: boolean): AuditResult[] {
  const said = { ...sobriety(scene), ...solidarity(scene), ...freedom(scene) }
  return [...catalogue].flatMap(([audit, { method }]): AuditResult[] => {
    const verdict = said[audit]
    if (verdict === undefined) return []
    return [measured ? { audit, method, findings: [], ...verdict } : { audit, method, outcome: 'unknown', measure: null, findings: [], failure: { code: 'timeout', detail: '' } }]
  })
}

const runId = (instant: string) => instant.replaceAll(':', '')
const secondsAfter = (instant: string, seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z')

function visitOf(scene: Scene, index: number, measured: boolean): Visit {
  const { site, page, past } = scene
  return {
    run: runId(past.startedAt), site: site.id, page: page.id, role: page.role, url: new URL(page.path, site.url).href, pass: 'cold', profile: 'desktop',
    at: secondsAfter(past.startedAt, 20 * (index + 1)), status: measured ? 'measured' : 'not-measured',
    failure: measured ? null : { code: 'timeout', detail: 'The page did not finish loading in time.' }, contended: false, evidence: null, ...(measured && { heaviest: filesThen(scene) }),
  }
}

function runOf(past: Past, visits: readonly Visit[], catalogue: ReadonlyMap<AuditId, AuditDefinition>): RunRecord {
  const measured = visits.filter(({ status }) => status === 'measured').length
  return {
    schema: 'trefle/run@1', run: runId(past.startedAt), startedAt: past.startedAt, finishedAt: secondsAfter(past.startedAt, 20 * (visits.length + 1)),
    tools: { trefle: '0.1.0', node: '24', chromium: 'exemple', lighthouse: '13.5.0', axe: '4.14.1', puppeteer: '25.16.0' },
    profile: 'desktop', passes: ['cold'],
    audits: Object.fromEntries([...catalogue].map(([audit, { method, unit, details }]) => [audit, { method, unit, ...(details ? { details } : {}) }])),
    weakened: ['fixture-hosts'], pages: { asked: visits.length, measured, partial: 0, notMeasured: visits.length - measured },
    note: 'Exemple : passage reconstitué',
  }
}

/** Replaces `<dataDir>/results` by the two reconstructed visits. */
export async function makeHistory(dataDir: string): Promise<void> {
  const [{ sites }, catalogue, factors, truths] = await Promise.all([readTerritoryFolder(dataDir), loadAudits(), loadFactorBook(), readTruths()])
  await rm(join(dataDir, 'results'), { recursive: true, force: true })
  for (const past of pasts) {
    const record = openRecord(dataDir)
    const random = randomFrom(past.seed)
    const visits: Visit[] = []
    for (const site of sites) {
      for (const page of site.pages) {
        const today = truths.find(({ truth }) => truth.url === new URL(page.path, site.url).href)?.truth
        if (today === undefined) throw new Error(`No truth for ${site.id} ${page.path}`)
        const scene = { site, page, today, past, factors, random }
        const measured = !(past.unmeasured.includes(site.id) && page === site.pages.at(-1))
        const visit = visitOf(scene, visits.length, measured)
        const { page: line, findings } = toRecord(visit, resultsOf(scene, catalogue, measured))
        await record.page(line, findings)
        visits.push(visit)
      }
    }
    await record.finish(runOf(past, visits, catalogue))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeHistory(process.argv[2] ?? fileURLToPath(new URL('./data', import.meta.url)))
