import { resolve } from 'node:path'
import manifest from '../../../package.json' with { type: 'json' }
import type { AuditId, RunRecord } from '#model/result'
import { UsageError } from '../command/errors.ts'
import { say, spokenDuration } from '../command/terminal.ts'
import { withLock } from '../record/lock.ts'
import { sealRecord } from '../record/seals.ts'
import { readRecord } from '../record/store.ts'
import { loadSiteAudits } from '../territory/discover.ts'
import { readTerritoryFolder } from '../territory/territory.ts'
import { evidenceFolder } from './evidence-store.ts'
import { loadBench, type Bench } from './measure.ts'
import { dueAudits, recordReplay, replayRun, type Replayed } from './replay.ts'
import { dueSiteAudits, replaySites } from './replay-sites.ts'
import type { SiteCatalogue } from './site-verdicts.ts'

export type ReplayOptions = {
  dataDir: string
  /** Run to judge again; all when absent. */
  run?: string | undefined
  /** Audits to judge again, whatever their method; when empty, those whose method changed since the run. */
  only?: readonly AuditId[]
  varDir?: string
  /** What judges; default: the audits, factors and registries as they are now. */
  bench?: Bench
  /** The checks over several pages; default: those of now, or none beside a `bench` of one's own. */
  siteAudits?: SiteCatalogue
}

/**
 * Judges audits again over the stored evidence of runs, with no browser, and appends the verdicts that changed. Throws a UsageError for a
 * run or an audit that does not exist.
 */
export async function replay({ dataDir, run: asked, only = [], varDir = resolve('var'), bench, siteAudits }: ReplayOptions): Promise<Replayed[]> {
  const [known, ofSites, { sites }] = await Promise.all([bench ?? loadBench(dataDir), siteAudits ?? (bench ? new Map() : loadSiteAudits()), readTerritoryFolder(dataDir)])
  const catalogue = new Map([...known.catalogue, ...ofSites])
  const strangers = only.filter((audit) => !catalogue.has(audit))
  if (strangers.length > 0) throw new UsageError(`Audit inconnu : ${strangers.join(', ')}.`, 'Un audit se nomme par son pilier et son fichier, par exemple sobriety/page-weight.')
  return withLock(dataDir, async () => {
    const record = await readRecord(dataDir)
    const replayed: Replayed[] = []
    for (const run of runsIn(record.runs, asked)) {
      const [due, dueOnSites] = [dueAudits(run, known.catalogue, only), dueSiteAudits(run, ofSites, only)]
      if (due.size + dueOnSites.size === 0) continue
      const pages = record.pages.filter((page) => page.run === run.run)
      const folder = evidenceFolder(varDir, run.run)
      const done = await replaySites(await replayRun(run, pages, due, { bench: known, sites, folder }), pages, dueOnSites, { sites, folder })
      await recordReplay(dataDir, done, catalogue, { at: new Date().toISOString(), trefle: manifest.version })
      replayed.push(done)
    }
    await sealRecord(dataDir, 'replay', new Date().toISOString())
    return replayed
  })
}

function runsIn(runs: readonly RunRecord[], asked: string | undefined): readonly RunRecord[] {
  if (asked === undefined) return runs
  const found = runs.filter(({ run }) => run === asked)
  if (found.length === 0) throw new UsageError(`Aucune visite achevée ne s’appelle ${asked}.`, `Visites du registre : ${runs.map(({ run }) => run).join(', ') || '(aucune)'}.`)
  return found
}

const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** Tells what was judged again, what changed, and which evidence is missing. */
export function describeReplay(replayed: readonly Replayed[], tookMs: number): void {
  if (replayed.length === 0) return say('Aucun audit n’a changé de méthode depuis ces visites : rien à rejuger. --only <audit> en rejuge un quand même.')
  for (const one of replayed) describeRun(one)
  say(`Rejugé en ${tookMs < 10_000 ? `${(tookMs / 1000).toFixed(1).replace('.', ',')} s` : spokenDuration(tookMs)}, sans navigateur.`)
}

function describeRun({ run, audits, visits, changed, held }: Replayed): void {
  if (visits === 0 && held.size > 0) return say(`Visite ${run.run} : ses preuves ne sont pas dans ce dossier, ses verdicts restent ceux du registre.`)
  say(`Visite ${run.run} : ${plural(audits.length, 'audit rejugé', 'audits rejugés')} sur ${plural(visits, 'page', 'pages')}, ${plural(changed.length, 'page change', 'pages changent')} de verdict.`)
  for (const { audit, from, to } of audits) say(`  ${audit} : ${from === to ? `méthode ${to}` : `méthode ${from ?? 'absente'} → ${to}`}`)
  const missing = [...new Set([...held.values()].flat())]
  if (missing.length === 0) return
  say(`  ○ ${plural(held.size, 'audit garde sa méthode', 'audits gardent leur méthode')} : la preuve de ${plural(missing.length, 'page', 'pages')} n’est pas dans ce dossier, n’est pas celle du registre, ou ne se lit plus avec cette version.`)
  for (const { site, page, pass } of missing.slice(0, 3)) say(`    ${site} ${page} (${pass})`)
  if (missing.length > 3) say(`    et ${missing.length - 3} autres`)
}
