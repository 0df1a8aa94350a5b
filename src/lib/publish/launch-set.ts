import type { CatalogueId, PublishedIndicator } from '#model/indicator'

/** The figures that a citizen reads first, by their number in the public catalogue: few, and one at least for each promise of the charter. */
export const launchSet: readonly CatalogueId[] = [
  'SOL-01', 'SOL-04', 'SOL-14', 'SOB-01', 'SOB-05', 'SOB-10', 'SOB-15', 'SOB-19', 'SOB-21', 'LIB-01', 'LIB-05', 'LIB-06',
]

/** The indicators of the launch set, in its order. */
export function launchIndicators(indicators: readonly PublishedIndicator[]): PublishedIndicator[] {
  return launchSet.flatMap((number) => indicators.find(({ catalogue }) => catalogue === number) ?? [])
}

export type Holder = { holder: string; indicators: PublishedIndicator[] }

/** Indicators by the function that holds their data, those that hold most first, then by name. */
export function byHolder(indicators: readonly PublishedIndicator[]): Holder[] {
  return [...Map.groupBy(indicators, ({ text }) => text.holder)]
    .map(([holder, held]) => ({ holder, indicators: held }))
    .sort((a, b) => b.indicators.length - a.indicators.length || a.holder.localeCompare(b.holder, 'fr'))
}
