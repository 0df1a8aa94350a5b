import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { billedMonths, withoutOverlaps, type Bill } from '#lib/energy/bills'
import { Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { findColumns, fold, frenchDay, frenchNumber, readTable, type Row } from '#effects/tables/csv-french'
import { UsageError } from '#effects/command/errors'

const Settings = z.strictObject({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Headers, as written in the file: first and last day of the period, and its energy in kWh. */
  fromColumn: z.string().min(1),
  toColumn: z.string().min(1),
  kWhColumn: z.string().min(1),
  /** Where the file says whether the supplier read the meter or estimated it. */
  readingColumn: z.string().min(1).optional(),
  /** False when the day of `toColumn` is the first of the next period. */
  lastDayIncluded: z.boolean().default(true),
  room: Slug.default('salle-serveurs'),
})
type Settings = z.infer<typeof Settings>
type Rejected = ImportReport['rejected'][number]

const DAY_MS = 86_400_000

/** Electricity bills of a room, each with its period: months by days. They say nothing of the IT load, so that no PUE comes of them. */
export default defineConnector({
  title: 'Factures d’électricité d’une salle, fichier CSV',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, { source, at }) {
    const table = readTable(raw)
    const [header, ...rows] = table.rows
    const columns = columnsOf(header?.cells ?? [], settings)
    const read = rows.map((row) => readRow(row, columns, settings))
    const { kept, overlapping } = withoutOverlaps(read.filter((one): one is Bill => 'kWh' in one))
    const rejected = [
      ...read.filter((one): one is Rejected => 'reason' in one),
      ...overlapping.map(({ line }) => ({ line, reason: 'des jours de cette période sont déjà facturés', mend: 'Gardez la facture qui vaut, ou coupez sa période.' })),
    ].sort((a, b) => a.line - b.line)
    const months = billedMonths(kept)
    return {
      observations: months.map(({ month, kWh, coverage, shared, estimated }) => ({
        metric: 'energy.room', subject: settings.room, period: month, value: Number(kWh.toFixed(3)), unit: 'kWh' as const, coverage: Number(coverage.toFixed(6)),
        quality: shared || estimated ? 'estimated' as const : 'declared' as const, source: source.id, at, dimensions: {},
      })),
      report: {
        schema: 'trefle/import@1', source: source.id, at,
        read: { from: settings.file, encoding: table.encoding, separator: table.separator, lines: table.rows.length + table.blankLines.length },
        kept: kept.length, rejected, duplicates: [], known: {},
        notes: months.some(({ shared }) => shared) ? [{ line: null, message: 'Des factures vont d’un mois à l’autre : leur énergie est répartie également entre leurs jours, et ces mois sont estimés.' }] : [],
      },
    }
  },
})

type Columns = { from: number; to: number; kWh: number; reading: number | undefined }

function columnsOf(header: readonly string[], { file, fromColumn, toColumn, kWhColumn, readingColumn }: Settings): Columns {
  const names = { from: [fromColumn], to: [toColumn], kWh: [kWhColumn], reading: readingColumn === undefined ? [] : [readingColumn] }
  const { columns: { from, to, kWh, reading } } = findColumns(header, names)
  if (from === undefined || to === undefined || kWh === undefined || (readingColumn !== undefined && reading === undefined)) {
    throw new UsageError(`${file} n’a pas les colonnes « ${Object.values(names).flat().join(' », « ')} ».`, 'Recopiez ses en-têtes dans fromColumn, toColumn, kWhColumn et readingColumn de sources.yml.')
  }
  return { from, to, kWh, reading }
}

function readRow({ line, cells }: Row, columns: Columns, { lastDayIncluded }: Settings): Bill | Rejected {
  const [from, end, kWh] = [frenchDay(cells[columns.from] ?? ''), frenchDay(cells[columns.to] ?? ''), frenchNumber(cells[columns.kWh] ?? '')]
  if (from === null || end === null) return { line, reason: 'période illisible', mend: 'Écrivez ses deux jours ainsi : 05/03/2026.' }
  if (kWh === null) return { line, reason: 'énergie illisible', mend: 'Écrivez un nombre de kWh.' }
  if (kWh < 0) return { line, reason: 'énergie négative (avoir)', mend: 'Retirez-la de la facture qu’elle corrige, puis retirez cette ligne.' }
  const to = lastDayIncluded ? end : new Date(Date.parse(end) - DAY_MS).toISOString().slice(0, 10)
  if (to < from) return { line, reason: 'la période finit avant de commencer', mend: 'Vérifiez ses deux jours.' }
  return { line, from, to, kWh, estimated: fold(cells[columns.reading ?? -1] ?? '').startsWith('estim') }
}
