import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { mean } from './statistics.ts'

export type Fit = {
  /** Intercept, then one coefficient a regressor. */
  coefficients: number[]
  /** Standard deviation of what the fit leaves unexplained, with n − p degrees of freedom. */
  residualDeviation: number
  /** Share 0..1 of the variation that it explains. */
  r2: number
}

/**
 * Ordinary least squares. `rows` are regressors, `values` what they explain. Null when there are no more rows than coefficients, or when
 * the regressors do not tell one from another.
 */
export function linearFit(rows: readonly (readonly number[])[], values: readonly number[]): Fit | null {
  const design = rows.map((row) => [1, ...row])
  const size = design[0]?.length ?? 0
  if (size === 0 || design.length <= size || design.length !== values.length) return null
  const decomposition = new SingularValueDecomposition(new Matrix(design))
  if (decomposition.rank < size) return null
  const coefficients = decomposition.solve(Matrix.columnVector([...values])).to1DArray()
  const middle = mean(values)
  const squares = (of: (value: number, k: number) => number): number => values.reduce((sum, value, k) => sum + of(value, k) ** 2, 0)
  const left = squares((value, k) => value - predicted(coefficients, rows[k] ?? []))
  const whole = squares((value) => value - middle)
  return { coefficients, residualDeviation: Math.sqrt(left / (values.length - size)), r2: whole === 0 ? 0 : 1 - left / whole }
}

export function predicted(coefficients: readonly number[], row: readonly number[]): number {
  return row.reduce((sum, value, i) => sum + value * (coefficients[i + 1] ?? 0), coefficients[0] ?? 0)
}
