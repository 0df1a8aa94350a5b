export type Fit = {
  /** Intercept, then one coefficient a regressor. */
  coefficients: number[]
  /** Standard deviation of what the fit leaves unexplained, with n − p degrees of freedom. */
  residualDeviation: number
  /** Share 0..1 of the variation that it explains. */
  r2: number
}

/**
 * Ordinary least squares by the normal equations. `rows` are regressors, `values` what they explain. Null when there are no more rows
 * than coefficients, or when the regressors do not tell one from another.
 */
export function linearFit(rows: readonly (readonly number[])[], values: readonly number[]): Fit | null {
  const design = rows.map((row) => [1, ...row])
  const size = design[0]?.length ?? 0
  if (size === 0 || design.length <= size || design.length !== values.length) return null
  const cell = (i: number, j: number): number => design.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)
  const system = Array.from({ length: size }, (_, i) => [...Array.from({ length: size }, (_, j) => cell(i, j)), design.reduce((sum, row, k) => sum + (row[i] ?? 0) * (values[k] ?? 0), 0)])
  const coefficients = solved(system)
  if (coefficients === null) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = (of: (value: number, k: number) => number): number => values.reduce((sum, value, k) => sum + of(value, k) ** 2, 0)
  const left = squares((value, k) => value - predicted(coefficients, rows[k] ?? []))
  const whole = squares((value) => value - mean)
  return { coefficients, residualDeviation: Math.sqrt(left / (values.length - size)), r2: whole === 0 ? 0 : 1 - left / whole }
}

export function predicted(coefficients: readonly number[], row: readonly number[]): number {
  return row.reduce((sum, value, i) => sum + value * (coefficients[i + 1] ?? 0), coefficients[0] ?? 0)
}

/** Gaussian elimination with partial pivoting; null when the system is singular to working precision. */
function solved(system: number[][]): number[] | null {
  const size = system.length
  for (let i = 0; i < size; i++) {
    const pivot = system.slice(i).reduce((best, row, k) => (Math.abs(row[i] ?? 0) > Math.abs(system[best]?.[i] ?? 0) ? i + k : best), i)
    const [head, top] = [system[pivot] ?? [], system[i] ?? []]
    system[pivot] = top
    system[i] = head
    const scale = Math.max(...system.map((row) => Math.abs(row[i] ?? 0)), 1)
    if (Math.abs(head[i] ?? 0) < 1e-10 * scale) return null
    for (let k = 0; k < size; k++) {
      if (k === i) continue
      const row = system[k] ?? []
      const factor = (row[i] ?? 0) / (head[i] ?? 1)
      system[k] = row.map((value, j) => value - factor * (head[j] ?? 0))
    }
  }
  return system.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
}
