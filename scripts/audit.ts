import { Option, type Command } from 'commander'
import { join, resolve } from 'node:path'
import type { Pass, Profile } from '#model/evidence'
import type { AuditDefinition } from '#lib/define'
import type { AuditId, PageRecord, RunRecord } from '#model/result'
import type { RunPlan } from '#model/run-plan'
import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import { toRecord } from '#lib/record/record'
import { ensureBrowser } from '#effects/visits/ensure-browser'
import { exitCodes, Interrupted, UsageError } from '#effects/command/errors'
import { evidenceFolder, writeEvidence } from '#effects/visits/evidence-store'
import { readFixtures, type Fixtures } from '#effects/network/fixtures'
import { weakened, withRanges, type Guard } from '#effects/network/guard'
import { loadBench, measure, type Bench } from '#effects/visits/measure'
import { allowPrivateOption, dataOption, deadlineOption, defaultWorkers, perHostOption, profileOption, workersOption } from '#effects/command/options'
import type { LoadJob } from '#effects/visits/pool'
import { dropPlan, jobsHash, keepPlan, readPlan, refuseAnotherRun } from '#effects/visits/run-plan'
import { openRecord, readRecord, readRunPages } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'
import { say } from '#effects/command/terminal'
import { toolVersions } from '#effects/visits/tool-versions'
import { upstreamsOf } from '#effects/network/upstream'

export type AuditOptions = {
  dataDir: string
  /** Ids of the sites to visit; all when absent. */
  sites?: readonly string[]
  passes?: readonly Pass[]
  profile?: Profile
  workers?: number
  perHost?: number
  deadlineMs?: number
  allowPrivate?: boolean
  fixtures?: Fixtures | null
  /** Folder of working files; evidence goes there. */
  varDir?: string
}

/** What may differ when a run is taken up again; its settings are those that it began with. */
export type ResumeOptions = Pick<AuditOptions, 'dataDir' | 'workers' | 'fixtures' | 'varDir'>

export type AuditSummary = { run: string; pages: RunRecord['pages']; unmeasured: { url: string; code: string; detail: string }[] }

/** "2026-11-22T034000Z": sorts as text, stands in a file name. */
export function runId(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '')
}

/** The pieces of work: every page in the cold pass, the home page alone in the refusal pass. */
function jobsOf(sites: readonly Site[], passes: readonly Pass[], profile: Profile): LoadJob[] {
  return sites.flatMap((site) => site.pages.flatMap((page) =>
    passes.filter((pass) => pass !== 'refusal' || page.role === 'home').map((pass) =>
      ({ url: new URL(page.path, site.url).href, role: page.role, site, page: page.id, pass, profile }))))
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

/** What a run's line says of its audits: method and unit, once for all pages. */
function auditsOf(catalogue: ReadonlyMap<AuditId, AuditDefinition>): RunRecord['audits'] {
  return Object.fromEntries([...catalogue].map(([id, { method, unit, details }]) => [id, { method, unit, ...(details ? { details } : {}) }]))
}

/** Only the cold pass counts pages: another pass looks at a page that is already counted. */
function countPages(visits: readonly PageRecord[]): RunRecord['pages'] {
  const cold = visits.filter(({ pass }) => pass === 'cold')
  const of = (status: PageRecord['status']) => cold.filter((visit) => visit.status === status).length
  return { asked: cold.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured') }
}

/** A run made ready: its plan, and what it needs to be carried out. */
type Prepared = { plan: RunPlan; jobs: readonly LoadJob[]; guard: Guard; bench: Bench; territory: Territory; spkiHashes: string[] }

async function prepare(options: AuditOptions, { run, startedAt }: Pick<RunPlan, 'run' | 'startedAt'>): Promise<Prepared> {
  const { territory, sites: declared } = await readTerritoryFolder(options.dataDir)
  const { passes = ['cold', 'refusal'], profile = 'desktop', allowPrivate = false, fixtures = null, deadlineMs = 90_000, perHost = null } = options
  const sites = refuseEmpty(chosenSites(declared, options.sites))
  const jobs = jobsOf(sites, passes, profile)
  if (jobs.length === 0) throw new UsageError('Aucune page à visiter.', `Ajoutez un site dans ${join(options.dataDir, 'sites.yml')}.`)
  const guard: Guard = { allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env) }
  const bench = await loadBench(options.dataDir)
  const plan: RunPlan = {
    schema: 'trefle/run-plan@1', run, startedAt, sites: sites.map(({ id }) => id), passes: [...passes], profile, deadlineMs, perHost, allowPrivate,
    tools: await toolVersions(await ensureBrowser()), audits: auditsOf(bench.catalogue), jobs: jobsHash(jobs),
    weakened: [...new Set(sites.flatMap((site) => weakened(withRanges(guard, site.allowPrivate))))].sort(),
  }
  return { plan, jobs, guard, bench, territory, spkiHashes: fixtures?.spkiHashes ?? [] }
}

/**
 * Visits the sites of a territory and appends what was judged to its record, page by page.
 * Throws a UsageError for a territory folder that cannot be read.
 */
export async function audit(options: AuditOptions): Promise<AuditSummary> {
  const startedAt = new Date()
  const prepared = await prepare(options, { run: runId(startedAt), startedAt: startedAt.toISOString() })
  await keepPlan(options.dataDir, prepared.plan)
  return carryOut(prepared, [], options)
}

/**
 * Finishes the last run of a territory that was stopped before its end, with its own settings: the pages that are in the record
 * are not visited again. Throws a UsageError when there is none, or when it would not be the same run any more.
 */
export async function resume(options: ResumeOptions): Promise<AuditSummary> {
  const kept = await readPlan(options.dataDir)
  if (kept === null || await isFinished(options.dataDir, kept.run)) throw new UsageError(`Aucune visite inachevée dans ${options.dataDir}.`, `Lancez une visite : trefle audit --data ${options.dataDir}`)
  const { sites, passes, profile, deadlineMs, perHost, allowPrivate } = kept
  const prepared = await prepare({ ...options, sites, passes, profile, deadlineMs, allowPrivate, ...(perHost === null ? {} : { perHost }) }, kept)
  refuseAnotherRun(kept, prepared.plan)
  const done = await readRunPages(options.dataDir, kept.run)
  say(`Reprise de la visite commencée le ${kept.startedAt} : ${done.length} visites déjà faites sur ${prepared.jobs.length}.`)
  return carryOut(prepared, done, options)
}

/** A run that was killed between its line and the removal of its plan. */
async function isFinished(dataDir: string, id: string): Promise<boolean> {
  return (await readRecord(dataDir)).runs.some(({ run }) => run === id)
}

/** Visits what is not done yet, then ends the run: its line first, and only then its plan goes. */
async function carryOut({ plan, jobs, guard, bench, territory, spkiHashes }: Prepared, done: readonly PageRecord[], options: ResumeOptions): Promise<AuditSummary> {
  const record = openRecord(options.dataDir)
  const evidenceDir = evidenceFolder(options.varDir ?? resolve('var'), plan.run)
  const visits = [...done]
  const left = jobs.filter((job) => !done.some((visit) => visit.site === job.site?.id && visit.page === job.page && visit.pass === job.pass && visit.profile === job.profile))
  const measured = measure(left, bench, {
    run: plan.run, workers: options.workers ?? defaultWorkers(), perHost: (job) => plan.perHost ?? job.site?.perHost ?? 1, guard, spkiHashes,
    deadlineMs: plan.deadlineMs, contact: territory.contact.url ?? `mailto:${territory.contact.email}`,
  })
  for await (const { job, evidence, results } of measured) {
    const sha = await writeEvidence(evidenceDir, evidence)
    const { at, status, failure, contended } = evidence
    const visit = { run: plan.run, site: job.site?.id ?? '', page: job.page ?? '', role: job.role, url: evidence.url, pass: job.pass, profile: job.profile, at, status, failure, contended, evidence: sha }
    const { page, findings } = toRecord(visit, results)
    await record.page(page, findings)
    visits.push(page)
  }
  const pages = countPages(visits)
  const { run, startedAt, tools, profile, passes, audits } = plan
  await record.finish({ schema: 'trefle/run@1', run, startedAt, finishedAt: new Date().toISOString(), tools, profile, passes, audits, weakened: plan.weakened, pages })
  await dropPlan(options.dataDir)
  const unmeasured = visits.flatMap(({ url, failure, status }) => (status === 'not-measured' && failure ? [{ url, ...failure }] : []))
  return { run, pages, unmeasured }
}

export function describeSummary({ pages, unmeasured }: AuditSummary): void {
  say(`${pages.measured} pages mesurées sur ${pages.asked}${pages.partial > 0 ? `, ${pages.partial} en partie` : ''}${pages.notMeasured > 0 ? `, ${pages.notMeasured} non mesurées` : ''}`)
  for (const { url, code, detail } of unmeasured) say(`  ○ ${url} : ${code} — ${detail}`)
}

type AuditFlags = { data: string; resume: boolean; passes: string; profile: Profile; workers: number; perHost?: number; deadline: number; allowPrivate: boolean; fixtures?: string }

const knownPasses: readonly Pass[] = ['cold', 'refusal']

function passesOf(text: string): Pass[] {
  const asked = text.split(',').map((name) => name.trim())
  const wrong = asked.filter((name) => !knownPasses.some((pass) => pass === name))
  if (wrong.length > 0 || !asked.includes('cold')) throw new UsageError(`Passes « ${text} » : ${wrong.join(', ') || 'cold manque'}.`, 'Choisissez cold, ou cold,refusal.')
  return knownPasses.filter((pass) => asked.includes(pass))
}

async function auditAsAsked(sites: readonly string[], flags: AuditFlags): Promise<AuditSummary> {
  const common = { dataDir: flags.data, workers: flags.workers, fixtures: flags.fixtures ? await readFixtures(flags.fixtures) : null }
  if (flags.resume && sites.length > 0) throw new UsageError('--resume reprend les sites de la visite inachevée.', 'Retirez les noms de sites de la commande.')
  if (flags.resume) return resume(common)
  const { deadline, allowPrivate, perHost } = flags
  return audit({ ...common, sites, passes: passesOf(flags.passes), profile: flags.profile, deadlineMs: deadline * 1000, allowPrivate, ...(perHost === undefined ? {} : { perHost }) })
}

export function register(program: Command): void {
  program.command('audit')
    .description('visite les sites d’un territoire et ajoute les résultats à son registre')
    .argument('[site...]', 'identifiants de sites.yml ; tous par défaut')
    .addOption(dataOption())
    .addOption(new Option('--resume', 'finit la dernière visite inachevée, avec ses réglages').default(false).conflicts(['passes', 'profile', 'perHost', 'deadline', 'allowPrivate']))
    .option('--passes <liste>', 'cold (sans rien cliquer) et refusal (après un refus, page d’accueil)', 'cold,refusal')
    .addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption()).addOption(allowPrivateOption())
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle audit --data datasets/ma-ville
  trefle audit portail mediatheque --data datasets/ma-ville --per-host 2
  trefle audit --resume --data datasets/ma-ville

Une visite arrêtée (Ctrl-C, panne) garde ses pages ; --resume visite celles qui manquent.

Codes de sortie : 0 tout est mesuré · 2 configuration à corriger · 3 moins de la moitié des pages a pu être mesurée · 130 arrêt par Ctrl-C`)
    .action(async (sites: string[], flags: AuditFlags) => {
      const summary = await auditAsAsked(sites, flags).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error
        throw new Interrupted(`Les pages déjà visitées sont gardées. Pour visiter les autres : trefle audit --resume --data ${flags.data}`)
      })
      describeSummary(summary)
      if (summary.pages.notMeasured * 2 > summary.pages.asked) process.exitCode = exitCodes.notMeasured
    })
}
