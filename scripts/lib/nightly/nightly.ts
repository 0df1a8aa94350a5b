import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { NightlyFile, NightlyReport, PublicSnapshot } from '#model/nightly'
import { linesWithoutControls } from '#lib/words/clean'
import { digestOf } from '#lib/publish/digest'
import { publicChanges, type PublicChanges } from '#lib/publish/public-changes'
import { runId } from '../../audit.ts'
import { build } from '../../build.ts'
import { compute } from '../../compute.ts'
import { isWhole, verify } from '../../verify.ts'
import { Interrupted, UsageError } from '../command/errors.ts'
import { say } from '../command/terminal.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { readYaml } from '../files/yaml-file.ts'
import { LockHeld, withLockFile } from '../record/lock.ts'
import { readDeclaredFolder } from '../territory/territory.ts'
import type { AuditOptions } from '../visits/territory-run.ts'
import { isAlarming, sendAlerts } from './alerts.ts'
import { isDue, keepPublic, publicNow } from './public-state.ts'
import { fromFolder, publishSite, putBack, shownTarget } from './publish-site.ts'
import { snapshotOf } from './snapshot.ts'
import { pullEach, staleSources, step, visitSites, type Step } from './steps.ts'
import { textIfPresent } from '../files/if-present.ts'

export type NightlyOptions = {
  dataDir: string
  varDir: string
  /** Instant of the run (ISO 8601, UTC). */
  at: string
  /** Publishes without waiting for a person. */
  publish: boolean
  /** Steps that are not done this time. */
  skip: readonly ('pull' | 'audit')[]
  /** How the sites are visited. */
  visit: Omit<AuditOptions, 'dataDir' | 'varDir'>
  environment: NodeJS.ProcessEnv
}

const folderOf = (varDir: string, territory: string) => join(varDir, 'nightly', territory)
const lockOf = (folder: string) => join(folder, 'running', 'run.lock')
/** Built sites that stay on the disk: those that a person may still be reading before they allow one. */
const keptSites = 4

async function readJson(file: string): Promise<unknown> {
  const text = await textIfPresent(file)
  return text === null ? null : JSON.parse(text)
}

/**
 * One run from the sources to the public: pull, audit, compute, build, then publication when it is allowed, and alerts. A step that fails
 * leaves the last good data, with its date; nothing is published that was not built whole.
 * Throws a UsageError when the territory cannot be read, its record does not hold, or another run is going on.
 */
export async function nightly(options: NightlyOptions): Promise<NightlyReport> {
  const course: Course = { territory: basename(resolve(options.dataDir)), digest: unchanged }
  try {
    const { territory } = await readDeclaredFolder(options.dataDir)
    course.territory = territory.name
    const folder = folderOf(options.varDir, territory.id)
    await mkdir(folder, { recursive: true })
    return await withLockFile(lockOf(folder), () => alone(options, folder, course))
  } catch (error) {
    await tellStop(options, course, error)
    throw error
  }
}

/** What is known of a run when it stops: whose it is, and what it did of what is public. */
type Course = { territory: string; digest: string }

/** A run that cannot even begin, or stops on the way, alerts as a step that fails does; not when a person stopped it, or another run is going on. */
async function tellStop({ dataDir, at, environment }: NightlyOptions, { territory, digest }: Course, error: unknown): Promise<void> {
  if (error instanceof Interrupted || error instanceof LockHeld) return
  const settings = await readYaml(join(dataDir, 'nightly.yml'), NightlyFile).catch(() => null)
  const failed = [error instanceof Error ? error.message : String(error)]
  const problems = await sendAlerts(settings?.value.alerts, { territory, at, regressions: [], stale: [], failed, digest }, environment)
  for (const problem of problems) say(problem)
}
const unchanged = 'Ce qui était public l’est toujours.'
const begun = 'La publication avait commencé : regardez ce qui est en ligne.'

async function alone(options: NightlyOptions, folder: string, course: Course): Promise<NightlyReport> {
  const { dataDir, varDir, at, publish, environment } = options
  const { territory, sources } = await readDeclaredFolder(dataDir)
  const settings = (await readYaml(join(dataDir, 'nightly.yml'), NightlyFile))?.value ?? {}
  const target = settings.publish && fromFolder(dataDir, settings.publish)
  if (target) await putBack(target)
  await refuseBrokenRecord(dataDir)
  const id = runId(new Date(at))
  const here = join(folder, id)
  const steps = await readAndCompute(options)
  const stale = await staleSources(dataDir, sources, at, !options.skip.includes('pull'))
  const alarm = async (regressions: PublicChanges['regressions'], digest: string) => {
    const alert = { territory: territory.name, at, regressions, stale, failed: failures(steps), digest }
    if (settings.alerts === undefined || !isAlarming(alert)) return
    steps.push(await step('alerts', 'alertes', async () => { const notes = await sendAlerts(settings.alerts, alert, environment); return { notes, partly: notes.length > 0 } }))
  }
  const finish = (outcome: NightlyReport['outcome']) => keepReport(here, { schema: 'trefle/nightly@1', id, startedAt: at, finishedAt: new Date().toISOString(), outcome, steps })
  const lastGood = async () => {
    await alarm([], unchanged)
    return finish('kept')
  }
  if (steps.at(-1)?.outcome === 'failed') return lastGood()

  const [before, now] = [await publicNow(dataDir, folder), await snapshotOf(dataDir, at)]
  const changes = publicChanges(before, now)
  const isNew = await isDue(dataDir, changes, before, settings.publish)
  if (isNew) steps.push(await step('build', 'construction des pages', () => buildPages(dataDir, here, settings)))
  if (steps.at(-1)?.outcome === 'failed') return lastGood()
  await forgetOldSites(folder)
  const digest = digestOf({ territory: territory.name, at, since: before?.at ?? null, changes, stale, turns: now.commitments.filter(isWaiting) })
  await writeAtomically(join(here, 'digest.md'), digest)
  await writeAtomically(join(here, 'snapshot.json'), `${JSON.stringify(now)}\n`)
  const publishes = isNew && publish && target !== undefined
  if (!publishes) say(`\n${digest}`)
  if (publishes) course.digest = begun
  const online = publishes ? await finish('waiting').then((ready) => putOnline({ dataDir, varDir, id }, ready)) : null
  await alarm(changes.regressions, digest)
  return finish(online?.outcome ?? (!isNew ? 'nothing-new' : target === undefined ? 'built' : 'waiting'))
}

/** From the sources to the indicators; the computation comes last. */
async function readAndCompute({ dataDir, varDir, at, skip, visit }: NightlyOptions): Promise<Step[]> {
  const { sources, sites } = await readDeclaredFolder(dataDir)
  const steps: Step[] = []
  if (!skip.includes('pull') && sources.length > 0) steps.push(await step('pull', `lecture des sources (${sources.length})`, () => pullEach(dataDir, sources, at, visit.allowPrivate ?? false)))
  if (!skip.includes('audit') && sites.length > 0) steps.push(await step('audit', `visite des sites (${sites.length})`, () => visitSites({ ...visit, dataDir, varDir })))
  steps.push(await step('compute', 'calcul des indicateurs', async () => ({ notes: (await compute({ dataDir, now: at })).notes })))
  return steps
}

/** Publishes what a run left ready. Throws a UsageError when there is no such run, when something else was published since, or when a run is going on. */
export async function approve(ready: { dataDir: string; varDir: string; id: string }): Promise<NightlyReport> {
  const { territory } = await readDeclaredFolder(ready.dataDir)
  return withLockFile(lockOf(folderOf(ready.varDir, territory.id)), () => putOnline(ready))
}

async function putOnline({ dataDir, varDir, id }: { dataDir: string; varDir: string; id: string }, report?: NightlyReport): Promise<NightlyReport> {
  const { territory } = await readDeclaredFolder(dataDir)
  const folder = folderOf(varDir, territory.id)
  const here = join(folder, id)
  const settings = (await readYaml(join(dataDir, 'nightly.yml'), NightlyFile))?.value
  const ready = report ?? NightlyReport.nullable().parse(await readJson(join(here, 'report.json')))
  const snapshot = PublicSnapshot.nullable().parse(await readJson(join(here, 'snapshot.json')))
  if (ready === null || snapshot === null) throw new UsageError(`Aucune construction prête ne s’appelle ${id}.`, `Lancez « trefle run --data ${dataDir} », puis relisez ce qu’elle écrit.`)
  if (settings?.publish === undefined) throw new UsageError('nightly.yml ne dit pas où publier.', 'Ajoutez par exemple : publish: { to: folder, path: /srv/www/trefle }')
  if (!existsSync(join(here, 'site', 'client'))) throw new UsageError(`${id} n’a pas de pages à publier : il n’y avait rien de nouveau, ou elles ont été retirées depuis.`, `Relancez « trefle run --data ${dataDir} ».`)
  const before = await publicNow(dataDir, folder)
  if (before !== null && before.at > snapshot.at) throw new UsageError(`Une publication plus récente (${before.at}) est déjà en ligne.`, 'Relancez « trefle run » : elle repartira de ce qui est public.')
  const written = settings.publish
  const target = fromFolder(dataDir, written)
  let isOnline = false
  ready.steps.push(await step('publish', `publication vers ${shownTarget(target)}`, async () => {
    await publishSite(join(here, 'site', 'client'), target, { name: `Trèfle, ${territory.name}`, email: territory.contact.email ?? 'trefle@localhost' })
    isOnline = true
    await keepPublic(dataDir, { ...snapshot, to: shownTarget(written) }).catch((error: unknown) => {
      throw new UsageError(`Les pages sont en ligne, mais ce qui est public n’a pas pu être noté (${error instanceof Error ? error.message : String(error)}).`, 'Regardez la place et les droits du dossier du territoire, puis relancez : les pages seront publiées de nouveau.')
    })
    return { notes: [] }
  }))
  return keepReport(here, { ...ready, finishedAt: new Date().toISOString(), outcome: isOnline ? 'published' : 'kept' })
}

/** A record whose past was rewritten is not published: somebody has to look first. */
async function refuseBrokenRecord(dataDir: string): Promise<void> {
  if (!isWhole(await verify(dataDir))) throw new UsageError('Le registre ne se tient pas : rien n’est lu ni publié.', `Voyez pourquoi : trefle verify --data ${dataDir}`)
}

/** What a build that failed said is kept beside the report: nobody was there to read it. */
async function buildPages(dataDir: string, here: string, { base, site }: NightlyFile): Promise<{ notes: string[] }> {
  try {
    await build({ dataDir, outDir: join(here, 'site'), ...(base && { base }), ...(site && { site }) })
    return { notes: [] }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const words = error instanceof Error ? error.message : String(error)
    const log = join(here, 'build.log')
    await writeAtomically(log, `${linesWithoutControls(words)}\n`)
    throw new UsageError(words.split('\n')[0] ?? words, `Voyez pourquoi dans ${log}.`)
  }
}

/** The pages of older runs leave; their reports and digests stay. */
async function forgetOldSites(folder: string): Promise<void> {
  const runs = (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\dT/.test(name)).sort()
  for (const run of runs.slice(0, -keptSites)) await rm(join(folder, run, 'site'), { recursive: true, force: true })
}

/** A promise whose function has something to do: it is late, or lacks data. */
const isWaiting = ({ status }: PublicSnapshot['commitments'][number]): boolean => status === 'late' || status === 'no-data'

const failures = (steps: readonly Step[]): string[] => steps.filter(({ outcome }) => outcome === 'failed').map(({ step: name, notes }) => `${name} : ${notes[0] ?? ''}`)

async function keepReport(here: string, report: NightlyReport): Promise<NightlyReport> {
  await writeAtomically(join(here, 'report.json'), `${JSON.stringify(NightlyReport.parse(report), null, 2)}\n`)
  return report
}
