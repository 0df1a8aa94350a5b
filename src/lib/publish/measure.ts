import type { Derivation } from '#model/derivation'
import type { ExplainedCounts, Measure } from '#model/indicator'
import { derive } from '../explain/derivation.ts'

/** What is counted beside a value: each number with its tree, for a number alone would be one that nobody can explain. */
type Counted = { [Count in keyof ExplainedCounts]?: Derivation | null }
type Known = Partial<Omit<Measure, keyof ExplainedCounts | 'counts'>> & Pick<Measure, 'value' | 'state'> & Counted

/** A measure of which only what is known needs to be said; the rest is unknown, not zero. Without a value it is not measured. */
export function measureOf({ n, denominator, coverage, ...known }: Known): Measure {
  const trees = Object.entries({ n, denominator, coverage }).filter((count): count is [keyof ExplainedCounts, Derivation] => count[1]?.value != null)
  return {
    low: null, high: null, n: null, denominator: null, coverage: null, missing: [], breakdowns: [],
    inputs: { runs: [], sources: [], factors: [] },
    ...Object.fromEntries(trees.map(([count, { value }]) => [count, value])),
    ...(trees.length > 0 && { counts: Object.fromEntries(trees) }),
    ...known,
    state: known.value === null && known.state !== 'not-applicable' && known.state !== 'suppressed' ? 'not-measured' : known.state,
  }
}

/** What was seen, out of what should have been, and its share. */
export const seenOf = (n: Derivation, denominator: Derivation) =>
  ({ n, denominator, coverage: derive('quotient', 'Part de ce qui devait être vu', '', [n, denominator]) })

/** "1 page n’a pas pu être mesurée." or its plural; nothing for none. */
export function missingLine(count: number, one: string, many: (count: number) => string): string[] {
  return count === 0 ? [] : [count === 1 ? one : many(count)]
}
