/**
 * Writes the two earlier visits of Villeneuve's websites, which nobody made: the town is fictional. Values that a formula
 * gives (EcoIndex, carbon) come from that formula, the others are chosen around what the sites are today.
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
import { factorValue } from '#lib/factor-book'
import { toRecord, type Visit } from '#lib/record'
import { loadAudits } from '#effects/discover'
import { loadFactorBook } from '#effects/factors'
import { openRecord } from '#effects/store'
import { readTerritoryFolder } from '#effects/territory'
import { pageViewGramsCO2e } from '#maths/carbon'
import { ecoindex, ecoindexTables } from '#maths/ecoindex'
import { randomFrom, type Random } from './seeded-random.ts'

/** An ordinary page of a site as it is today; `failures` are proven accessibility failures, `security` an Observatory score. */
type Character = { kilobytes: number; requests: number; nodes: number; imageShare: number; performance: number; failures: number; security: number; thirdParties: number }
const characters: Readonly<Record<string, Character>> = {
  portail: { kilobytes: 150, requests: 12, nodes: 230, imageShare: 0.6, performance: 98, failures: 1, security: 95, thirdParties: 0 },
  mediatheque: { kilobytes: 120, requests: 14, nodes: 260, imageShare: 0.5, performance: 95, failures: 3, security: 35, thirdParties: 2 },
  participer: { kilobytes: 130, requests: 18, nodes: 280, imageShare: 0.4, performance: 90, failures: 4, security: 30, thirdParties: 5 },
  'fete-du-pont': { kilobytes: 450, requests: 12, nodes: 150, imageShare: 0.95, performance: 80, failures: 8, security: 20, thirdParties: 3 },
}

/** How an earlier visit differs from today: heavier pages, more failures, fewer mentions, one site more with trackers. */
type Past = { startedAt: string; seed: number; weight: number; failures: number; mentions: readonly string[]; tracked: readonly string[]; unmeasured: readonly string[] }
const pasts: readonly Past[] = [
  { startedAt: '2025-11-18T08:00:00Z', seed: 202511, weight: 1.32, failures: 1.9, mentions: ['portail'], tracked: ['participer', 'fete-du-pont', 'mediatheque'], unmeasured: ['mediatheque'] },
  { startedAt: '2026-05-19T08:00:00Z', seed: 202605, weight: 1.14, failures: 1.4, mentions: ['portail', 'mediatheque'], tracked: ['participer', 'fete-du-pont'], unmeasured: [] },
]

/** A gallery weighs as much as this many ordinary pages of its site. */
const GALLERY_PAGES = 5

type Scene = { site: Site; page: SitePage; character: Character; past: Past; factors: FactorBook; random: Random }
type Said = Pick<AuditResult, 'outcome' | 'measure'> & { details?: Record<string, Quantity> }

const judged = (gap: boolean, measure: Quantity | null = null): Said => ({ outcome: gap ? 'fail' : 'pass', measure })
const informed = (value: number, unit: Quantity['unit'], details?: Record<string, Quantity>): Said => ({ outcome: 'informative', measure: { value, unit }, ...(details ? { details } : {}) })

/** What the sobriety audits would say: one weight, one count of requests, one count of nodes, the rest by formula. */
function sobriety({ page, character, past, factors, random }: Scene): Record<AuditId, Said> {
  const ordinaryPages = page.role === 'gallery' ? GALLERY_PAGES : 1
  const transferBytes = Math.round(ordinaryPages * character.kilobytes * 1000 * past.weight * (0.8 + 0.4 * random()))
  const requests = Math.round(character.requests * past.weight * (0.85 + 0.3 * random()))
  const nodes = Math.round(character.nodes * (0.8 + 0.4 * random()))
  const { score, indicativeGramsCO2e } = ecoindex({ nodes, requests, kilobytes: transferBytes / 1000 }, ecoindexTables(factors))
  const [world, france] = [factorValue(factors, 'web.grid.world-swdm-v4'), 1000 * factorValue(factors, 'electricity.fr.ember.2024')]
  return {
    'sobriety/page-weight': judged(transferBytes > 1000 * factorValue(factors, 'ecoindex.target.kilobytes'), { value: transferBytes, unit: 'B' }),
    'sobriety/page-requests': judged(requests > factorValue(factors, 'ecoindex.target.requests'), { value: requests, unit: 'count' }),
    'sobriety/page-carbon': informed(pageViewGramsCO2e(transferBytes, { grid: world }), 'g', { france: { value: pageViewGramsCO2e(transferBytes, { grid: france }), unit: 'g' } }),
    'sobriety/ecoindex': informed(score, 'score', {
      nodes: { value: nodes, unit: 'count' }, requests: { value: requests, unit: 'count' }, transfer: { value: transferBytes, unit: 'B' }, indicativeGases: { value: indicativeGramsCO2e, unit: 'g' },
    }),
    'sobriety/lighthouse-performance': informed(Math.round(character.performance - 6 * (past.weight - 1) - 4 * random()), 'score'),
    'sobriety/image-weight': { outcome: 'informative', measure: { value: Math.round(transferBytes * character.imageShare), unit: 'B' } },
  }
}

function solidarity({ site, character, past, random }: Scene): Record<AuditId, Said> {
  const failures = Math.round(character.failures * past.failures * (0.6 + 0.8 * random()))
  const old = site.id === 'fete-du-pont'
  return {
    'solidarity/axe-failures': judged(failures > 0, { value: failures, unit: 'count' }),
    'solidarity/accessibility-mention': judged(!past.mentions.includes(site.id)),
    'solidarity/page-language': judged(old),
    'solidarity/page-title': judged(false),
    'solidarity/text-zoom': judged(old, { value: old ? 3 : 0, unit: 'count' }),
  }
}

function freedom({ site, page, character, past }: Scene): Record<AuditId, Said> {
  const tracked = past.tracked.includes(site.id)
  const thirdParties = character.thirdParties
  return {
    'freedom/third-party-hosts': thirdParties === 0 ? judged(false, { value: 0, unit: 'count' }) : informed(thirdParties, 'count'),
    'freedom/trackers-before-choice': judged(tracked, { value: tracked ? 2 : 0, unit: 'count' }),
    'freedom/cookies-before-choice': judged(tracked, { value: tracked ? 1 : 0, unit: 'count' }),
    'freedom/security-headers': page.role === 'home' ? judged(character.security < 100, { value: character.security, unit: 'score' }) : { outcome: 'not-applicable', measure: null },
    'freedom/legal-notice': judged(site.id === 'fete-du-pont'),
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

function visitOf({ site, page, past }: Scene, index: number, measured: boolean): Visit {
  return {
    run: runId(past.startedAt), site: site.id, page: page.id, role: page.role, url: new URL(page.path, site.url).href, pass: 'cold', profile: 'desktop',
    at: secondsAfter(past.startedAt, 20 * (index + 1)), status: measured ? 'measured' : 'not-measured',
    failure: measured ? null : { code: 'timeout', detail: 'The page did not finish loading in time.' }, contended: false, evidence: null,
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
  const [{ sites }, catalogue, factors] = await Promise.all([readTerritoryFolder(dataDir), loadAudits(), loadFactorBook()])
  await rm(join(dataDir, 'results'), { recursive: true, force: true })
  for (const past of pasts) {
    const record = openRecord(dataDir)
    const random = randomFrom(past.seed)
    const visits: Visit[] = []
    for (const site of sites) {
      const character = characters[site.id]
      if (character === undefined) throw new Error(`No character for the site ${site.id}`)
      for (const page of site.pages) {
        const scene = { site, page, character, past, factors, random }
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
