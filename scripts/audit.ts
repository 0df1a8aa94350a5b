import { Option, type Command } from 'commander'
import { join, resolve } from 'node:path'
import type { Pass, Profile } from '#model/evidence'
import type { Waits } from '#audits/gather/load'
import type { PageRecord, RunRecord } from '#model/result'
import type { RunPlan } from '#model/run-plan'
import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import { toRecord } from '#lib/record/record'
import { ensureBrowser } from '#effects/visits/ensure-browser'
import { exitCodes, Interrupted, UsageError } from '#effects/command/errors'
import { evidenceFolder, writeEvidence } from '#effects/visits/evidence-store'
import { readFixtures, type Fixtures } from '#effects/network/fixtures'
import { weakened, withRanges, type Guard } from '#effects/network/guard'
import { loadBench, measure, type Bench, type Measured, type MeasureOptions } from '#effects/visits/measure'
import { allowPrivateOption, dataOption, deadlineOption, defaultWorkers, perHostOption, profileOption, workersOption } from '#effects/command/options'
import { passesIn, passesOption, runsOption } from '#effects/command/passes'
import { confirmingLoads, plannedLoads } from '#effects/visits/planned-loads'
import type { LoadJob } from '#effects/visits/pool'
import { declaredAudits } from '#effects/visits/replay'
import { siteVerdicts, type SiteCatalogue } from '#effects/visits/site-verdicts'
import { describeReplay, replay } from '#effects/visits/replay-command'
import { dropPlan, jobsHash, keepPlan, readPlan, refuseAnotherRun } from '#effects/visits/run-plan'
import { withLock } from '#effects/record/lock'
import { openRecord, readRecord, readRunPages } from '#effects/record/store'
import { requireSecrets } from '#effects/territory/scenarios'
import { readTerritoryFolder } from '#effects/territory/territory'
import { say } from '#effects/command/terminal'
import { loadSiteAudits } from '#effects/territory/discover'
import { disturbed, scoreAgain, timeForAgain } from '#effects/visits/timed-again'
import { toolVersions } from '#effects/visits/tool-versions'
import { fetchRobots, readOnce } from '#effects/sampling/fetch-robots'
import { upstreamsOf } from '#effects/network/upstream'

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
}

const defaultPasses: readonly Pass[] = ['cold', 'refusal', 'confirm']

/** What may differ when a run is taken up again; its settings are those that it began with. */
export type ResumeOptions = Pick<AuditOptions, 'dataDir' | 'workers' | 'fixtures' | 'varDir' | 'waits'>

export type AuditSummary = { run: string; pages: RunRecord['pages']; unmeasured: { url: string; code: string; detail: string }[] }

/** "2026-11-22T034000Z": sorts as text, stands in a file name. */
export function runId(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '')
}

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
type Prepared = { plan: RunPlan; jobs: readonly LoadJob[]; guard: Guard; bench: Bench; siteAudits: SiteCatalogue; territory: Territory; spkiHashes: string[]; robotsOf: typeof fetchRobots }

async function prepare(options: AuditOptions, { run, startedAt }: Pick<RunPlan, 'run' | 'startedAt'>): Promise<Prepared> {
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
    tools: await toolVersions(await ensureBrowser()), audits: { ...declaredAudits(bench.catalogue.keys(), bench.catalogue), ...declaredAudits(siteAudits.keys(), siteAudits) }, jobs: jobsHash(jobs),
    weakened: [...new Set(sites.flatMap((site) => [...weakened(withRanges(guard, site.allowPrivate)), ...(site.ignoreRobots ? ['robots-ignored'] : [])]))].sort(),
  }
  return { plan, jobs, guard, bench, siteAudits, territory, spkiHashes: fixtures?.spkiHashes ?? [], robotsOf: readOnce(fetchRobots) }
}

/**
 * Visits the sites of a territory and appends what was judged to its record, page by page.
 * Throws a UsageError for a territory folder that cannot be read.
 */
export async function audit(options: AuditOptions): Promise<AuditSummary> {
  const startedAt = new Date()
  const prepared = await prepare(options, { run: runId(startedAt), startedAt: startedAt.toISOString() })
  return withLock(options.dataDir, async () => {
    await keepPlan(options.dataDir, prepared.plan)
    return carryOut(prepared, [], options)
  })
}

/**
 * Finishes the last run of a territory that was stopped before its end, with its own settings: the pages that are in the record
 * are not visited again. Throws a UsageError when there is none, or when it would not be the same run any more.
 */
export function resume(options: ResumeOptions): Promise<AuditSummary> {
  return withLock(options.dataDir, () => resumeAlone(options))
}

async function resumeAlone(options: ResumeOptions): Promise<AuditSummary> {
  const kept = await readPlan(options.dataDir)
  if (kept === null || await isFinished(options.dataDir, kept.run)) throw new UsageError(`Aucune visite inachevée dans ${options.dataDir}.`, `Lancez une visite : trefle audit --data ${options.dataDir}`)
  const { sites, passes, loads, profile, deadlineMs, perHost, allowPrivate } = kept
  const prepared = await prepare({ ...options, sites, passes, ...(loads && { runs: loads }), profile, deadlineMs, allowPrivate, ...(perHost === null ? {} : { perHost }) }, kept)
  refuseAnotherRun(kept, prepared.plan)
  const done = await readRunPages(options.dataDir, kept.run)
  const first = done.filter(({ pass }) => pass !== 'confirm')
  say(`Reprise de la visite commencée le ${kept.startedAt} : ${first.length} visites déjà faites sur ${prepared.jobs.length}.`)
  return carryOut(prepared, done, options)
}

/** A run that was killed between its line and the removal of its plan. */
async function isFinished(dataDir: string, id: string): Promise<boolean> {
  return (await readRecord(dataDir)).runs.some(({ run }) => run === id)
}

const isOf = ({ site, page, pass, confirms, profile }: LoadJob) => (visit: PageRecord) =>
  visit.site === site?.id && visit.page === page && visit.pass === pass && visit.confirms === confirms && visit.profile === profile

/** What confirms, as far as the visits are judged. */
function confirming(jobs: readonly LoadJob[], visits: readonly PageRecord[], { catalogue }: Bench): LoadJob[] {
  return confirmingLoads(jobs.flatMap((job) => {
    const visit = visits.find(isOf(job))
    return visit ? [{ job, outcomes: Object.fromEntries(Object.entries(visit.results).map(([audit, [outcome]]) => [audit, outcome])) }] : []
  }), catalogue)
}

/** Visits what is not done yet, then what that calls to confirm, and ends the run: its line first, and only then its plan goes. */
async function carryOut(prepared: Prepared, done: readonly PageRecord[], options: ResumeOptions): Promise<AuditSummary> {
  const { plan, jobs, bench, siteAudits } = prepared
  const record = openRecord(options.dataDir)
  const visits = [...done]
  const begunMs = performance.now()
  const keep = async (measured: Measured) => {
    const { page, findings } = await recorded(measured, plan.run, options.varDir)
    await record.page(page, findings)
    const before = visits.findIndex(isOf(measured.job))
    visits.splice(before < 0 ? visits.length : before, 1, page)
  }
  const visit = async (asked: readonly LoadJob[], runs: number) => {
    const left = asked.filter((job) => !done.some(isOf(job)))
    if (left.length === 0) return
    for await (const measured of measure(left, bench, { ...measureOptions(prepared, options), runs })) await keep(measured)
  }
  await visit(jobs, plan.loads ?? 1)
  if (plan.passes.includes('confirm')) await visit(confirming(jobs, visits, bench), 1)
  const again = disturbed(jobs, (job) => visits.find(isOf(job)))
  await scoreAgain(again, { folder: evidenceFolder(options.varDir ?? resolve('var'), plan.run), bench, options: measureOptions(prepared, options), limitMs: timeForAgain(performance.now() - begunMs) }, keep)
  for (const site of new Set(jobs.flatMap((job) => job.site ?? []))) {
    const told = await siteVerdicts(site, visits, siteAudits, evidenceFolder(options.varDir ?? resolve('var'), plan.run))
    if (told !== null) await record.page(told.page, told.findings)
  }
  const pages = countPages(visits)
  const { run, startedAt, tools, profile, passes, loads, audits } = plan
  await record.finish({ schema: 'trefle/run@1', run, startedAt, finishedAt: new Date().toISOString(), tools, profile, passes, ...(loads && { loads }), audits, weakened: plan.weakened, pages })
  await dropPlan(options.dataDir)
  const unmeasured = visits.flatMap(({ url, failure, status }) => (status === 'not-measured' && failure ? [{ url, ...failure }] : []))
  return { run, pages, unmeasured }
}

function measureOptions({ plan, guard, territory, spkiHashes, robotsOf }: Prepared, options: ResumeOptions): MeasureOptions {
  return {
    run: plan.run, workers: options.workers ?? defaultWorkers(), perHost: (job) => plan.perHost ?? job.site?.perHost ?? 1, guard, spkiHashes, robotsOf,
    deadlineMs: plan.deadlineMs, ...(options.waits && { waits: options.waits }), contact: territory.contact.url ?? `mailto:${territory.contact.email}`,
  }
}

/** Keeps the evidence of a visit, and says what the record keeps of it. */
async function recorded({ job, evidence, results, loads, others = [] }: Measured, run: string, varDir = resolve('var')): Promise<ReturnType<typeof toRecord>> {
  const folder = evidenceFolder(varDir, run)
  const sha = await writeEvidence(folder, evidence)
  for (const [index, other] of others.entries()) await writeEvidence(folder, other, index + 1)
  const { url, pass, confirms, profile, at, status, failure, contended } = evidence
  const visit = { run, site: job.site?.id ?? '', page: job.page ?? '', role: job.role, url, pass, ...(confirms && { confirms }), profile, at, status, failure, contended, evidence: sha }
  return toRecord({ ...visit, ...(loads && { loads }) }, results)
}

export function describeSummary({ pages, unmeasured }: AuditSummary): void {
  say(`${pages.measured} pages mesurées sur ${pages.asked}${pages.partial > 0 ? `, ${pages.partial} en partie` : ''}${pages.notMeasured > 0 ? `, ${pages.notMeasured} non mesurées` : ''}`)
  for (const { url, code, detail } of unmeasured) say(`  ○ ${url} : ${code} — ${detail}`)
}

type AuditFlags = { data: string; resume: boolean; replay: boolean; run?: string; only: string[]; passes: string; runs: number; profile: Profile; workers: number; perHost?: number; deadline: number; allowPrivate: boolean; fixtures?: string }

/** The record counts pages by their first visit: a run without one would have none. */
function auditPasses(list: string, profile: Profile): Pass[] {
  const passes = passesIn(list, profile)
  if (!passes.includes('cold')) throw new UsageError('Une visite du territoire commence par la passe cold : c’est elle qui compte les pages.', 'Ajoutez cold à --passes.')
  return passes
}

async function auditAsAsked(sites: readonly string[], flags: AuditFlags): Promise<AuditSummary> {
  const common = { dataDir: flags.data, workers: flags.workers, fixtures: flags.fixtures ? await readFixtures(flags.fixtures) : null }
  if (flags.resume && sites.length > 0) throw new UsageError('--resume reprend les sites de la visite inachevée.', 'Retirez les noms de sites de la commande.')
  if (flags.resume) return resume(common)
  const { runs, profile, deadline, allowPrivate, perHost } = flags
  return audit({ ...common, sites, passes: auditPasses(flags.passes, profile), runs, profile, deadlineMs: deadline * 1000, allowPrivate, ...(perHost === undefined ? {} : { perHost }) })
}

async function replayAsAsked(sites: readonly string[], { data, run, only }: AuditFlags): Promise<void> {
  if (sites.length > 0) throw new UsageError('--replay rejuge des visites entières.', 'Retirez les noms de sites de la commande.')
  const startedAt = performance.now()
  const replayed = await replay({ dataDir: data, run, only })
  describeReplay(replayed, performance.now() - startedAt)
  if (replayed.length > 0 && replayed.every(({ audits }) => audits.length === 0)) process.exitCode = exitCodes.notMeasured
}

export function register(program: Command): void {
  program.command('audit')
    .description('visite les sites d’un territoire et ajoute les résultats à son registre')
    .argument('[site...]', 'identifiants de sites.yml ; tous par défaut')
    .addOption(dataOption())
    .addOption(new Option('--resume', 'finit la dernière visite inachevée, avec ses réglages').default(false).conflicts(['passes', 'runs', 'profile', 'perHost', 'deadline', 'allowPrivate']))
    .addOption(new Option('--replay', 'rejuge les visites passées sur leurs preuves, sans navigateur, quand la méthode d’un audit a changé').default(false).conflicts(['resume', 'passes', 'runs', 'profile', 'workers', 'perHost', 'deadline', 'allowPrivate', 'fixtures']))
    .option('--run <visite>', 'avec --replay : une seule visite, par exemple 2026-11-22T034000Z')
    .option('--only <audit...>', 'avec --replay : ces audits, même si leur méthode n’a pas changé', [])
    .addOption(passesOption(defaultPasses)).addOption(runsOption()).addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption()).addOption(allowPrivateOption())
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle audit --data datasets/ma-ville
  trefle audit portail mediatheque --data datasets/ma-ville --per-host 2
  trefle audit --passes cold,repeat,mobile --runs 3 --data datasets/ma-ville
  trefle audit --resume --data datasets/ma-ville
  trefle audit --replay --data datasets/ma-ville
  trefle audit --replay --run 2026-11-22T034000Z --only sobriety/page-weight --data datasets/ma-ville

Passes : cold (première visite, rien de cliqué), repeat (visite suivante), refusal (page d’accueil après un refus), confirm (second chargement
quand un écart de suivi va être dit) et mobile (téléphone). Voir docs/decisions/0007-passes-and-runs.md.

Une visite arrêtée (Ctrl-C, panne) garde ses pages ; --resume visite celles qui manquent.
Une méthode qui change ne récrit rien : --replay ajoute les nouveaux verdicts, et les anciennes lignes restent.

Codes de sortie : 0 tout est mesuré · 2 configuration à corriger · 3 moins de la moitié des pages a pu être mesurée · 130 arrêt par Ctrl-C`)
    .action(async (sites: string[], flags: AuditFlags) => {
      if (!flags.replay && (flags.run !== undefined || flags.only.length > 0)) throw new UsageError('--run et --only vont avec --replay.', 'Ajoutez --replay, ou retirez-les.')
      if (flags.replay) return replayAsAsked(sites, flags)
      const summary = await auditAsAsked(sites, flags).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error
        throw new Interrupted(`Les pages déjà visitées sont gardées. Pour visiter les autres : trefle audit --resume --data ${flags.data}`)
      })
      describeSummary(summary)
      if (summary.pages.notMeasured * 2 > summary.pages.asked) process.exitCode = exitCodes.notMeasured
    })
}
