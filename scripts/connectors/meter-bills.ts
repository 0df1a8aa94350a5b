import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { billedMonths, withoutOverlaps, type Bill } from '#lib/energy/bills'
import { Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { amount, day, text, type RecordOf } from '#effects/tables/column'
import { fold } from '#effects/tables/csv-french'
import { readRecords, type Line } from '#effects/tables/read-records'
import { fetchTable, tableSettings } from '#effects/tables/table-connector'

const columns = {
  from: day.needed(['du', 'début', 'date de début']),
  to: day.needed(['au', 'fin', 'date de fin']),
  kWh: amount.needed(['consommation (kWh)', 'conso (kWh)', 'énergie (kWh)', 'kWh']),
  /** Where the file says whether the supplier read the meter or estimated it. */
  reading: text(['relève', 'type de relève']),
}
const Settings = tableSettings(columns).extend({
  /** False when the last day of a bill is the first of the next one. */
  lastDayIncluded: z.boolean().default(true),
  room: Slug.default('salle-serveurs'),
})
type Rejected = ImportReport['rejected'][number]

const DAY_MS = 86_400_000

/** Electricity bills of a room, each with its period: months by days. They say nothing of the IT load, so that no PUE comes of them. */
export default defineConnector({
  title: 'Factures d’électricité d’une salle',
  settings: Settings,
  fetch: fetchTable,
  parse(raw, settings, { source, at }) {
    const records = readRecords(raw, columns, { from: settings.file ?? settings.url ?? '', sheet: settings.sheet, columns: settings.columns })
    const read = records.lines.map((line) => billOf(line, settings.lastDayIncluded))
    const { kept, overlapping } = withoutOverlaps(read.filter((one): one is Bill => 'kWh' in one))
    const rejected = [
      ...records.rejected, ...read.filter((one): one is Rejected => 'reason' in one),
      ...overlapping.map(({ line }) => ({ line, reason: 'des jours de cette période sont déjà facturés', mend: 'Gardez la facture qui vaut, ou coupez sa période.' })),
    ].sort((a, b) => a.line - b.line)
    const months = billedMonths(kept)
    const shared = months.some((month) => month.shared) ? [{ line: null, message: 'Des factures vont d’un mois à l’autre : leur énergie est répartie également entre leurs jours, et ces mois sont estimés.' }] : []
    return {
      observations: months.map(({ month, kWh, coverage, shared, estimated }) => ({
        metric: 'energy.room', subject: settings.room, period: month, value: Number(kWh.toFixed(3)), unit: 'kWh' as const, coverage: Number(coverage.toFixed(6)),
        quality: shared || estimated ? 'estimated' as const : 'declared' as const, source: source.id, at, dimensions: {},
      })),
      report: { schema: 'trefle/import@1', source: source.id, at, read: records.read, kept: kept.length, rejected, duplicates: [], known: {}, notes: [...records.notes, ...shared] },
    }
  },
})

function billOf({ line, record: { from, to: end, kWh, reading } }: Line<RecordOf<typeof columns>>, lastDayIncluded: boolean): Bill | Rejected {
  if (kWh < 0) return { line, reason: 'énergie négative (avoir)', mend: 'Retirez-la de la facture qu’elle corrige, puis retirez cette ligne.' }
  const to = lastDayIncluded ? end : new Date(Date.parse(end) - DAY_MS).toISOString().slice(0, 10)
  if (to < from) return { line, reason: 'la période finit avant de commencer', mend: 'Vérifiez ses deux jours.' }
  return { line, from, to, kWh, estimated: fold(reading ?? '').startsWith('estim') }
}
