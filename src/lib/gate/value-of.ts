import type { Quantity } from '#model/quantity'
import type { CheckedPage, ValueId } from './check-report.ts'

/** A figure and its unit, as a page of the report gives it; null when it is unknown. */
export function valueOf(page: CheckedPage, id: ValueId): Quantity | null {
  const [audit = '', detail] = id.split('#')
  if (audit.startsWith('resources/')) return resourceValue(page, audit.slice('resources/'.length), detail)
  const result = page.results.find((each) => each.audit === audit)
  return (detail === undefined ? result?.measure : result?.details?.[detail]) ?? null
}

function resourceValue({ inventory }: CheckedPage, kind: string, figure: string | undefined): Quantity | null {
  const all = inventory?.resources
  if (all === null || all === undefined) return null
  const chosen = all.filter((resource) => kind === 'total' || (kind === 'third-party' ? resource.thirdParty : resource.kind === kind))
  return figure === 'count' ? { value: chosen.length, unit: 'count' } : { value: chosen.reduce((sum, { transferBytes }) => sum + transferBytes, 0), unit: 'B' }
}
