import type { Factor } from '#model/factor'

/**
 * The factor of a family ("electricity.fr.ademe") for a year: the one of that year, or the latest before it, so that a
 * published year keeps its figure. For a year older than the family, its first factor. Throws when the family is unknown.
 */
export function factorOfYear<F extends Pick<Factor, 'id' | 'year'>>(book: { factors: ReadonlyMap<string, F> }, family: string, year: number): F {
  const candidates = [...book.factors.values()]
    .filter(({ id }) => id.startsWith(`${family}.`))
    .sort((a, b) => a.year - b.year)
  const factor = candidates.findLast((candidate) => candidate.year <= year) ?? candidates[0]
  if (factor === undefined) throw new RangeError(`no factor of the family "${family}" in datasets/factors`)
  return factor
}
