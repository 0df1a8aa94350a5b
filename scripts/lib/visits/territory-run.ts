import { join, resolve } from 'node:path'
import type { Pass, Profile } from '#model/evidence'
import type { Waits } from '#audits/gather/load'
import type { PageRecord, RunRecord } from '#model/result'
import type { RunPlan } from '#model/run-plan'
import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import { collectorVersions } from '#lib/collector-versions'
import { toRecord, visitKey } from '#lib/record/record'
import { heaviestOf } from '#lib/web/heaviest-files'
import type { Failure } from '#model/failure'
import { ensureBrowser } from './ensure-browser.ts'
import { contactOf } from '../command/contact.ts'
import { UsageError } from '../command/errors.ts'
import { evidenceFolder, writeEvidence } from './evidence-store.ts'
import type { Fixtures } from '../network/fixtures.ts'
import { weakened, withRanges, type Guard } from '../network/guard.ts'
import { loadBench, measure, type Bench, type Measured, type MeasureOptions } from './measure.ts'
import { defaultWorkers } from '../command/options.ts'
import { confirmingLoads, plannedLoads } from './planned-loads.ts'
import type { LoadJob } from './pool.ts'
import { declaredAudits } from './replay.ts'
import { cropsTaken } from './crops-taken.ts'
import { siteVerdicts, type SiteCatalogue } from './site-verdicts.ts'
import { dropPlan, jobsHash, keepPlan } from './run-plan.ts'
import { keepCrops } from '../record/crops.ts'
import { answerVisits } from '../inbox/asked.ts'
import { openRecord } from '../record/store.ts'
import { requireSecrets } from '../territory/scenarios.ts'
import { readTerritoryFolder } from '../territory/territory.ts'
import { loadSiteAudits } from '../territory/discover.ts'
import { disturbed, scoreAgain, timeForAgain } from './timed-again.ts'
import { toolVersions } from './tool-versions.ts'
import { fetchRobots, readOnce } from '../sampling/fetch-robots.ts'
import { upstreamsOf } from '../network/upstream.ts'
import { closedHosts, hostsClosedBefore, type HostMemory } from './host-pace.ts'

export type AuditOptions = {
  dataDir: string
  /** Ids of the sites to visit; all when absent. */
  sites?: readonly string[]
  /** Default: cold, refusal and confirm. */
  passes?: readonly Pass[]
  /** Loads of each page and pass, an odd number; default: one. */
  runs?: number
  profile?: Profile
  workers?: number
  perHost?: number
  deadlineMs?: number
  allowPrivate?: boolean
  fixtures?: Fixtures | null
  /** Folder of working files; evidence goes there. */
  varDir?: string
  /** Pauses of a load; default: those of the EcoIndex protocol. */
  waits?: Waits
  /** Where the browsers are; default: on this machine. */
  startWorker?: MeasureOptions['startWorker']
  /** Loads again, alone, the pages whose scores other work disturbed; default: true. */
  retime?: boolean
}

/** What a visit of a territory is made of unless it is told. */
export const defaultPasses: readonly Pass[] = ['cold', 'refusal', 'confirm']

/** What may differ when a run is taken up again; its settings are those that it began with. */
export type ResumeOptions = Pick<AuditOptions, 'dataDir' | 'workers' | 'fixtures' | 'varDir' | 'waits' | 'retime' | 'startWorker'>

export type AuditSummary = { run: string; pages: RunRecord['pages']; unmeasured: ({ url: string; pass: Pass } & Failure)[] }

/** A site without a page is a mistake to mend, not a site that is fine. */
function refuseEmpty(sites: readonly Site[]): readonly Site[] {
  const empty = sites.find(({ pages }) => pages.length === 0)
  if (empty) throw new UsageError(`Le site ${empty.id} n’a ni pages dans sites.yml, ni échantillon.`, `Lancez « trefle sample ${empty.id} », ou ajoutez-lui des pages.`)
  return sites
}

function chosenSites(sites: readonly Site[], ids: readonly string[] | undefined): readonly Site[] {
  if (ids === undefined || ids.length === 0) return sites
  const missing = ids.filter((id) => !sites.some((site) => site.id === id))
  if (missing.length > 0) throw new UsageError(`Site inconnu : ${missing.join(', ')}.`, `Sites de ce territoire : ${sites.map(({ id }) => id).join(', ')}.`)
  return sites.filter((site) => ids.includes(site.id))
}

/** Only the cold pass counts pages: another pass looks at a page that is already counted. */
function countPages(visits: readonly PageRecord[]): RunRecord['pages'] {
  const cold = visits.filter(({ pass }) => pass === 'cold')
  const of = (status: PageRecord['status']) => cold.filter((visit) => visit.status === status).length
  return { asked: cold.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured') }
}

/** A run made ready: its plan, and what it needs to be carried out. */
export type Prepared = { plan: RunPlan; jobs: readonly LoadJob[]; guard: Guard; bench: Bench; siteAudits: SiteCatalogue; territory: Territory; spkiHashes: string[]; robotsOf: typeof fetchRobots; hosts: HostMemory }

/** Reads what a run stands on and plans its loads. Throws a UsageError for a territory folder that cannot be read, or that has no page. */
export async function prepare(options: AuditOptions, { run, startedAt, closedHosts: closed = {} }: Pick<RunPlan, 'run' | 'startedAt' | 'closedHosts'>): Promise<Prepared> {
  const { territory, sites: declared, scenarios } = await readTerritoryFolder(options.dataDir)
  const { passes = defaultPasses, runs = 1, profile = 'desktop', allowPrivate = false, fixtures = null, deadlineMs = 90_000, perHost = null } = options
  const sites = refuseEmpty(chosenSites(declared, options.sites))
  const jobs = plannedLoads(sites, passes, profile, scenarios)
  requireSecrets(new Set(jobs.flatMap(({ scenario }) => scenario ?? [])), process.env)
  if (jobs.length === 0) throw new UsageError('Aucune page à visiter.', `Ajoutez un site dans ${join(options.dataDir, 'sites.yml')}.`)
  const guard: Guard = { allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env) }
  const [bench, siteAudits] = await Promise.all([loadBench(options.dataDir), loadSiteAudits()])
  const plan: RunPlan = {
    schema: 'trefle/run-plan@1', run, startedAt, sites: sites.map(({ id }) => id), passes: [...passes], ...(runs > 1 && { loads: runs }), profile, deadlineMs, perHost, allowPrivate,
    tools: await toolVersions(await ensureBrowser()), collectors: { ...collectorVersions }, audits: { ...declaredAudits(bench.catalogue.keys(), bench.catalogue, collectorVersions), ...declaredAudits(siteAudits.keys(), siteAudits, collectorVersions) }, jobs: jobsHash(jobs),
    weakened: [...new Set(sites.flatMap((site) => [...weakened(withRanges(guard, site.allowPrivate)), ...(site.ignoreRobots ? ['robots-ignored'] : [])]))].sort(),
  }
  return { plan, jobs, guard, bench, siteAudits, territory, spkiHashes: fixtures?.spkiHashes ?? [], robotsOf: readOnce(fetchRobots), hosts: hostsClosedBefore(closed) }
}

const keyOfJob = ({ site, page, ...job }: LoadJob): string => visitKey({ ...job, site: site?.id ?? '', page: page ?? '' })

/** What confirms, as far as the visits are judged. */
function confirming(jobs: readonly LoadJob[], visits: ReadonlyMap<string, PageRecord>, { catalogue }: Bench): LoadJob[] {
  return confirmingLoads(jobs.flatMap((job) => {
    const visit = visits.get(keyOfJob(job))
    return visit ? [{ job, outcomes: Object.fromEntries(Object.entries(visit.results).map(([audit, [outcome]]) => [audit, outcome])) }] : []
  }), catalogue)
}

/** Visits what is not done yet, then what that calls to confirm, and ends the run: its line first, and only then its plan goes. */
export async function carryOut(prepared: Prepared, done: readonly PageRecord[], options: ResumeOptions): Promise<AuditSummary> {
  const { plan, jobs, bench, siteAudits } = prepared
  const record = openRecord(options.dataDir)
  const folder = evidenceFolder(options.varDir ?? resolve('var'), plan.run)
  const visits = new Map(done.map((page) => [visitKey(page), page]))
  const begunMs = performance.now()
  let closed = Object.keys(closedHosts(prepared.hosts)).length
  const keep = async (measured: Measured) => {
    const closedNow = closedHosts(prepared.hosts)
    // Before the page that says so: a run that is stopped in between asks that page once more, and no other.
    if (Object.keys(closedNow).length > closed) await keepPlan(options.dataDir, { ...plan, closedHosts: closedNow })
    closed = Object.keys(closedNow).length
    const { page, findings } = await recorded(measured, plan.run, folder)
    await record.page(page, findings)
    visits.set(visitKey(page), page)
  }
  const visit = async (asked: readonly LoadJob[], runs: number) => {
    const left = asked.filter((job) => !visits.has(keyOfJob(job)))
    if (left.length === 0) return
    for await (const measured of measure(left, bench, { ...measureOptions(prepared, options), runs })) await keep(measured)
  }
  await visit(jobs, plan.loads ?? 1)
  if (plan.passes.includes('confirm')) await visit(confirming(jobs, visits, bench), 1)
  const again = options.retime === false ? [] : disturbed(jobs, (job) => visits.get(keyOfJob(job)))
  await scoreAgain(again, { folder, bench, options: measureOptions(prepared, options), limitMs: timeForAgain(performance.now() - begunMs) }, keep)
  const seen = [...visits.values()]
  for (const site of new Set(jobs.flatMap((job) => job.site ?? []))) {
    const told = await siteVerdicts(site, seen, siteAudits, folder)
    if (told !== null) await record.page(told.page, told.findings)
    await keepCrops(options.dataDir, site.id, await cropsTaken(site, seen, folder))
  }
  const pages = countPages(seen)
  const { run, startedAt, tools, collectors, profile, passes, loads, audits } = plan
  await record.finish({ schema: 'trefle/run@1', run, startedAt, finishedAt: new Date().toISOString(), tools, ...(collectors && { collectors }), profile, passes, ...(loads && { loads }), audits, weakened: plan.weakened, pages })
  await answerVisits(options.dataDir, plan, new Date().toISOString())
  await dropPlan(options.dataDir)
  const unmeasured = seen.flatMap(({ url, pass, failure, status }) => (status === 'not-measured' && failure ? [{ url, pass, ...failure }] : []))
  return { run, pages, unmeasured }
}

function measureOptions({ plan, guard, territory, spkiHashes, robotsOf, hosts }: Prepared, options: ResumeOptions): MeasureOptions {
  return {
    run: plan.run, workers: options.workers ?? defaultWorkers(), perHost: (job) => plan.perHost ?? job.site?.perHost ?? 1, guard, spkiHashes, robotsOf, hosts,
    deadlineMs: plan.deadlineMs, ...(options.waits && { waits: options.waits }), ...(options.startWorker && { startWorker: options.startWorker }), contact: contactOf(territory),
  }
}

/** Keeps the evidence of a visit, and says what the record keeps of it. */
async function recorded({ job, evidence, results, loads, others = [] }: Measured, run: string, folder: string): Promise<ReturnType<typeof toRecord>> {
  const sha = await writeEvidence(folder, evidence)
  for (const [index, other] of others.entries()) await writeEvidence(folder, other, index + 1)
  const { url, pass, confirms, profile, at, status, failure, contended } = evidence
  const visit = { run, site: job.site?.id ?? '', page: job.page ?? '', role: job.role, url, pass, ...(confirms && { confirms }), profile, at, status, failure, contended, evidence: sha }
  const heaviest = pass === 'cold' ? heaviestOf(evidence) : null
  return toRecord({ ...visit, ...(loads && { loads }), ...(heaviest && { heaviest }) }, results)
}
