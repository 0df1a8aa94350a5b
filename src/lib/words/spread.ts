import type { PublishedVerdict } from '#model/publication'
import { formatQuantity } from './format.ts'
import { t } from './i18n.ts'

/** "3 mesures, de 1,2 Mo à 1,4 Mo"; null for a page that was loaded once. */
export function spokenSpread({ spread, measure }: Pick<PublishedVerdict, 'spread' | 'measure'>): string | null {
  if (!spread || !measure) return null
  const count = String(spread.loads)
  if (spread.low === spread.high) return t('page.spread.same', { count })
  return t('page.spread', { count, low: formatQuantity(spread.low, measure.unit), high: formatQuantity(spread.high, measure.unit) })
}
