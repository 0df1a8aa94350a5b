import type { Period } from '#model/quantity'
import { formatDate } from '#lib/time/dates'

/** What stands under a bar: the finest part that tells it from the others, then the year where it changes. */
export type PeriodLabel = { main: string; year: string }

const monthOf = (period: Period): Period => period.slice(0, 7)

/** Years alone; else months, with the day only when two bars share a month. Narrow enough for eight bars on a telephone. */
export function periodLabels(periods: readonly Period[]): PeriodLabel[] {
  const shared = new Set(periods.map(monthOf)).size < periods.length
  return periods.map((period, index) => {
    if (period.length === 4) return { main: period, year: '' }
    const year = period.slice(0, 4)
    const main = formatDate(`${period}-01`.slice(0, 10), shared && period.length === 10 ? 'shortDay' : 'onlyMonth')
    return { main, year: periods[index - 1]?.slice(0, 4) === year ? '' : year }
  })
}
