import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import { targetOf } from '#lib/words/indicator-words'
import { isKnown } from '#lib/publish/series'

/** Known before missing; then those that a promise gives a target, then those that a promise names; then the order of the record. */
export function byRelevance(indicators: readonly PublishedIndicator[], commitments: readonly PublishedCommitment[]): PublishedIndicator[] {
  const rank = (indicator: PublishedIndicator) => (isKnown(indicator.latest) ? 4 : 0) + (targetOf(indicator, commitments) ? 2 : 0) + (commitments.some(({ commitment }) => commitment.indicator === indicator.id) ? 1 : 0)
  return [...indicators].sort((a, b) => rank(b) - rank(a))
}
