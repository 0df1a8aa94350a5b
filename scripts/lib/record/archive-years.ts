import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { ArchivedLine, ArchivedPoint, type ArchiveLine } from '#model/archive'
import { monthlyPoints, type ArchivedFigure } from '#lib/publish/archived-series'
import type { Drawn } from '#lib/publish/publish'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import { withLock } from './lock.ts'
import { checkSeals, sealRecord } from './seals.ts'

const archivedFile = (dataDir: string) => join(dataDir, 'results', 'archived.jsonl')

/** The archived months of each indicator, with the name of their archive; its hash stands for one whose line was cut short. */
export async function readArchived(dataDir: string): Promise<ReadonlyMap<string, ArchivedFigure[]>> {
  const { values } = await readLines(archivedFile(dataDir), ArchivedLine)
  const names = new Map(values.flatMap((line) => ('files' in line ? [[line.sha256, line.name]] : [])))
  return Map.groupBy(values.flatMap((line) => ('point' in line ? [{ ...line, name: names.get(line.archive) ?? line.archive }] : [])), ({ indicator }) => indicator)
}

/** The archive that each file went to last. */
export async function archivesOfFiles(dataDir: string): Promise<ReadonlyMap<string, ArchiveLine>> {
  const { values } = await readLines(archivedFile(dataDir), ArchivedLine)
  return new Map(values.flatMap((line) => ('files' in line ? line.files.map((path) => [path, line] as const) : [])))
}

/** `finished`: files of an earlier attempt, cut after its archive was whole, that went with this one. */
export type Archived = { files: number; points: number; bytes: number; finished: number }

/**
 * Moves the pages of the years before `before` out of the record into an archive; of them, each indicator keeps the last figure of each month.
 * Cut anywhere, it can be begun again: the archive is whole before a line is written, and the files go last.
 * @param series every series of the record as it is
 * @throws UsageError when there is nothing to archive, the record does not hold, or the archive exists
 */
export function archiveYears(dataDir: string, { before, file, at }: { before: string; file: string; at: string }, series: readonly Drawn[]): Promise<Archived> {
  return withLock(dataDir, async () => {
    const finished = await finishArchives(dataDir, at)
    if ((await checkSeals(dataDir)).breaks.length > 0) throw new UsageError('Le registre ne se tient pas : rien n’est archivé.', `Voyez pourquoi : trefle verify --data ${dataDir}`)
    const paths = globSync('results/*/[0-9][0-9][0-9][0-9].jsonl', { cwd: dataDir }).map((path) => path.replaceAll('\\', '/')).filter((path) => basename(path, '.jsonl') < before).sort()
    if (paths.length === 0 && finished > 0) return { files: 0, points: 0, bytes: 0, finished }
    if (paths.length === 0) throw new UsageError(`Aucune visite d’avant ${before} n’est dans le registre.`, 'Choisissez une année plus récente.')
    if (existsSync(file)) throw new UsageError(`${file} existe déjà.`, 'Choisissez un autre nom : rien n’est jamais écrasé.')
    // Findings stay in the record for the years that remain, and go with the pages so that the archive can be read alone.
    const beside = ['results/runs.jsonl', ...new Set(paths.map((path) => path.replace(/\d{4}\.jsonl$/, 'findings.jsonl')))].filter((path) => existsSync(join(dataDir, path)))
    const contents = await Promise.all([...paths, ...beside].map(async (path) => [path, new Uint8Array(await readFile(join(dataDir, path)))] as const))
    const bytes = zipSync(Object.fromEntries(contents))
    await writeAtomically(file, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const archive: ArchiveLine = { schema: 'trefle/archive@1', at, before, name: basename(file), sha256, files: paths }
    const points = series.filter(({ definition }) => definition.cadence === 'run').flatMap(({ id, points: all }) => monthlyPoints(all, before).map(({ on, point }): ArchivedPoint => ({ schema: 'trefle/archived-point@1', indicator: id, on, point, archive: sha256 })))
    const known = await readArchived(dataDir)
    const news = points.filter(({ indicator, on }) => !known.get(indicator)?.some((point) => point.on === on))
    await appendLines(archivedFile(dataDir), [...news, archive].map((line) => ArchivedLine.parse(line)))
    await sealRecord(dataDir, 'compact', at)
    for (const path of paths) await rm(join(dataDir, path))
    await sealDeparture(dataDir, at, archive, paths)
    return { files: paths.length, points: news.length, bytes: bytes.length, finished }
  })
}

const sealDeparture = (dataDir: string, at: string, { before, name, sha256 }: ArchiveLine, files: string[]): Promise<void> =>
  sealRecord(dataDir, 'compact', at, { files, reason: `Détail d’avant ${before} mis dans l’archive ${name} (${sha256.slice(0, 12)})` })

/**
 * Seals the departure of files that an attempt took away before it was cut, each with the last archive that took it; gives how many they are. Those that
 * it left stay in the record, whatever was added to them since, and go to the next archive.
 */
async function finishArchives(dataDir: string, at: string): Promise<number> {
  const archives = await archivesOfFiles(dataDir)
  const gone = (await checkSeals(dataDir)).breaks.flatMap(({ file, kind }) => {
    const line = kind === 'gone' ? archives.get(file) : undefined
    return line === undefined ? [] : [{ file, line }]
  })
  for (const [line, same] of Map.groupBy(gone, ({ line }) => line)) await sealDeparture(dataDir, at, line, same.map(({ file }) => file))
  return gone.length
}
