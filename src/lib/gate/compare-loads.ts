import { welchPValue, type Sample } from '#maths/welch'

/** Fewer loads than this have no spread that could be told from chance. */
export const fewestLoads = 3

/** The chance of a false alarm that the whole check allows itself, over all its comparisons. */
export const falseAlarms = 0.05

/**
 * How a figure at the loads of a page compares with what it may be at most. `beyond` holds a p-value that is still to be weighed against
 * those of the other budgets (Holm), or null when there is nothing to weigh: the loads of each side are alike to the unit.
 */
export type Compared =
  | { state: 'within' }
  | { state: 'too-few'; side: 'candidate' | 'reference' }
  | { state: 'overlaps' }
  | { state: 'beyond'; pValue: number | null }

const middle = (values: Sample): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN
const varies = (values: Sample): boolean => values.some((value) => value !== values[0])

/**
 * Compares loads with those of a reference, of which `allowed` says how far the figure may go. Higher is worse: a score is given negated.
 * A change counts when no load of the candidate stands among those of the reference, moved to what is allowed, and the test of Welch agrees.
 */
export function compareLoads(candidate: Sample, reference: Sample, allowed: (value: number) => number): Compared {
  const limits = reference.map(allowed)
  if (middle(candidate) <= middle(limits)) return { state: 'within' }
  if (limits.length < fewestLoads) return { state: 'too-few', side: 'reference' }
  if (candidate.length < fewestLoads) return { state: 'too-few', side: 'candidate' }
  if (Math.min(...candidate) <= Math.max(...limits)) return { state: 'overlaps' }
  return { state: 'beyond', pValue: varies(candidate) || varies(limits) ? welchPValue(candidate, limits) : null }
}
