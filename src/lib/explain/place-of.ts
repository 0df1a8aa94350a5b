import type { Derivation, Origin } from '#model/derivation'
import type { PublishedExplanation } from '#model/explanation'
import type { ExplainedRow, PublishedIndicator } from '#model/indicator'
import { link } from '../dashboard/link.ts'
import { pointPeriod } from '../words/indicator-words.ts'
import { t } from '../words/i18n.ts'
import { typeset } from '../words/typography.ts'
import { originWords } from './words.ts'
import { POINTS } from './points.ts'
import { cellPath, columnLabel, tablePages, type TablePage } from './table-pages.ts'

/** Addresses of the explanations of a figure. */
export const explanationPath = (id: string): string => link(`/indicateurs/${id}/explication/`)

/** The name of a row: a month or a day is written as one. */
export const rowName = (row: string): string => (/^\d{4}(-\d{2}){1,2}$/.test(row) ? pointPeriod({ period: row }, 'short') : typeset(row))

/** What a page of trees holds: its first and its last row, or the numbers of its only one. */
export function pageWords({ rows }: TablePage, breakdowns: PublishedIndicator['breakdowns']): string {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (first !== last) return t('explain.rows.from', { first: rowName(first.name), last: rowName(last.name) })
  return `${rowName(first.name)}${t('list.colon')}${first.cells.map((cell) => typeset(cellLabel(breakdowns, cell))).join(', ')}`
}

type Explained = Pick<PublishedExplanation, 'id' | 'period' | 'rows' | 'points'>

/** What a number of the tables, or of an older point, is called. */
export const cellLabel = (breakdowns: PublishedIndicator['breakdowns'], { breakdown, column, derivation }: Pick<ExplainedRow, 'breakdown' | 'column'> & { derivation: Pick<Derivation, 'label'> }): string =>
  breakdown === POINTS ? derivation.label : columnLabel(breakdowns, { breakdown, column })

/** Where a step that is explained elsewhere is: a figure at its period, a number of its tables, or one of an older point. */
export function placesOf(explained: Explained, { breakdowns }: Pick<PublishedIndicator, 'breakdowns'>, others: readonly Explained[] = []) {
  const cells = [...explained.rows ?? [], ...explained.points ?? []]
  const pages = tablePages(cells)
  const figurePath = (id: string, period: string | undefined): string => {
    const other = others.find((each) => each.id === id)
    const path = period === undefined || period === other?.period ? null : cellPath(tablePages(other?.points ?? []), { breakdown: POINTS, row: period, column: 'value' })
    return `${explanationPath(id)}${path ?? ''}`
  }
  return (origin: Origin): { text: string; href: string } | null => {
    if (origin.kind === 'figure') return { text: originWords(origin), href: figurePath(origin.of?.indicator ?? explained.id, origin.of?.period) }
    const cell = origin.kind === 'cell' ? cells.find(({ breakdown, row, column }) => breakdown === origin.breakdown && row === origin.row && column === origin.column) : undefined
    const path = cell === undefined ? null : cellPath(pages, cell)
    return cell === undefined || path === null ? null : { text: t('explain.see.cell', { row: rowName(cell.row), column: cellLabel(breakdowns, cell) }), href: `${explanationPath(explained.id)}${path}` }
  }
}
