import type { Derivation, Origin } from '#model/derivation'
import type { Breakdown, ExplainedRow } from '#model/indicator'
import { sourceOf } from '../words/contents.ts'
import { fold } from '../words/fold.ts'

type Row = { name: string; anchor: string; cells: ExplainedRow[] }
/** One page of the trees of a table. `path` is the last part of its address. */
export type TablePage = { breakdown: string; path: string; rows: Row[] }

/** Elements that the trees of one page make before another is opened: with those of the page itself, more would be over 630 (EcoIndex C). */
const MOST_ELEMENTS = 470
/** Of the heading of a row. */
const HEADING = 9

/** A line has its number and its sources; a step that holds others has its head and its list. */
const elementsOf = ({ parts, from = [] }: Derivation): number => (parts.length === 0 ? 3 + from.length : 6) + parts.reduce((sum, part) => sum + elementsOf(part), 0)

/** The same in every language: an address is made from the French word. */
const anchorOf = (row: string): string => fold(sourceOf(row)).replaceAll(/[^a-z0-9]+/g, '-')

/** Names that differ by a sign ("< 3 ans", "> 3 ans") are one once folded: each row of a page has a place of its own. */
function freeAnchor(page: readonly Row[], name: string): string {
  let anchor = anchorOf(name)
  while (page.some((row) => row.anchor === anchor)) anchor += '-bis'
  return anchor
}

/** The trees of the tables of an indicator, row by row in their order, those of one name together: a page for each table, and as many more as its trees ask for. */
export function tablePages(rows: readonly ExplainedRow[]): TablePage[] {
  return [...Map.groupBy(rows, ({ breakdown }) => breakdown)].flatMap(([breakdown, ofTable]) => {
    const pages: Row[][] = []
    let elements = Infinity
    for (const cell of [...Map.groupBy(ofTable, ({ row }) => row).values()].flat()) {
      const more = elementsOf(cell.derivation) + (pages.at(-1)?.at(-1)?.name === cell.row ? 0 : HEADING)
      if (elements + more > MOST_ELEMENTS) { pages.push([]); elements = 0 }
      elements += more
      const page = pages.at(-1)
      const row = page?.at(-1)
      if (row?.name === cell.row) row.cells.push(cell)
      else page?.push({ name: cell.row, anchor: freeAnchor(page, cell.row), cells: [cell] })
    }
    return pages.map((own, index) => ({ breakdown, path: index === 0 ? breakdown : `${breakdown}-${index + 1}`, rows: own }))
  })
}

type Cell = Pick<ExplainedRow, 'breakdown' | 'row' | 'column'>

/** Where a number of a table is explained, under the page of its indicator. */
export function cellPath(pages: readonly TablePage[], { breakdown, row, column }: Cell): string | null {
  const places = pages.filter((page) => page.breakdown === breakdown).flatMap(({ path, rows }) => rows.map((own) => ({ ...own, path })))
  const place = places.find(({ name, cells }) => name === row && cells.some((cell) => cell.column === column))
  return place === undefined ? null : `${place.path}/#${place.anchor}`
}

/** What a table calls one of its columns. */
export const columnLabel = (breakdowns: readonly Breakdown[], { breakdown, column }: Pick<ExplainedRow, 'breakdown' | 'column'>): string =>
  breakdowns.find(({ id }) => id === breakdown)?.columns.find(({ key }) => key === column)?.label ?? column
