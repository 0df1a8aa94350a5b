import { z } from 'zod'
import { defineConnector } from '#lib/define'
import type { Observation } from '#model/observation'
import { Period, Slug } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { findColumns, fold, frenchNumber, readTable, type Row } from '#effects/tables/csv-french'
import { UsageError } from '#effects/command/errors'

const Month = Period.refine((period) => period.length === 7, 'un mois est attendu, par exemple 2024-01')
const Settings = z.strictObject({
  /** Path inside the territory folder. */
  file: z.string().min(1),
  /** Headers, as written in the file. Energy in kWh, all kinds together, by month and building. */
  buildingColumn: z.string().min(1),
  monthColumn: z.string().min(1),
  kWhColumn: z.string().min(1),
  degreeDaysColumn: z.string().min(1).optional(),
  openHoursColumn: z.string().min(1).optional(),
  /** Buildings as the file names them, and as the record does. */
  buildings: z.record(z.string(), Slug),
  /** First and last month of the period before, and first month after the change. What lies between is the works. */
  reference: z.strictObject({ from: Month, to: Month }),
  followUpFrom: Month,
}).refine(({ reference, followUpFrom }) => reference.from <= reference.to && reference.to < followUpFrom, 'la référence finit avant le suivi')
type Settings = z.infer<typeof Settings>
type Rejected = ImportReport['rejected'][number]
type Line = { line: number; building: string; month: string; kWh: number; degreeDays: number | null; openHours: number | null }

/** Monthly energy of buildings, before and after a change of how they are run, with what explains it: heating degree days and opening hours. */
export default defineConnector({
  title: 'Énergie mensuelle de bâtiments, avant et après, fichier CSV',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, { source, at }) {
    const table = readTable(raw)
    const [header, ...rows] = table.rows
    const columns = columnsOf(header?.cells ?? [], settings)
    const names = new Map(Object.entries(settings.buildings).map(([name, id]) => [fold(name), id]))
    const read = rows.map((row) => readRow(row, columns, names))
    const { kept, duplicates } = onceEach(read.filter((one): one is Line => 'kWh' in one))
    const phased = kept.map((line) => ({ ...line, phase: phaseOf(line.month, settings) }))
    const aside = phased.filter(({ phase }) => phase === null).length
    return {
      observations: phased.flatMap(({ phase, ...line }) => (phase === null ? [] : observationsOf(line, phase, { source: source.id, at }))),
      report: {
        schema: 'trefle/import@1', source: source.id, at, read: { from: settings.file, encoding: table.encoding, separator: table.separator, lines: table.rows.length + table.blankLines.length },
        kept: kept.length, rejected: read.filter((one): one is Rejected => 'reason' in one), duplicates,
        notes: aside > 0 ? [{ line: null, message: `${aside} mois hors de la référence et du suivi, mis à part.` }] : [],
        known: knownShares(kept),
      },
    }
  },
})

type Columns = Record<'building' | 'month' | 'kWh', number> & Record<'degreeDays' | 'openHours', number | undefined>

function columnsOf(header: readonly string[], { file, buildingColumn, monthColumn, kWhColumn, degreeDaysColumn, openHoursColumn }: Settings): Columns {
  const one = (name: string | undefined): string[] => (name === undefined ? [] : [name])
  const names = { building: [buildingColumn], month: [monthColumn], kWh: [kWhColumn], degreeDays: one(degreeDaysColumn), openHours: one(openHoursColumn) }
  const { columns: { building, month, kWh, degreeDays, openHours } } = findColumns(header, names)
  const absent = (column: number | undefined, name: string | undefined): boolean => name !== undefined && column === undefined
  if (building === undefined || month === undefined || kWh === undefined || absent(degreeDays, degreeDaysColumn) || absent(openHours, openHoursColumn)) {
    throw new UsageError(`${file} n’a pas les colonnes « ${Object.values(names).flat().join(' », « ')} ».`, 'Recopiez ses en-têtes dans sources.yml.')
  }
  return { building, month, kWh, degreeDays, openHours }
}

function readRow({ line, cells }: Row, columns: Columns, names: ReadonlyMap<string, string>): Line | Rejected {
  const cell = (column: number | undefined): string => cells[column ?? -1] ?? ''
  const building = names.get(fold(cell(columns.building)))
  if (building === undefined) return { line, reason: 'bâtiment inconnu', mend: 'Ajoutez-le à « buildings » dans sources.yml.' }
  const written = /^(?:(\d{4})-(\d{2})|(?:\d{2}\/)?(\d{2})\/(\d{4}))$/.exec(cell(columns.month).trim())
  const month = written && `${written[1] ?? written[4]}-${written[2] ?? written[3]}`
  if (month === null || !Period.safeParse(month).success || Number(month.slice(5)) < 1 || Number(month.slice(5)) > 12) return { line, reason: 'mois illisible', mend: 'Écrivez 2026-03 ou 03/2026.' }
  const kWh = frenchNumber(cell(columns.kWh))
  if (kWh === null || kWh < 0) return { line, reason: 'énergie illisible ou négative', mend: 'Écrivez un nombre de kWh ; retirez la ligne d’un mois non relevé.' }
  const positive = (column: number | undefined): number | null => { const value = frenchNumber(cell(column)); return value === null || value < 0 ? null : value }
  return { line, building, month, kWh, degreeDays: positive(columns.degreeDays), openHours: positive(columns.openHours) }
}

function onceEach(lines: readonly Line[]): { kept: Line[]; duplicates: ImportReport['duplicates'] } {
  const [first, duplicates] = [new Map<string, Line>(), [] as ImportReport['duplicates']]
  for (const line of lines) {
    const key = `${line.building} ${line.month}`
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    else duplicates.push({ line: line.line, sameAs: before.line })
  }
  return { kept: [...first.values()], duplicates }
}

function knownShares(kept: readonly Line[]): Record<string, number> {
  const share = (is: (line: Line) => boolean): number => kept.filter(is).length / kept.length
  return kept.length === 0 ? {} : { degreeDays: share(({ degreeDays }) => degreeDays !== null), openHours: share(({ openHours }) => openHours !== null) }
}

function phaseOf(month: string, { reference, followUpFrom }: Settings): 'reference' | 'follow-up' | null {
  if (month >= reference.from && month <= reference.to) return 'reference'
  return month >= followUpFrom ? 'follow-up' : null
}

function observationsOf({ building, month, kWh, degreeDays, openHours }: Line, phase: string, origin: { source: string; at: string }): Observation[] {
  const fact = { subject: building, period: month, quality: 'declared', ...origin, dimensions: { phase } } as const
  return [
    { ...fact, metric: 'building.energy', value: kWh, unit: 'kWh' },
    ...(degreeDays === null ? [] : [{ ...fact, metric: 'building.degree-days', value: degreeDays, unit: 'count' } as const]),
    ...(openHours === null ? [] : [{ ...fact, metric: 'building.open-hours', value: openHours, unit: 'hour' } as const]),
  ]
}
