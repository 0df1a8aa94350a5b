import { globSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { ImportReport } from '#model/source'
import { publish, type PublicationInput } from '#lib/publish/publish'
import { publishedAudits } from '#lib/publish/published-audits'
import { readPeopleRecord } from '#effects/accessibility/people-files'
import { communeFiles } from '#effects/merge/commune-files'
import { writeAtomically } from '#effects/files/atomic-file'
import { recordJson } from '#effects/files/record-json'
import { indicatorIds, loadWholeCatalogue, loadIndicators } from '#effects/territory/discover'
import { readPlacesFiles } from '#effects/places/places-file'
import { UsageError } from '#effects/command/errors'
import { loadFactorBook } from '#effects/territory/factors'
import { readEditions, spokenUnexplained, unexplainedChanges } from '#effects/record/dated-editions'
import { readErrata } from '#effects/record/errata'
import { readEcodesign } from '#effects/territory/ecodesign-file'
import { reportFiles } from '#effects/report/report-publication'
import { readObservations } from '#effects/record/observations'
import { checkedCommitments } from '#effects/record/commitment-ledger'
import { dataOption } from '#effects/command/options'
import { readArchived } from '#effects/record/archive-years'
import { readCrops } from '#effects/record/crops'
import { sealRecord } from '#effects/record/seals'
import { readRecord } from '#effects/record/store'
import { say } from '#effects/command/terminal'
import { readTerritoryFolder } from '#effects/territory/territory'
import { rgaaGrid } from '../src/rgaa.ts'

export type ComputeOptions = {
  dataDir: string
  /** Instant (ISO 8601, UTC): decides what is old, late or not due yet, and nothing else. */
  now: string
}
/** `notes` says in French what the record holds that no figure uses: torn lines, unfinished runs. */
export type ComputeResult = { indicators: number; files: number; notes: string[] }

async function readImports(dataDir: string): Promise<ImportReport[]> {
  const names = globSync('imports/*.json', { cwd: dataDir }).sort()
  return Promise.all(names.map(async (name) => {
    const parsed = ImportReport.safeParse(recordJson(await readFile(join(dataDir, name), 'utf8'), name))
    if (!parsed.success) throw new UsageError(`${name} ne suit pas le format d’un compte rendu d’import.`, 'Relancez « trefle pull » : il le réécrit.')
    return parsed.data
  }))
}

/** Writes each file whole, then removes those that nothing gives any more. */
async function writePublication(folder: string, files: ReadonlyMap<string, unknown>): Promise<void> {
  for (const [path, value] of files) await writeAtomically(join(folder, path), value instanceof Uint8Array ? value : `${JSON.stringify(value, null, 1)}\n`)
  const stale = globSync('**/*.{json,jpg,html,pdf,docx}', { cwd: folder }).filter((path) => !files.has(path.replaceAll('\\', '/')))
  await Promise.all(stale.map((path) => rm(join(folder, path))))
}

/**
 * Computes the indicators of a territory folder from its record, writes publication/, and notes in commitments.jsonl what each
 * promise says from now on. The same record and the same `now` give the same bytes. Throws a UsageError for a file that a person has to correct.
 */
export async function compute({ dataDir, now }: ComputeOptions): Promise<ComputeResult> {
  const { input, commitmentsFile, keepErrata, unfinished, torn, lostCrops } = await readPublicationInput({ dataDir, now })
  const keepCommitments = await checkedCommitments(dataDir, commitmentsFile, input.commitments, now)
  const published = publish(input)
  const files = new Map([...published, ...await communeFiles(dataDir, input), ...await reportFiles(dataDir, input, published)])
  await writePublication(join(dataDir, 'publication'), files)
  await keepCommitments()
  await keepErrata()
  await sealRecord(dataDir, 'compute', now)
  return {
    indicators: input.indicators.size, files: files.size,
    notes: [
      ...torn.map(({ file, line }) => `${file}, ligne ${line} : dernière ligne coupée par un arrêt brutal, laissée de côté.`),
      ...unfinished.map((run) => `La visite ${run} n’est pas allée au bout : ses pages sont gardées, aucun chiffre ne s’en sert.`),
      ...(await unexplainedChanges(dataDir)).map((change) => `${spokenUnexplained(change)}. Dites pourquoi dans errata.yml.`),
      ...lostCrops.map(({ site, lost }) => `${lost} images de preuve du site ${site} manquent ou ont changé : elles ne sont pas publiées. La prochaine visite en prend d’autres.`),
    ],
  }
}

/** All that a publication is made from, and what the record holds that no figure uses. Throws a UsageError for a file that a person has to correct. */
export async function readPublicationInput({ dataDir, now }: ComputeOptions) {
  const [indicators, audits, factors] = await Promise.all([loadIndicators(), loadWholeCatalogue(), loadFactorBook()])
  const ids = indicatorIds(indicators)
  const [folder, record, observations, imports, people, places] = await Promise.all([
    readTerritoryFolder(dataDir, ids), readRecord(dataDir), readObservations(dataDir), readImports(dataDir), readPeopleRecord(dataDir), readPlacesFiles(dataDir),
  ])
  const { runs, pages, findings, unfinished, torn } = record
  const { errata, keep: keepErrata } = await readErrata(dataDir, ids, now)
  const crops = new Map(await Promise.all(folder.sites.map(async ({ id }) => [id, await readCrops(dataDir, id)] as const)))
  const { territory, sites, sources, commitments, quoted, commitmentsFile } = folder
  const input: PublicationInput = { territory, sites, sources, commitments, quoted, indicators, audits: publishedAudits(audits), archived: await readArchived(dataDir), runs, pages, findings, crops, observations, imports, factors, rgaa: rgaaGrid, people, places, ecodesign: await readEcodesign(dataDir), editions: await readEditions(dataDir), errata, now }
  return { input, commitmentsFile, keepErrata, unfinished, torn, lostCrops: [...crops].filter(([, { lost }]) => lost > 0).map(([site, { lost }]) => ({ site, lost })) }
}

export function register(program: Command): void {
  program.command('compute')
    .description('calcule les indicateurs depuis le registre et écrit publication/')
    .addOption(dataOption())
    .option('--now <instant>', 'instant du calcul (ISO 8601) : décide seulement de ce qui est ancien ou en retard', new Date().toISOString())
    .addHelpText('after', `
Exemples :
  trefle compute --data datasets/ma-ville
  trefle compute --data examples/villeneuve/data --now 2026-11-22T12:00:00Z`)
    .action(async ({ data, now }: { data: string; now: string }) => {
      if (Number.isNaN(Date.parse(now))) throw new UsageError(`--now « ${now} » n’est pas un instant.`, 'Écrivez par exemple 2026-11-22T12:00:00Z.')
      const { indicators, files, notes } = await compute({ dataDir: data, now: new Date(now).toISOString() })
      for (const note of notes) say(`  ${note}`)
      say(`${indicators} indicateurs calculés, ${files} fichiers écrits dans ${join(data, 'publication')}`)
    })
}
