import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import type { Pillar } from '#model/quantity'
import type { StatedFigure } from '#model/stated-figure'
import { themesOfPillar, type Theme } from '#model/theme'

/** Everything that a theme gathers; its name is its anchor on the page of its leaf. */
export type ThemeMatter = { theme: Theme; commitments: PublishedCommitment[]; indicators: PublishedIndicator[]; figures: StatedFigure[] }
type Published = { commitments: readonly PublishedCommitment[]; indicators: readonly PublishedIndicator[]; figures: readonly StatedFigure[] }

/** The themes of a leaf that hold something, in the order of their page. A figure that is not to be shown is left out. */
export function themesOf(pillar: Pillar, { commitments, indicators, figures }: Published): ThemeMatter[] {
  return themesOfPillar[pillar]
    .map((theme) => ({
      theme,
      commitments: commitments.filter(({ commitment }) => commitment.theme === theme),
      indicators: indicators.filter((indicator) => indicator.theme === theme),
      figures: figures.filter((figure) => figure.theme === theme && figure.notShown === undefined),
    }))
    .filter((matter) => matter.commitments.length + matter.indicators.length + matter.figures.length > 0)
}
