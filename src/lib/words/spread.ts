import type { PublishedVerdict } from '#model/publication'
import { formatQuantity } from './format.ts'
import { t } from './i18n.ts'

type Spread = Pick<PublishedVerdict, 'spread' | 'measure'>

/** "de 1,2 Mo à 1,4 Mo", for a cell of a table; null where the loads measured the same, and for a page that was loaded once. */
export function briefSpread({ spread, measure }: Spread): string | null {
  if (!spread || !measure || spread.low === spread.high) return null
  return t('page.spread.brief', { low: formatQuantity(spread.low, measure.unit), high: formatQuantity(spread.high, measure.unit) })
}

/** "3 mesures, de 1,2 Mo à 1,4 Mo"; null for a page that was loaded once. */
export function spokenSpread({ spread, measure }: Spread): string | null {
  if (!spread || !measure) return null
  const count = String(spread.loads)
  if (spread.low === spread.high) return t('page.spread.same', { count })
  return t('page.spread', { count, low: formatQuantity(spread.low, measure.unit), high: formatQuantity(spread.high, measure.unit) })
}
