import type { Breakdown, Point, PublishedIndicator } from '#model/indicator'

/** A year of months, and a small table: what the page of a figure holds and stays light (EcoIndex A, about 370 elements). */
const shownPoints = 12
const shownCells = 60

const cellsOf = ({ columns, rows }: Breakdown): number => (rows.length + 1) * columns.length

export type SplitIndicator = {
  /** The latest points, oldest first. */
  points: Point[]
  /** Tables that stand on the page of the figure. */
  here: Breakdown[]
  /** Tables that stand on the page of its detail alone. */
  elsewhere: Breakdown[]
  /** True when the figure has a page of detail: a longer series, or tables that its own page has no room for. */
  detailed: boolean
}

/** What stands on the page of a figure, and what its page of detail holds besides. */
export function splitIndicator({ series, breakdowns }: Pick<PublishedIndicator, 'series' | 'breakdowns'>): SplitIndicator {
  let room = shownCells
  const fits = (breakdown: Breakdown): boolean => {
    const cells = cellsOf(breakdown)
    if (cells > room) return false
    room -= cells
    return true
  }
  const { here = [], elsewhere = [] } = Object.groupBy(breakdowns, (breakdown) => (fits(breakdown) ? 'here' : 'elsewhere'))
  return { points: series.slice(-shownPoints), here, elsewhere, detailed: series.length > shownPoints || elsewhere.length > 0 }
}

/** Where the detail of a figure stands. */
export const detailPath = (id: string): string => `/indicateurs/${id}/detail/`
