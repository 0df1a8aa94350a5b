import type { Derivation, Origin } from '#model/derivation'
import type { Breakdown, ExplainedBounds, ExplainedRow } from '#model/indicator'
import { derive, given } from './derivation.ts'

/** A cell is words, a number with its tree, or null for unknown: a number alone would be one that nobody can explain. */
type Cell = string | Derivation | null
/** A table, and the tree behind each of its numbers. */
export type ExplainedTable = { table: Breakdown; rows: ExplainedRow[] }

const valueOf = (cell: Cell | undefined): string | number | null => (typeof cell === 'string' ? cell : cell?.value ?? null)
const isStep = (cell: Cell | undefined): cell is Derivation => typeof cell === 'object' && cell !== null && cell.value !== null

/** A table of one breakdown; columns are [key, label, unit?], and the first one names its rows. */
export function explainedTable(
  id: string, title: string,
  columns: readonly (readonly [key: string, label: string, unit?: Breakdown['columns'][number]['unit']])[],
  rows: readonly Readonly<Record<string, Cell>>[],
): ExplainedTable {
  const names = columns[0]?.[0] ?? ''
  return {
    table: {
      id, title, columns: columns.map(([key, label, unit]) => ({ key, label, ...(unit ? { unit } : {}) })),
      rows: rows.map((row) => Object.fromEntries(columns.map(([key]) => [key, valueOf(row[key])]))),
    },
    rows: rows.flatMap((row) => columns.flatMap(([column]) => {
      const cell = row[column]
      return isStep(cell) ? [{ breakdown: id, row: String(row[names]), column, derivation: cell }] : []
    })),
  }
}

/** What a measure keeps of its tables. */
export const tablesOf = (tables: readonly ExplainedTable[]) => ({ breakdowns: tables.map(({ table }) => table), rows: tables.flatMap(({ rows }) => rows) })

/** The 90 % bounds of a positive number, as a log-normal of its relative standard deviation; `origins`: what that deviation rests on. */
export function logNormalBounds(whole: Derivation, relativeDeviation: number, origins: readonly Origin[]): ExplainedBounds {
  const parts = [whole, given('Écart type relatif', relativeDeviation, '', origins)]
  return { low: derive('log-normal-low', 'Au moins', whole.unit, parts), high: derive('log-normal-high', 'Au plus', whole.unit, parts) }
}

/** A count that some doubtful things may raise, each by one. */
export function countBounds(certain: Derivation, doubtful: Derivation): { low: number | null; high: number | null; bounds: ExplainedBounds } {
  return boundsOf({ low: certain, high: derive('sum', 'Au plus', certain.unit, [certain, doubtful]) })
}

/** The bounds of a measure: their values, and their trees. */
export const boundsOf = (bounds: ExplainedBounds) => ({ low: bounds.low.value, high: bounds.high.value, bounds })
