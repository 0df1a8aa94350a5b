import { CommitmentStatus } from '#model/commitment'
import { FailureCode } from '#model/failure'
import { Direction, IndicatorState, TargetStyle } from '#model/indicator'
import { Finding, Outcome } from '#model/outcome'
import { PublishedPage } from '#model/publication'
import { EvidenceBadge } from '#model/source'

/**
 * Every state, badge and outcome that a page may show, read from the schemas themselves: a value that is added to one of them has to
 * find its words before the pages build.
 */
export const vocabulary = {
  quality: IndicatorState.options,
  source: EvidenceBadge.options,
  promise: CommitmentStatus.options,
  outcome: Outcome.options,
  certainty: Finding.shape.certainty.unwrap().options,
  page: PublishedPage.shape.status.options,
  direction: Direction.options,
  target: TargetStyle.options,
  failure: FailureCode.options,
} as const
export type VocabularyGroup = keyof typeof vocabulary
