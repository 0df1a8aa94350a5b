import type { PublishedIndicator } from '#model/indicator'
import { latestMovement, type Movement } from '#lib/publish/series'

export type IndicatorNews = { indicator: PublishedIndicator; movement: Movement }

/** Indicators whose last value left the margin of the one before, most recent first. */
export function clearMovements(indicators: readonly PublishedIndicator[]): IndicatorNews[] {
  return indicators
    .flatMap((indicator) => {
      const movement = latestMovement(indicator)
      return movement && movement.change !== 'within' ? [{ indicator, movement }] : []
    })
    .sort((a, b) => b.movement.to.period.localeCompare(a.movement.to.period))
}
