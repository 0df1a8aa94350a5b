import { mean, sampleVariance } from './statistics.ts'

export type Sample = readonly number[]

/**
 * Probability of a difference at least this great if both samples had one mean: the one-sided test of Welch (1947), which does not ask for
 * equal variances. `greater` is the side that is thought to be greater. Null for samples of fewer than two values, or that do not vary at all.
 */
export function welchPValue(greater: Sample, lesser: Sample): number | null {
  if (greater.length < 2 || lesser.length < 2) return null
  const [a, b] = [sampleVariance(greater) / greater.length, sampleVariance(lesser) / lesser.length]
  if (a + b === 0) return null
  // Welch–Satterthwaite.
  const freedom = (a + b) ** 2 / (a ** 2 / (greater.length - 1) + b ** 2 / (lesser.length - 1))
  return studentUpperTail((mean(greater) - mean(lesser)) / Math.sqrt(a + b), freedom)
}

const steps = 2000

/**
 * P(T > t) of Student's distribution with `freedom` ≥ 1 degrees: with t = √ν·tan θ its density is cos^(ν−1) θ, integrated by Simpson's rule
 * and divided by the whole.
 */
export function studentUpperTail(t: number, freedom: number): number {
  if (!(freedom >= 1)) throw new RangeError(`Student’s distribution is asked for with ${freedom} degrees of freedom`)
  const density = (angle: number) => Math.max(0, Math.cos(angle)) ** (freedom - 1)
  const tail = (from: number) => simpson(density, from, Math.PI / 2)
  const beyond = tail(Math.atan(Math.abs(t) / Math.sqrt(freedom))) / (2 * tail(0))
  return t >= 0 ? beyond : 1 - beyond
}

function simpson(of: (x: number) => number, from: number, to: number): number {
  const width = (to - from) / steps
  let sum = of(from) + of(to)
  for (let step = 1; step < steps; step += 1) sum += (step % 2 === 1 ? 4 : 2) * of(from + step * width)
  return (sum * width) / 3
}

/**
 * Which of several tests stand when all are to be believed at once: the step-down method of Holm (1979), which keeps the chance of a single
 * false alarm among them below `alpha`, whatever they share.
 */
export function holm(pValues: readonly number[], alpha: number): boolean[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  const firstKept = order.findIndex(({ p }, rank) => p > alpha / (pValues.length - rank))
  const standing = new Set(order.slice(0, firstKept === -1 ? order.length : firstKept).map(({ index }) => index))
  return pValues.map((_, index) => standing.has(index))
}
