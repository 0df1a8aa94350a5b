import type { ImportReport } from '#model/source'
import { findColumns, frenchNumber, isScientific, type Row, type Table } from '../tables/csv-french.ts'
import { encodingNotes } from '../tables/encoding.ts'
import { linesApart } from '../tables/lines-apart.ts'
import { dayAlone, timestampReader } from '../tables/local-time.ts'
import { UsageError } from '../command/errors.ts'

/** One line of a meter file, in the units that it is written in; null where a meter gives nothing. */
export type Reading = { line: number; atSeconds: number; room: number | null; it: number | null }
export type Readings = Pick<ImportReport, 'rejected' | 'duplicates' | 'notes'> & { kept: Reading[] }
/** Headers as the file writes them, without `itColumn` when only the whole room has a meter, and the zone of its times. */
export type MeterFile = { file: string; timeColumn: string; roomColumn: string; itColumn?: string | undefined; timeZone: string }

/** A reading by hand that says its day alone was made in the day: noon is wrong by half a day at most. */
const NOON = 12

/** The lines of a meter file in order of time, each instant once. Throws a UsageError when a column is missing. */
export function readReadings(table: Table, settings: MeterFile): Readings {
  const [header, ...rows] = table.rows
  const columns = columnsOf(header, settings)
  const byHand = areDaysAlone(rows.map(({ cells }) => cells[columns.time] ?? ''), settings.timeZone)
  const apart = linesApart()
  for (const line of table.blankLines) apart.add('blank', line)
  const readings: Readings = { kept: [], rejected: [], duplicates: [], notes: [...encodingNotes(table.encoding), ...apart.notes()] }
  if (byHand) readings.notes.push({ line: null, message: 'Jours sans heure : chaque relevé est placé à midi.' })
  const readTime = timestampReader(settings.timeZone, byHand ? NOON : 0)
  const lineOf = new Map<number, number>()
  for (const row of rows) {
    const reading = readRow(row, columns, readTime)
    if ('reason' in reading) { readings.rejected.push(reading); continue }
    const sameAs = lineOf.get(reading.atSeconds)
    if (sameAs !== undefined) { readings.duplicates.push({ line: row.line, sameAs }); continue }
    lineOf.set(reading.atSeconds, row.line)
    readings.kept.push(reading)
  }
  const inOrder = readings.kept.every(({ atSeconds }, i) => i === 0 || atSeconds > (readings.kept[i - 1]?.atSeconds ?? 0))
  if (!inOrder) readings.notes.push({ line: null, message: 'Relevés remis dans l’ordre du temps.' })
  readings.kept.sort((a, b) => a.atSeconds - b.atSeconds)
  return readings
}

/** A footer, or a date that cannot be read, says nothing of how the others are written. */
function areDaysAlone(times: readonly string[], timeZone: string): boolean {
  const readTime = timestampReader(timeZone)
  return times.some((time) => dayAlone(time) !== null) && times.every((time) => dayAlone(time) !== null || readTime(time) === null)
}

type Columns = { time: number; room: number; it: number | undefined }

function columnsOf(header: Row | undefined, { file, timeColumn, roomColumn, itColumn }: MeterFile): Columns {
  const { columns: { time, room, it } } = findColumns(header?.cells ?? [], { time: [timeColumn], room: [roomColumn], it: itColumn === undefined ? [] : [itColumn] })
  if (time === undefined || room === undefined || (itColumn !== undefined && it === undefined)) {
    const wanted = [timeColumn, roomColumn, ...(itColumn === undefined ? [] : [itColumn])]
    throw new UsageError(`${file} n’a pas les colonnes « ${wanted.join(' », « ')} ».`, 'Recopiez ses en-têtes dans timeColumn, roomColumn et itColumn de sources.yml.')
  }
  return { time, room, it }
}

function readRow({ line, cells }: Row, columns: Columns, readTime: (text: string) => number | null): Reading | ImportReport['rejected'][number] {
  const atSeconds = readTime(cells[columns.time] ?? '')
  if (atSeconds === null) return { line, reason: 'date illisible, ou heure qui n’existe pas', mend: 'Écrivez 31/10/2026 23:45 ou 2026-10-31T23:45:00Z, ou le jour seul pour un relevé à la main.' }
  const values = [cells[columns.room] ?? '', columns.it === undefined ? '' : cells[columns.it] ?? '']
  if (values.some(isScientific)) return { line, reason: 'valeur en notation scientifique : le tableur en a perdu des chiffres', mend: 'Mettez la colonne au format Nombre, puis réexportez.' }
  const [room = null, it = null] = values.map((text) => (text === '' ? null : frenchNumber(text)))
  const unreadable = values.some((text, i) => text !== '' && [room, it][i] === null)
  if (unreadable || (room ?? 0) < 0 || (it ?? 0) < 0) return { line, reason: 'valeur illisible ou négative', mend: 'Un compteur donne un nombre positif ; laissez vide un relevé manquant.' }
  if (room === null && it === null) return { line, reason: 'aucune valeur', mend: 'Retirez la ligne, ou complétez-la.' }
  return { line, atSeconds, room, it }
}
