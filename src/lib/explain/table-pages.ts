import type { Derivation, Origin } from '#model/derivation'
import type { Breakdown, ExplainedRow } from '#model/indicator'
import { sourceOf } from '../words/contents.ts'
import { fold } from '../words/fold.ts'

type Row = { name: string; anchor: string; cells: ExplainedRow[] }
/** One page of the trees of a table. `path` is the last part of its address. */
export type TablePage = { breakdown: string; path: string; rows: Row[] }

/** Steps that one page holds before another is opened: more would be a dense page of over 1,400 elements (EcoIndex D). */
const MOST_STEPS = 160

const stepsIn = ({ parts }: Derivation): number => parts.reduce((sum, part) => sum + stepsIn(part), 1)

/** The same in every language: an address is made from the French word. */
const anchorOf = (row: string): string => fold(sourceOf(row)).replaceAll(/[^a-z0-9]+/g, '-')

/** The trees of the tables of an indicator, row by row in their order: a page for each table, and as many more as its steps ask for. */
export function tablePages(rows: readonly ExplainedRow[]): TablePage[] {
  return [...Map.groupBy(rows, ({ breakdown }) => breakdown)].flatMap(([breakdown, ofTable]) => {
    const pages: Row[][] = []
    let steps = Infinity
    for (const [name, cells] of Map.groupBy(ofTable, ({ row }) => row)) {
      const more = cells.reduce((sum, { derivation }) => sum + stepsIn(derivation), 0)
      if (steps + more > MOST_STEPS) { pages.push([]); steps = 0 }
      pages.at(-1)?.push({ name, anchor: anchorOf(name), cells })
      steps += more
    }
    return pages.map((own, index) => ({ breakdown, path: index === 0 ? breakdown : `${breakdown}-${index + 1}`, rows: own }))
  })
}

/** Where a number of a table is explained, under the page of its indicator. */
export function cellPath(pages: readonly TablePage[], { breakdown, row }: Pick<Extract<Origin, { kind: 'cell' }>, 'breakdown' | 'row'>): string | null {
  const page = pages.find((each) => each.breakdown === breakdown && each.rows.some(({ name }) => name === row))
  return page === undefined ? null : `${page.path}/#${anchorOf(row)}`
}

/** What a table calls one of its columns. */
export const columnLabel = (breakdowns: readonly Breakdown[], { breakdown, column }: Pick<ExplainedRow, 'breakdown' | 'column'>): string =>
  breakdowns.find(({ id }) => id === breakdown)?.columns.find(({ key }) => key === column)?.label ?? column
