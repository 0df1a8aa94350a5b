import type { CommitmentStatus } from '#model/commitment'
import type { FailureCode } from '#model/failure'
import type { IndicatorState } from '#model/indicator'
import type { Outcome } from '#model/outcome'
import type { Pillar, Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'

/** French words of the codes that stand in the files: the same words as on the pages. */
export const pillarWords = (pillar: Pillar): string => t(`pillar.${pillar}`)
export const qualityWords = (state: IndicatorState): string => t(`quality.${state}`)
export const stateWords = (state: Outcome | CommitmentStatus): string => t(`state.${state}`)
export const failureWords = (code: FailureCode): string => t(`failure.${code}`)
export const unitWords = (unit: Unit): string => t(`unit.${unit}`, { count: 2 }) || t(unit === 'ratio' ? 'data.unit.ratio' : 'data.unit.count')
