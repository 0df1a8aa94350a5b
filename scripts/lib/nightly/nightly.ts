import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { NightlyFile, NightlyReport, PublicSnapshot } from '#model/nightly'
import { digestOf } from '#lib/publish/digest'
import { isNothing, publicChanges, type PublicChanges } from '#lib/publish/public-changes'
import { runId } from '../../audit.ts'
import { build } from '../../build.ts'
import { compute } from '../../compute.ts'
import { isWhole, verify } from '../../verify.ts'
import { UsageError } from '../command/errors.ts'
import { say } from '../command/terminal.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { readYaml } from '../files/yaml-file.ts'
import { withLockFile } from '../record/lock.ts'
import { readDeclaredFolder } from '../territory/territory.ts'
import type { AuditOptions } from '../visits/territory-run.ts'
import { isAlarming, sendAlerts } from './alerts.ts'
import { fromFolder, publishSite, shownTarget } from './publish-site.ts'
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
const snapshotFile = (folder: string) => join(folder, 'public.json')

async function readJson(file: string): Promise<unknown> {
  const text = await textIfPresent(file)
  return text === null ? null : JSON.parse(text)
}

/** What is public now; null before the first publication. */
async function publicNow(folder: string): Promise<PublicSnapshot | null> {
  return PublicSnapshot.nullable().parse(await readJson(snapshotFile(folder)))
}

/**
 * One run from the sources to the public: pull, audit, compute, build, then publication when it is allowed, and alerts. A step that fails
 * leaves the last good data, with its date; nothing is published that was not built whole.
 * Throws a UsageError when the territory cannot be read, its record does not hold, or another run is going on.
 */
export async function nightly(options: NightlyOptions): Promise<NightlyReport> {
  const { territory } = await readDeclaredFolder(options.dataDir)
  const folder = folderOf(options.varDir, territory.id)
  await mkdir(folder, { recursive: true })
  return withLockFile(lockOf(folder), () => alone(options, folder))
}

async function alone(options: NightlyOptions, folder: string): Promise<NightlyReport> {
  const { dataDir, varDir, at, publish, environment } = options
  const { territory, sources } = await readDeclaredFolder(dataDir)
  const settings = (await readYaml(join(dataDir, 'nightly.yml'), NightlyFile))?.value ?? {}
  await refuseBrokenRecord(dataDir)
  const id = runId(new Date(at))
  const here = join(folder, id)
  const steps = await readAndCompute(options)
  const stale = await staleSources(dataDir, sources, at)
  const alarm = async (regressions: PublicChanges['regressions'], digest: string) => {
    const alert = { territory: territory.name, at, regressions, stale, failed: failures(steps), digest }
    if (settings.alerts === undefined || !isAlarming(alert)) return
    steps.push(await step('alerts', 'alertes', async () => { const notes = await sendAlerts(settings.alerts, alert, environment); return { notes, partly: notes.length > 0 } }))
  }
  const finish = (outcome: NightlyReport['outcome']) => keepReport(here, { schema: 'trefle/nightly@1', id, startedAt: at, finishedAt: new Date().toISOString(), outcome, steps })
  const lastGood = async () => {
    await alarm([], 'Ce qui était public l’est toujours.')
    return finish('kept')
  }
  if (steps.at(-1)?.outcome === 'failed') return lastGood()

  const [before, now] = [await publicNow(folder), await snapshotOf(dataDir, at)]
  const changes = publicChanges(before, now)
  const isNew = !isNothing(changes)
  if (isNew) steps.push(await step('build', 'construction des pages', () => buildPages(dataDir, join(here, 'site'), settings)))
  if (steps.at(-1)?.outcome === 'failed') return lastGood()
  const digest = digestOf({ territory: territory.name, at, since: before?.at ?? null, changes, stale, turns: now.commitments.filter(isWaiting) })
  await writeAtomically(join(here, 'digest.md'), digest)
  await writeAtomically(join(here, 'snapshot.json'), `${JSON.stringify(now)}\n`)
  const publishes = isNew && publish && settings.publish !== undefined
  if (!publishes) say(`\n${digest}`)
  const online = publishes ? await finish('waiting').then((ready) => putOnline({ dataDir, varDir, id }, ready)) : null
  await alarm(changes.regressions, digest)
  return finish(online?.outcome ?? (!isNew ? 'nothing-new' : settings.publish === undefined ? 'built' : 'waiting'))
}

/** From the sources to the indicators; the computation comes last. */
async function readAndCompute({ dataDir, varDir, at, skip, visit }: NightlyOptions): Promise<Step[]> {
  const { sources, sites } = await readDeclaredFolder(dataDir)
  const steps: Step[] = []
  if (!skip.includes('pull') && sources.length > 0) steps.push(await step('pull', `lecture de ${sources.length} sources`, () => pullEach(dataDir, sources, at, visit.allowPrivate ?? false)))
  if (!skip.includes('audit') && sites.length > 0) steps.push(await step('audit', `visite de ${sites.length} sites`, () => visitSites({ ...visit, dataDir, varDir })))
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
  const before = await publicNow(folder)
  if (before !== null && before.at > snapshot.at) throw new UsageError(`Une publication plus récente (${before.at}) est déjà en ligne.`, 'Relancez « trefle run » : elle repartira de ce qui est public.')
  const target = fromFolder(dataDir, settings.publish)
  ready.steps.push(await step('publish', `publication vers ${shownTarget(target)}`, async () => {
    await publishSite(join(here, 'site', 'client'), target, { name: `Trèfle, ${territory.name}`, email: territory.contact.email ?? 'trefle@localhost' })
    await writeAtomically(snapshotFile(folder), `${JSON.stringify(snapshot)}\n`)
    return { notes: [] }
  }))
  return keepReport(here, { ...ready, finishedAt: new Date().toISOString(), outcome: ready.steps.at(-1)?.outcome === 'failed' ? 'kept' : 'published' })
}

/** A record whose past was rewritten is not published: somebody has to look first. */
async function refuseBrokenRecord(dataDir: string): Promise<void> {
  if (!isWhole(await verify(dataDir))) throw new UsageError('Le registre ne se tient pas : rien n’est lu ni publié.', `Voyez pourquoi : trefle verify --data ${dataDir}`)
}

async function buildPages(dataDir: string, outDir: string, { base, site }: NightlyFile): Promise<{ notes: string[] }> {
  try {
    await build({ dataDir, outDir, quiet: true, ...(base && { base }), ...(site && { site }) })
    return { notes: [] }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`La construction des pages a échoué : ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`, 'Relancez « trefle build » pour voir pourquoi.')
  }
}

/** A promise whose function has something to do: it is late, or lacks data. */
const isWaiting = ({ status }: PublicSnapshot['commitments'][number]): boolean => status === 'late' || status === 'no-data'

const failures = (steps: readonly Step[]): string[] => steps.filter(({ outcome }) => outcome === 'failed').map(({ step: name, notes }) => `${name} : ${notes[0] ?? ''}`)

async function keepReport(here: string, report: NightlyReport): Promise<NightlyReport> {
  await writeAtomically(join(here, 'report.json'), `${JSON.stringify(NightlyReport.parse(report), null, 2)}\n`)
  return report
}
