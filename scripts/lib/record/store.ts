import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { FindingLine, ResultLine, RunRecord, type ColumnsLine, type HeaviestLine, type LoadsLine, type PageRecord } from '#model/result'
import { canonical } from '#lib/record/canonical'
import { decodePage, encodePage } from '#lib/record/record-line'
import { schemaName, versionOf } from '#lib/record/migrate'
import { visitKey, type FindingBook } from '#lib/record/record'
import { UsageError } from '../command/errors.ts'
import { appendLines, readLines, type TornLine } from '../files/jsonl.ts'

const runsFile = (dataDir: string) => join(dataDir, 'results', 'runs.jsonl')
const pagesFile = (dataDir: string, site: string, year: string) => join(dataDir, 'results', site, `${year}.jsonl`)
const findingsFile = (dataDir: string, site: string) => join(dataDir, 'results', site, 'findings.jsonl')

export type RecordWriter = {
  /** Adds a page as soon as it is known; its findings go first, so that no line ever names a finding that is not there. */
  page(page: PageRecord, findings: readonly FindingLine[]): Promise<void>
  /** Ends the run: without this line its pages stay, and the run counts as unfinished. */
  finish(run: RunRecord): Promise<void>
}

/** What a file holds already: its ids, and the line to write first when its last lines follow an earlier schema. */
type Known = { ids: Set<string>; head: readonly object[] }

async function appendNew(file: string, known: Known, lines: readonly (FindingLine | ResultLine)[]): Promise<void> {
  if (lines.length === 0) return
  await appendLines(file, [...known.head, ...lines])
  known.head = []
  for (const line of lines) if ('id' in line) known.ids.add(line.id)
}

/** Opens the record of a territory for one run. One writer at a time: the verb `audit`. Calls may overlap, writes do not. */
export function openRecord(dataDir: string): RecordWriter {
  const known = new Map<string, Promise<Known>>()
  const knownIn = (file: string, schema: z.ZodType<FindingLine | ResultLine>, kind: string): Promise<Known> => {
    const found = known.get(file) ?? readLines(file, schema, kind).then(({ values, version }) => ({
      ids: new Set(values.flatMap((line) => ('id' in line ? [line.id] : []))),
      head: version < versionOf(kind) ? [{ schema: schemaName({ kind, version: versionOf(kind) }) }] : [],
    }))
    known.set(file, found)
    return found
  }
  let last: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => (last = last.then(work))
  return {
    page: (page, findings) => inTurn(async () => {
      const file = findingsFile(dataDir, page.site)
      const before = await knownIn(file, FindingLine, 'findings')
      await appendNew(file, before, findings.filter(({ id }) => !before.ids.has(id)))
      await appendPage(page)
    }),
    finish: (run) => inTurn(() => appendLines(runsFile(dataDir), [RunRecord.parse(run)])),
  }

  async function appendPage(page: PageRecord): Promise<void> {
    const file = pagesFile(dataDir, page.site, page.at.slice(0, 4))
    const { columns, loads, heaviest, line } = encodePage(page)
    const before = await knownIn(file, ResultLine, 'results')
    const fresh = [columns, loads, heaviest].filter((named) => named !== null && !before.ids.has(named.id))
    await appendNew(file, before, [...fresh, line].map((each) => ResultLine.parse(each)))
  }
}

export type StoredRecord = {
  /** Finished runs, oldest first. */
  runs: RunRecord[]
  /** Pages of finished runs, oldest first. */
  pages: PageRecord[]
  /** Findings by site. */
  findings: ReadonlyMap<string, FindingBook>
  /** Runs that were stopped before their end: their pages are on disk and in no figure. */
  unfinished: string[]
  /** Runs whose lines differ in more than what judging them again may change. */
  contradicted: string[]
  torn: TornLine[]
}

async function names(folder: string): Promise<{ name: string; folder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory() })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A visit with the lines that it names. Throws a UsageError when these are not there, or when the file is not that of its site and year. */
async function readPages(dataDir: string, site: string, year: string): Promise<{ pages: PageRecord[]; torn: TornLine | null }> {
  const file = pagesFile(dataDir, site, year)
  const { values, torn } = await readLines(file, ResultLine, 'results')
  const columns = new Map<string, ColumnsLine>(values.flatMap((line) => ('audits' in line ? [[line.id, line]] : [])))
  const loads = new Map<string, LoadsLine>(values.flatMap((line) => ('spread' in line ? [[line.id, line]] : [])))
  const heaviest = new Map<string, HeaviestLine>(values.flatMap((line) => ('files' in line ? [[line.id, line]] : [])))
  const pages = values.flatMap((line) => {
    if (!('run' in line)) return []
    const refuse = (what: string) => new UsageError(`${file} : la visite ${line.run} de ${line.page} ${what}.`, 'Reprenez ce fichier dans l’historique git : le registre ne se modifie pas à la main, il se corrige en ajoutant.')
    if (line.site !== site || !line.at.startsWith(year)) throw refuse(`est du site « ${line.site} », le ${line.at.slice(0, 10)} : elle n’est pas à sa place`)
    const named = columns.get(line.columns)
    if (named === undefined) throw refuse(`nomme la ligne ${line.columns}, qui manque`)
    try {
      return [decodePage(line, named, loads.get(line.loads ?? '') ?? null, heaviest.get(line.heaviest ?? '') ?? null)]
    } catch {
      throw refuse('ne s’accorde pas avec les lignes qu’elle nomme')
    }
  })
  return { pages, torn }
}

/** What is already measured of one run, finished or not; none when it has no page yet. */
export async function readRunPages(dataDir: string, run: string): Promise<PageRecord[]> {
  const { visits } = await readVisits(dataDir)
  return visits.filter((page) => page.run === run)
}

/** Reads a territory's whole record. Throws a UsageError that names the file and line of anything illegible. */
export async function readRecord(dataDir: string): Promise<StoredRecord> {
  const runLines = await readLines(runsFile(dataDir), RunRecord)
  const runs = [...new Map(runLines.values.map((run) => [run.run, run])).values()].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
  const { visits, torn } = await readVisits(dataDir)
  const findings = new Map<string, FindingBook>()
  for (const site of await siteFolders(dataDir)) {
    const lines = await readLines(findingsFile(dataDir, site), FindingLine, 'findings')
    findings.set(site, new Map(lines.values.map((line) => [line.id, line])))
    torn.push(lines.torn)
  }
  const finished = new Set(runs.map(({ run }) => run))
  return {
    runs,
    pages: visits.filter(({ run }) => finished.has(run)),
    findings,
    unfinished: [...new Set(visits.filter(({ run }) => !finished.has(run)).map(({ run }) => run))].sort(),
    contradicted: contradicted(runLines.values),
    torn: [runLines.torn, ...torn].filter((line) => line !== null),
  }
}

function contradicted(lines: readonly RunRecord[]): string[] {
  const said = ({ audits: _audits, replayed: _replayed, ...rest }: RunRecord) => canonical(rest)
  return [...Map.groupBy(lines, ({ run }) => run)].filter(([, twins]) => new Set(twins.map(said)).size > 1).map(([run]) => run)
}

async function siteFolders(dataDir: string): Promise<string[]> {
  return (await names(join(dataDir, 'results'))).filter(({ folder }) => folder).map(({ name }) => name)
}

/** Every visit once, oldest first. */
async function readVisits(dataDir: string): Promise<{ visits: PageRecord[]; torn: (TornLine | null)[] }> {
  const torn: (TornLine | null)[] = []
  const visits = new Map<string, PageRecord>()
  for (const site of await siteFolders(dataDir)) {
    for (const { name } of (await names(join(dataDir, 'results', site))).filter(({ name }) => /^\d{4}\.jsonl$/.test(name))) {
      const year = await readPages(dataDir, site, name.slice(0, 4))
      for (const page of year.pages) visits.set(`${page.run} ${visitKey(page)}`, page)
      torn.push(year.torn)
    }
  }
  return { visits: [...visits.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), torn }
}
