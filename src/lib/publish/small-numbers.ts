import type { Measure } from '#model/indicator'

/**
 * A value that rests on fewer things than its indicator allows is not published, nor its bounds, tables and steps: people could be
 * recognised (under 5), or chance would pass for a result (a share of under 10, a mark of under 100 answers). How many is said.
 */
export function hiddenWhenSmall(measure: Measure, smallest: number | undefined): Measure {
  if (smallest === undefined || measure.value === null || measure.n === null || measure.n >= smallest) return measure
  const { derivation: _steps, bounds: _bounds, counts: _counts, rows: _rows, ...shown } = measure
  return { ...shown, value: null, low: null, high: null, n: null, denominator: null, coverage: null, state: 'suppressed', breakdowns: [], missing: [`Moins de ${smallest} : le chiffre existe, il n’est pas publié.`] }
}

/** Under so many people in a cell, somebody could be recognised. */
const FEWEST_IN_CELL = 5

/**
 * Rows of numbers of people without the cells that would tell who they are. A total is often published beside them, so that a hidden cell
 * never stays alone, nor with so few others that their sum is still under the threshold: the smallest other cells are hidden with it
 * (complementary suppression). A zero tells nobody.
 */
export function withoutSmallCells<R extends { value: number }>(rows: readonly R[]): (Omit<R, 'value'> & { value: number | null })[] {
  const ascending = rows.filter(({ value }) => value > 0).sort((a, b) => a.value - b.value)
  const hidden = new Set(ascending.filter(({ value }) => value < FEWEST_IN_CELL))
  const sum = () => [...hidden].reduce((total, { value }) => total + value, 0)
  for (const row of ascending) {
    if (hidden.size === 0 || (hidden.size > 1 && sum() >= FEWEST_IN_CELL)) break
    hidden.add(row)
  }
  return rows.map((row) => ({ ...row, value: hidden.has(row) ? null : row.value }))
}
