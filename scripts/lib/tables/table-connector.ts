import { z } from 'zod'
import type { ConnectorDefinition, Io, Parsed } from '#lib/define'
import type { MetricId, Observation } from '#model/observation'
import { Day } from '#model/quantity'
import type { ImportReport, Source } from '#model/source'
import type { Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import type { Columns, RecordOf } from './column.ts'
import { observationsOf, withoutFewPeople, type Fact } from './fact.ts'
import { readRecords, type Records } from './read-records.ts'

/** A line that cannot be counted, and what to do about it. */
export type Refusal = { reason: string; mend: string }
export type TableContext<S> = { settings: S; source: Source; territory: Territory; at: string }

/** A source that is a table: its columns, and what each line counts. */
export type TableDefinition<C extends Columns, S extends z.ZodType> = {
  title: string
  columns: C
  settings?: S
  /** Columns that make two lines the same thing: the second is a duplicate. */
  identity?: readonly (keyof C)[]
  /** What a line counts. Pure. An empty list sets the line apart: another commune, another programme. */
  facts(record: RecordOf<C>, context: TableContext<z.infer<S> & TableSettings>): readonly Fact[] | Refusal
  /** What the sums become: a mean, the newest of a stock. */
  after?(observations: readonly Observation[]): Observation[]
  /** Numbers of people: not written when they are too small. */
  people?: readonly MetricId[]
  /** What lines that count nothing are. */
  apart?: string
}
export type TableSettings = { file?: string | undefined; url?: string | undefined; sheet?: string | undefined; asOf?: string | undefined; columns: Partial<Record<string, string>> }

/** Settings that all tables share. */
export function tableSettings<C extends Columns>(columns: C) {
  const ids = Object.keys(columns) as [string, ...string[]]
  return z.strictObject({
    /** Path inside the territory folder, or address: one of them. */
    file: z.string().min(1).optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** Sheet of a workbook; without it, the first that is not empty. */
    sheet: z.string().min(1).optional(),
    /** Day that a register describes; the day of the pull without it. */
    asOf: Day.optional(),
    columns: z.partialRecord(z.enum(ids), z.string()).default({}),
  })
}

/** The bytes of a file of the territory, or of an address. */
export async function fetchTable({ file, url }: { file?: string | undefined; url?: string | undefined }, io: Io): Promise<Uint8Array> {
  if (file !== undefined && url !== undefined) throw new UsageError('La source a un fichier et une adresse.', 'Gardez « file » ou « url » dans ses réglages, pas les deux.')
  if (file !== undefined) return io.readFile(file)
  if (url === undefined) throw new UsageError('La source n’a ni fichier ni adresse.', 'Donnez « file » ou « url » dans ses réglages.')
  const { status, body } = await io.request(url)
  if (status !== 200) throw new UsageError(`${url.replace(/\?.*$/, '')} répond HTTP ${status}.`, 'Vérifiez l’adresse du fichier dans sources.yml.')
  return body
}

/** A connector from a declarative table. Only sums leave it. */
export function defineTable<C extends Columns, S extends z.ZodObject = z.ZodObject<Record<never, never>>>(definition: TableDefinition<C, S>): ConnectorDefinition {
  const settings = tableSettings(definition.columns).extend(definition.settings?.shape ?? {})
  return {
    title: definition.title,
    settings,
    fetch: (given, io) => fetchTable(settings.parse(given), io),
    parse(raw, given, { source, territory, at }) {
      const own = given as z.infer<S> & TableSettings
      const records = readRecords(raw, definition.columns, { from: own.file ?? own.url ?? '', sheet: own.sheet, columns: own.columns })
      return countRecords(records, definition, { settings: own, source, territory, at })
    },
  }
}

/** From typed lines to observations and their report. */
export function countRecords<C extends Columns, S extends z.ZodType>(records: Records<RecordOf<C>>, definition: TableDefinition<C, S>, context: TableContext<z.infer<S> & TableSettings>): Parsed {
  const { identity, apart = 'lignes sans rien à compter' } = definition
  const facts: Fact[] = []
  const [rejected, duplicates, first] = [[...records.rejected], [] as ImportReport['duplicates'], new Map<string, number>()]
  let [kept, set] = [0, 0]
  for (const { line, record } of records.lines) {
    const key = identity === undefined ? null : JSON.stringify(identity.map((column) => record[column]))
    const sameAs = key === null ? undefined : first.get(key)
    if (sameAs !== undefined) { duplicates.push({ line, sameAs }); continue }
    if (key !== null) first.set(key, line)
    const counted = definition.facts(record, context)
    if ('reason' in counted) { rejected.push({ line, ...counted }); continue }
    facts.push(...counted)
    if (counted.length === 0) set += 1
    else kept += 1
  }
  const summed = observationsOf(facts, context)
  const { kept: observations, notes } = withoutFewPeople(definition.after?.(summed) ?? summed, definition.people ?? [])
  const setApart = set === 0 ? [] : [{ line: null, message: `${set} ${apart} : mises à part.` }]
  return {
    observations,
    report: {
      schema: 'trefle/import@1', source: context.source.id, at: context.at, read: records.read, kept, duplicates,
      rejected: rejected.sort((a, b) => a.line - b.line), notes: [...records.notes, ...setApart, ...notes], known: knownShares(records, definition.columns),
    },
  }
}

/** For each optional column, the share of the lines that fill it. */
function knownShares<R extends Record<string, unknown>>({ lines, has }: Records<R>, columns: Columns): Record<string, number> {
  const optional = Object.keys(columns).filter((id) => columns[id]?.needed === false && has(id))
  return lines.length === 0 ? {} : Object.fromEntries(optional.map((id) => [columns[id]?.names[0] ?? id, lines.filter(({ record }) => record[id] !== null).length / lines.length]))
}
