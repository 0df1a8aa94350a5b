import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import { leafPillars } from '#lib/dashboard/pillars'
import { targetOf } from '#lib/words/indicator-words'
import { isKnown } from '#lib/publish/series'

/** Leaf by leaf in the order of the charter, then what belongs to none; inside, the order of the record. */
export const byLeaf = (indicators: readonly PublishedIndicator[]): PublishedIndicator[] =>
  [...leafPillars, 'transverse'].flatMap((pillar) => indicators.filter((each) => each.pillar === pillar))

/** Known before missing; then those that a promise gives a target, then those that a promise names; then the order of the record. */
export function byRelevance(indicators: readonly PublishedIndicator[], commitments: readonly PublishedCommitment[]): PublishedIndicator[] {
  const rank = (indicator: PublishedIndicator) => (isKnown(indicator.latest) ? 4 : 0) + (targetOf(indicator, commitments) ? 2 : 0) + (commitments.some(({ commitment }) => commitment.indicator === indicator.id) ? 1 : 0)
  return [...indicators].sort((a, b) => rank(b) - rank(a))
}
