import { Option, type Command } from 'commander'
import type { Pass, Profile } from '#model/evidence'
import { exitCodes, Interrupted, UsageError } from '#effects/command/errors'
import { readFixtures } from '#effects/network/fixtures'
import { allowPrivateOption, dataOption, deadlineOption, perHostOption, profileOption, queueOption, workersOption } from '#effects/command/options'
import { waitingVisits } from '#effects/inbox/asked'
import { passesIn, passesOption, passWords, runsOption } from '#effects/command/passes'
import { loadsInFlight, openRemoteWorkers } from '#effects/queue/remote-workers'
import { describeReplay, replay } from '#effects/visits/replay-command'
import { keepPlan, readPlan, refuseAnotherRun } from '#effects/visits/run-plan'
import { withLock } from '#effects/record/lock'
import { sealRecord } from '#effects/record/seals'
import { readRecord, readRunPages } from '#effects/record/store'
import { say } from '#effects/command/terminal'
import { spokenFailure } from '#effects/command/check-table'
import { carryOut, defaultPasses, prepare, type AuditOptions, type AuditSummary, type ResumeOptions } from '#effects/visits/territory-run'

/** "2026-11-22T034000Z": sorts as text, stands in a file name. */
export function runId(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '')
}

/**
 * Visits the sites of a territory and appends what was judged to its record, page by page.
 * Throws a UsageError for a territory folder that cannot be read.
 */
export async function audit(options: AuditOptions): Promise<AuditSummary> {
  const startedAt = new Date()
  const prepared = await prepare(options, { run: runId(startedAt), startedAt: startedAt.toISOString() })
  return withLock(options.dataDir, async () => {
    await tellUnfinished(options.dataDir)
    await keepPlan(options.dataDir, prepared.plan)
    return sealed(options.dataDir, await carryOut(prepared, [], options))
  })
}

/** A run that was never finished gives way to the new one, and cannot be taken up any more. */
async function tellUnfinished(dataDir: string): Promise<void> {
  const before = await readPlan(dataDir).catch((error: unknown) => {
    if (error instanceof UsageError) return say(error.message)
    throw error
  })
  if (before && !await isFinished(dataDir, before.run)) say(`La visite commencée le ${before.startedAt} n’avait pas été finie : celle-ci la remplace, ses pages restent dans le registre.`)
}

/**
 * Finishes the last run of a territory that was stopped before its end, with its own settings: the pages that are in the record
 * are not visited again. Throws a UsageError when there is none, or when it would not be the same run any more.
 */
export function resume(options: ResumeOptions): Promise<AuditSummary> {
  return withLock(options.dataDir, async () => sealed(options.dataDir, await resumeAlone(options)))
}

async function sealed(dataDir: string, summary: AuditSummary): Promise<AuditSummary> {
  await sealRecord(dataDir, 'audit', new Date().toISOString())
  return summary
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

export function describeSummary({ pages, unmeasured }: AuditSummary): void {
  say(`${pages.measured} pages mesurées sur ${pages.asked}${pages.partial > 0 ? `, ${pages.partial} en partie` : ''}${pages.notMeasured > 0 ? `, ${pages.notMeasured} non mesurées` : ''}`)
  // A page that was read may lack its second load: the pass tells them apart.
  for (const { url, pass, ...failure } of unmeasured) say(`  ○ ${url}${pass === 'cold' ? '' : ` (${passWords[pass]})`} : ${spokenFailure(failure)}`)
}

type AuditFlags = { data: string; asked: boolean; resume: boolean; replay: boolean; run?: string; only: string[]; passes: string; runs: number; profile: Profile; workers: number; perHost?: number; queue?: string; deadline: number; allowPrivate: boolean; fixtures?: string; retime: boolean }

/** The record counts pages by their first visit: a run without one would have none. */
function auditPasses(list: string, profile: Profile): Pass[] {
  const passes = passesIn(list, profile)
  if (!passes.includes('cold')) throw new UsageError('Une visite du territoire commence par la passe cold : c’est elle qui compte les pages.', 'Ajoutez cold à --passes.')
  return passes
}

/** On the machines of a queue, where there is one; otherwise on this one. */
async function auditWhereAsked(sites: readonly string[], flags: AuditFlags): Promise<AuditSummary> {
  if (flags.queue === undefined) return auditAsAsked(sites, flags, { workers: flags.workers })
  const remote = await openRemoteWorkers(flags.queue, (job) => flags.perHost ?? job.site?.perHost ?? 1)
  try {
    return await auditAsAsked(sites, flags, { workers: loadsInFlight, startWorker: remote.startWorker })
  } finally {
    await remote.close()
  }
}

async function auditAsAsked(sites: readonly string[], flags: AuditFlags, where: Pick<AuditOptions, 'workers' | 'startWorker'>): Promise<AuditSummary> {
  const common = { dataDir: flags.data, ...where, fixtures: flags.fixtures ? await readFixtures(flags.fixtures) : null, retime: flags.retime }
  if (flags.resume && sites.length > 0) throw new UsageError('--resume reprend les sites de la visite inachevée.', 'Retirez les noms de sites de la commande.')
  if (flags.resume) return resume(common)
  const { runs, profile, deadline, allowPrivate, perHost } = flags
  return audit({ ...common, sites, passes: auditPasses(flags.passes, profile), runs, profile, deadlineMs: deadline * 1000, allowPrivate, ...(perHost === undefined ? {} : { perHost }) })
}

/** The sites whose visit a request waits for. */
async function askedSites(sites: readonly string[], dataDir: string): Promise<string[]> {
  if (sites.length > 0) throw new UsageError('--asked choisit les sites d’après les demandes acceptées.', 'Retirez les noms de sites de la commande, ou --asked.')
  return [...new Set((await waitingVisits(dataDir)).map(({ site }) => site))]
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
    .addOption(new Option('--replay', 'rejuge les visites passées sur leurs preuves, sans navigateur, quand la méthode d’un audit a changé').default(false).conflicts(['resume', 'passes', 'runs', 'profile', 'workers', 'perHost', 'queue', 'deadline', 'allowPrivate', 'fixtures']))
    .addOption(new Option('--asked', 'visite les sites dont une demande acceptée attend (trefle inbox)').default(false).conflicts(['resume', 'replay']))
    .option('--run <visite>', 'avec --replay : une seule visite, par exemple 2026-11-22T034000Z')
    .option('--only <audit...>', 'avec --replay : ces audits, même si leur méthode n’a pas changé', [])
    .addOption(passesOption(defaultPasses)).addOption(runsOption()).addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(queueOption()).addOption(deadlineOption()).addOption(allowPrivateOption())
    .option('--no-retime', 'laisse sans score de rapidité les pages que d’autres travaux ont gênées, au lieu de les charger de nouveau, seules')
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle audit --data datasets/ma-ville
  trefle audit portail mediatheque --data datasets/ma-ville --per-host 2
  trefle audit --passes cold,repeat,mobile --runs 3 --data datasets/ma-ville
  trefle audit --resume --data datasets/ma-ville
  trefle audit --asked --data datasets/ma-ville
  trefle audit --queue redis://10.0.0.5:6379 --data datasets/ma-ville
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
      const waiting = flags.asked ? await askedSites(sites, flags.data) : sites
      if (flags.asked && waiting.length === 0) return say('Aucune demande n’attend de visite.')
      const summary = await auditWhereAsked(waiting, flags).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error
        throw new Interrupted(`Les pages déjà visitées sont gardées. Pour visiter les autres : trefle audit --resume --data ${flags.data}`)
      })
      describeSummary(summary)
      if (summary.pages.notMeasured * 2 > summary.pages.asked) process.exitCode = exitCodes.notMeasured
    })
}
