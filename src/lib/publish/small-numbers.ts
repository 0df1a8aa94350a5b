import type { Measure } from '#model/indicator'

/**
 * A value that rests on fewer things than its indicator allows is not published, nor its bounds, tables and steps: people could be
 * recognised (under 5), or chance would pass for a result (a share of under 10, a mark of under 100 answers). How many is said.
 */
export function hiddenWhenSmall(measure: Measure, smallest: number | undefined): Measure {
  if (smallest === undefined || measure.value === null || measure.n === null || measure.n >= smallest) return measure
  const { derivation: _steps, rows: _rows, ...shown } = measure
  return { ...shown, value: null, low: null, high: null, n: null, denominator: null, state: 'suppressed', breakdowns: [], missing: [`Moins de ${smallest} : le chiffre existe, il n’est pas publié.`] }
}
