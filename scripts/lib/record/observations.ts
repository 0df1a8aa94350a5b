import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '#lib/record/canonical'
import { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { ImportReport } from '#model/source'
import { writeAtomically } from '../files/atomic-file.ts'
import { UsageError } from '../command/errors.ts'
import { textIfPresent } from '../files/if-present.ts'
import { readLines } from '../files/jsonl.ts'
import { recordJson } from '../files/record-json.ts'

/** `appended`: facts that were not known; `superseded`: lines that replace one, withdrawals included. */
export type Appended = { appended: number; unchanged: number; superseded: number }

/**
 * Adds what a pull brings to observations/<connector>/<yyyy>.jsonl, the year being the period's. Nothing is rewritten:
 * a changed fact is a new line that names the one it replaces; a fact that the pull no longer gives is withdrawn
 * (`value: null`), within the periods that it speaks of. The same pull twice adds nothing.
 */
export async function appendObservations(dataDir: string, connectorId: string, observations: readonly Observation[]): Promise<Appended> {
  const pulled = new Map(observations.map((observation) => [keyOf(observation), Observation.parse(observation)]))
  if (pulled.size !== observations.length) throw new Error(`${connectorId} gave the same fact twice`)
  const folder = join(dataDir, 'observations', connectorId)
  const written = await readFolder(folder)
  const last = lastLines(written)
  const news = newLines(pulled, last)
  const lines = [...news, ...withdrawals(pulled, last)]
  for (const [year, added] of Map.groupBy(lines, ({ period }) => period.slice(0, 4))) {
    const before = written.filter(({ period }) => period.startsWith(year))
    await writeAtomically(join(folder, `${year}.jsonl`), [...before, ...added].map((line) => `${canonical(line)}\n`).join(''))
  }
  const superseded = lines.filter((line) => line.supersedes !== undefined).length
  return { appended: lines.length - superseded, superseded, unchanged: pulled.size - news.length }
}

/** The facts that hold today, without the superseded and the withdrawn ones, in a stable order. */
export async function readObservations(dataDir: string): Promise<Observation[]> {
  const folders = globSync('observations/*/', { cwd: dataDir }).sort()
  const all = await Promise.all(folders.map((folder) => readFolder(join(dataDir, folder))))
  return all.flatMap((lines) => [...lastLines(lines).values()].filter(({ value }) => value !== null))
}

/** What the latest import of a source did: imports/<source>.json; of a past inventory, imports/<source>/<day>.json. */
export async function appendImportReport(dataDir: string, report: ImportReport, pastDay?: string): Promise<void> {
  await writeAtomically(join(dataDir, 'imports', pastDay === undefined ? `${report.source}.json` : join(report.source, `${pastDay}.json`)), `${JSON.stringify(report, null, 2)}\n`)
}

/** What the latest import of a source did; null when it was never imported. */
export async function lastImport(dataDir: string, source: string): Promise<ImportReport | null> {
  const file = join('imports', `${source}.json`)
  const text = await textIfPresent(join(dataDir, file))
  return text === null ? null : ImportReport.parse(recordJson(text, file))
}

async function readFolder(folder: string): Promise<Observation[]> {
  const lines: Observation[] = []
  for (const name of globSync('*.jsonl', { cwd: folder }).sort()) {
    const { values, torn } = await readLines(join(folder, name), Observation, 'observations')
    if (torn) throw new UsageError(`${torn.file}, ligne ${torn.line} : la dernière ligne est coupée.`, 'Reprenez ce fichier dans l’historique git, puis relancez l’import.')
    for (const value of values) lines.push(value)
  }
  return lines
}

/** What a fact is about, whatever its value: a later line of the same key replaces the earlier. */
function keyOf({ metric, subject, period, source, dimensions }: Observation): string {
  return canonical({ metric, subject, period, source, dimensions })
}

/** Latest line of each fact. Throws when a line does not name the one it replaces: the file was edited by hand. */
function lastLines(lines: readonly Observation[]): Map<string, Observation> {
  const last = new Map<string, Observation>()
  for (const line of lines) {
    const key = keyOf(line)
    const before = last.get(key)
    if (line.supersedes !== (before && hashOf(before))) {
      throw new UsageError(`Registre des observations : une ligne de ${line.metric}, ${line.period} (${line.source}) ne suit pas celle qu’elle remplace.`, 'Reprenez ce fichier dans l’historique git : le registre se corrige en ajoutant.')
    }
    last.set(key, line)
  }
  return last
}

function hashOf(line: Observation): string {
  return createHash('sha256').update(canonical(line)).digest('hex')
}

function newLines(pulled: ReadonlyMap<string, Observation>, last: ReadonlyMap<string, Observation>): Observation[] {
  return [...pulled].flatMap(([key, observation]) => {
    const before = last.get(key)
    if (before === undefined) return [observation]
    return sameFact(before, observation) ? [] : [{ ...observation, supersedes: hashOf(before) }]
  })
}

/** When it was read does not make another fact. */
function sameFact(a: Observation, b: Observation): boolean {
  const fact = ({ at: _at, supersedes: _supersedes, ...rest }: Observation): string => canonical(rest)
  return fact(a) === fact(b)
}

/** Given for some months alone, where it says more than what the same file gives of the others: its own first and last months bound nothing. */
const sparse: ReadonlySet<string> = new Set(['energy.room-alone'])

/**
 * Withdraws the facts that a source no longer states. A pull speaks of the periods between the first and the last it
 * gives for a metric (of its source, for a metric that it no longer gives or that is sparse): last year's file says nothing of this year.
 */
function withdrawals(pulled: ReadonlyMap<string, Observation>, last: ReadonlyMap<string, Observation>): Observation[] {
  const given = [...pulled.values()]
  const at = given[0]?.at
  if (at === undefined) return []
  const spokenOf = ({ source, metric, period }: Observation): boolean => {
    const ofSource = given.filter((observation) => observation.source === source)
    const ofMetric = ofSource.filter((observation) => observation.metric === metric)
    return isWithin(period, (ofMetric.length > 0 && !sparse.has(metric) ? ofMetric : ofSource).map((observation) => observation.period))
  }
  return [...last]
    .filter(([key, line]) => line.value !== null && !pulled.has(key) && spokenOf(line))
    .map(([, line]) => {
      const { metric, subject, period, unit, quality, source, dimensions } = line
      return { metric, subject, period, value: null, unit, quality, source, at, dimensions, supersedes: hashOf(line) }
    })
}

/** Periods of one length compare as text. */
function isWithin(period: Period, periods: readonly Period[]): boolean {
  const sameLength = periods.filter(({ length }) => length === period.length).sort()
  const [first, final] = [sameLength[0], sameLength.at(-1)]
  return first !== undefined && final !== undefined && first <= period && period <= final
}
