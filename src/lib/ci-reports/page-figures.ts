import type { CheckedPage } from '#lib/gate/check-report'
import { formatQuantity } from '#lib/words/format'
import type { Outcome } from '#model/outcome'
import type { AuditId } from '#model/result'

/** The figures by which a page is told at a glance, with the words of a column. */
export const headlines: readonly { audit: AuditId; badge: string; label: string; marked: boolean }[] = [
  { audit: 'sobriety/page-weight', badge: 'page-weight', label: 'poids', marked: false },
  { audit: 'sobriety/page-requests', badge: 'page-requests', label: 'requêtes', marked: false },
  { audit: 'sobriety/page-carbon', badge: 'page-carbon', label: 'CO₂e (SWDM)', marked: false },
  { audit: 'sobriety/ecoindex', badge: 'ecoindex', label: 'EcoIndex', marked: false },
  { audit: 'solidarity/axe-failures', badge: 'accessibility-gaps', label: 'écarts axe', marked: true },
  { audit: 'freedom/third-party-hosts', badge: 'third-party-hosts', label: 'hôtes tiers', marked: true },
]

export type PageFigure = { label: string; text: string; outcome: Outcome }

/** What a figure is called when there is none: never 0. */
export const notMeasured = 'non mesuré'

/** The headline figures of one visit. */
export function figuresOf({ results }: CheckedPage): PageFigure[] {
  return headlines.map(({ audit, label, marked }) => {
    const result = results.find((each) => each.audit === audit)
    const text = result?.measure ? formatQuantity(result.measure.value, result.measure.unit) : notMeasured
    return { label, text, outcome: marked && result ? result.outcome : 'informative' }
  })
}
