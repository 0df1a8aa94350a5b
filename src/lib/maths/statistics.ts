/** Standard normal quantile at 95 %: bounds of a two-sided 90 % interval. */
export const Z90 = 1.6448536269514722

export type Interval = { low: number; high: number }
/** A value seen `count` times (a whole number). */
export type Counted = { value: number; count: number }

/**
 * Quantile of values seen several times, by linear interpolation between closest ranks:
 * type 7 of Hyndman & Fan (1996), the default of R, NumPy and spreadsheets (QUARTILE.INC).
 * `p` is 0..1. Null when there is nothing to rank.
 */
export function countedQuantile(values: readonly Counted[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked between 0 and 1, got ${p}`)
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const rank = (total - 1) * p
  const below = valueAtRank(sorted, Math.floor(rank))
  const above = valueAtRank(sorted, Math.ceil(rank))
  return below + (above - below) * (rank - Math.floor(rank))
}

function valueAtRank(sorted: readonly Counted[], rank: number): number {
  let seen = 0
  for (const { value, count } of sorted) {
    seen += count
    if (rank < seen) return value
  }
  throw new RangeError(`no value at rank ${rank} of ${seen}`)
}

/** Quantile of plain values, type 7 of Hyndman & Fan; null when there is none. */
export function quantile(values: readonly number[], p: number): number | null {
  return countedQuantile(values.map((value) => ({ value, count: 1 })), p)
}

/** Median (type 7 of Hyndman & Fan, p = 0.5); null when there is no value. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** Arithmetic mean of one value or more. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Variance of what two values or more are a sample of: the squares of their distances to their mean, over n − 1. */
export function sampleVariance(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
}

/**
 * 90 % interval of a positive quantity known by its mean and its relative standard deviation, taken as log-normal:
 * σ² = ln(1 + r²), μ = ln m − σ²/2, bounds exp(μ ± 1.645 σ). A zero mean gives a zero-width interval at 0.
 */
export function logNormalInterval(mean: number, relativeStandardDeviation: number): Interval {
  if (!(mean >= 0) || !(relativeStandardDeviation >= 0)) {
    throw new RangeError(`a log-normal needs a mean and a deviation ≥ 0, got ${mean} and ${relativeStandardDeviation}`)
  }
  if (mean === 0) return { low: 0, high: 0 }
  const variance = Math.log(1 + relativeStandardDeviation ** 2)
  const mu = Math.log(mean) - variance / 2
  const reach = Z90 * Math.sqrt(variance)
  return { low: Math.exp(mu - reach), high: Math.exp(mu + reach) }
}

/** The relative standard deviation whose 90 % interval these bounds are: the way back of `logNormalInterval`. */
export function relativeDeviationOf({ low, high }: Interval): number {
  return Math.sqrt(Math.exp((Math.log(high / low) / (2 * Z90)) ** 2) - 1)
}

/** Relative standard deviation of a product of independent factors, exact: √(Π(1 + rᵢ²) − 1) (Goodman 1960). */
export function productDeviation(...relativeDeviations: readonly number[]): number {
  return Math.sqrt(relativeDeviations.reduce((product, r) => product * (1 + r ** 2), 1) - 1)
}

/** 90 % interval of a quantity that may be negative (a difference), by its mean and its standard deviation: mean ± 1.645 σ. */
export function normalInterval(mean: number, standardDeviation: number): Interval {
  if (!(standardDeviation >= 0)) throw new RangeError(`a deviation is ≥ 0, got ${standardDeviation}`)
  return { low: mean - Z90 * standardDeviation, high: mean + Z90 * standardDeviation }
}
