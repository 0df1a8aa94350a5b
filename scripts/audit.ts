import type { Command } from 'commander'
import { join, resolve } from 'node:path'
import type { Evidence, Pass, Profile } from '#model/evidence'
import type { AuditDefinition } from '#lib/define'
import type { AuditId, RunRecord } from '#model/result'
import type { Site } from '#model/site'
import { toRecord } from '#lib/record'
import { exitCodes, UsageError } from '#effects/errors'
import { evidenceFolder, writeEvidence } from '#effects/evidence-store'
import { readFixtures, type Fixtures } from '#effects/fixtures'
import { loadBench, measure } from '#effects/measure'
import { allowPrivateOption, dataOption, deadlineOption, defaultWorkers, perHostOption, profileOption, workersOption } from '#effects/options'
import type { LoadJob } from '#effects/pool'
import { openRecord } from '#effects/store'
import { readTerritoryFolder } from '#effects/territory'
import { say } from '#effects/terminal'
import { upstreamsOf } from '#effects/upstream'

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
function countPages(evidences: readonly Evidence[]): RunRecord['pages'] {
  const cold = evidences.filter(({ pass }) => pass === 'cold')
  const of = (status: Evidence['status']) => cold.filter((evidence) => evidence.status === status).length
  return { asked: cold.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured') }
}

/**
 * Visits the sites of a territory and appends what was judged to its record, page by page.
 * Throws a UsageError for a territory folder that cannot be read.
 */
export async function audit(options: AuditOptions): Promise<AuditSummary> {
  const { territory, sites } = await readTerritoryFolder(options.dataDir)
  const { passes = ['cold', 'refusal'], profile = 'desktop', allowPrivate = false, fixtures = null } = options
  const bench = await loadBench(options.dataDir)
  const record = openRecord(options.dataDir)
  const startedAt = new Date()
  const run = runId(startedAt)
  const evidenceDir = evidenceFolder(options.varDir ?? resolve('var'), run)
  const evidences: Evidence[] = []
  const measured = measure(jobsOf(chosenSites(sites, options.sites), passes, profile), bench, {
    run, workers: options.workers ?? defaultWorkers(), perHost: (job) => options.perHost ?? job.site?.perHost ?? 1,
    guard: { allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env) }, spkiHashes: fixtures?.spkiHashes ?? [],
    deadlineMs: options.deadlineMs ?? 90_000, contact: territory.contact.url ?? `mailto:${territory.contact.email}`,
  })
  for await (const { job, evidence, results } of measured) {
    const sha = await writeEvidence(evidenceDir, evidence)
    const { at, status, failure, contended } = evidence
    const visit = { run, site: job.site?.id ?? '', page: job.page ?? '', role: job.role, url: evidence.url, pass: job.pass, profile, at, status, failure, contended, evidence: sha }
    const { page, findings } = toRecord(visit, results)
    await record.page(page, findings)
    evidences.push(evidence)
  }
  const first = evidences[0]
  if (first === undefined) throw new UsageError('Aucune page à visiter.', `Ajoutez des pages dans ${join(options.dataDir, 'sites.yml')}.`)
  const pages = countPages(evidences)
  await record.finish({
    schema: 'trefle/run@1', run, startedAt: startedAt.toISOString(), finishedAt: new Date().toISOString(), tools: first.tools, profile,
    passes: [...passes], audits: auditsOf(bench.catalogue), weakened: [...new Set(evidences.flatMap(({ weakened }) => weakened))].sort(), pages,
  })
  const unmeasured = evidences.flatMap(({ url, failure, status }) => (status === 'not-measured' && failure ? [{ url, ...failure }] : []))
  return { run, pages, unmeasured }
}

export function describeSummary({ pages, unmeasured }: AuditSummary): void {
  say(`${pages.measured} pages mesurées sur ${pages.asked}${pages.partial > 0 ? `, ${pages.partial} en partie` : ''}${pages.notMeasured > 0 ? `, ${pages.notMeasured} non mesurées` : ''}`)
  for (const { url, code, detail } of unmeasured) say(`  ○ ${url} : ${code} — ${detail}`)
}

type AuditFlags = { data: string; passes: string; profile: Profile; workers: number; perHost?: number; deadline: number; allowPrivate: boolean; fixtures?: string }

const knownPasses: readonly Pass[] = ['cold', 'refusal']

function passesOf(text: string): Pass[] {
  const asked = text.split(',').map((name) => name.trim())
  const wrong = asked.filter((name) => !knownPasses.some((pass) => pass === name))
  if (wrong.length > 0 || !asked.includes('cold')) throw new UsageError(`Passes « ${text} » : ${wrong.join(', ') || 'cold manque'}.`, 'Choisissez cold, ou cold,refusal.')
  return knownPasses.filter((pass) => asked.includes(pass))
}

export function register(program: Command): void {
  program.command('audit')
    .description('visite les sites d’un territoire et ajoute les résultats à son registre')
    .argument('[site...]', 'identifiants de sites.yml ; tous par défaut')
    .addOption(dataOption())
    .option('--passes <liste>', 'cold (sans rien cliquer) et refusal (après un refus, page d’accueil)', 'cold,refusal')
    .addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption()).addOption(allowPrivateOption())
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle audit --data datasets/ma-ville
  trefle audit portail mediatheque --data datasets/ma-ville --per-host 2

Codes de sortie : 0 tout est mesuré · 2 configuration à corriger · 3 moins de la moitié des pages a pu être mesurée`)
    .action(async (sites: string[], flags: AuditFlags) => {
      const summary = await audit({
        dataDir: flags.data, sites, passes: passesOf(flags.passes), profile: flags.profile, workers: flags.workers,
        ...(flags.perHost === undefined ? {} : { perHost: flags.perHost }), deadlineMs: flags.deadline * 1000, allowPrivate: flags.allowPrivate,
        fixtures: flags.fixtures ? await readFixtures(flags.fixtures) : null,
      })
      describeSummary(summary)
      if (summary.pages.notMeasured * 2 > summary.pages.asked) process.exitCode = exitCodes.notMeasured
    })
}
