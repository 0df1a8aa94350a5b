import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import { targetOf } from '#lib/words/indicator-words'
import { isKnown } from '#lib/publish/series'

/** Measured before missing; among measured, those that a promise follows first; then the order of the record. */
export function byRelevance(indicators: readonly PublishedIndicator[], commitments: readonly PublishedCommitment[]): PublishedIndicator[] {
  const rank = (indicator: PublishedIndicator) => (isKnown(indicator.latest) ? 2 : 0) + (targetOf(indicator, commitments) ? 1 : 0)
  return [...indicators].sort((a, b) => rank(b) - rank(a))
}
