import type { Measure } from '#model/indicator'

type Known = Partial<Measure> & Pick<Measure, 'value' | 'state'>

/** A measure of which only what is known needs to be said; the rest is unknown, not zero. Without a value it is not measured. */
export function measureOf(known: Known): Measure {
  return {
    low: null, high: null, coverage: null, n: null, denominator: null, missing: [], breakdowns: [],
    inputs: { runs: [], sources: [], factors: [] },
    ...known,
    state: known.value === null && known.state !== 'not-applicable' && known.state !== 'suppressed' ? 'not-measured' : known.state,
  }
}

/** A share 0..1, or null when there is nothing to share. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

/** "1 page n’a pas pu être mesurée." or its plural; nothing for none. */
export function missingLine(count: number, one: string, many: (count: number) => string): string[] {
  return count === 0 ? [] : [count === 1 ? one : many(count)]
}
