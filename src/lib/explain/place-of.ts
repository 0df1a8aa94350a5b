import type { Origin } from '#model/derivation'
import type { PublishedExplanation } from '#model/explanation'
import type { PublishedIndicator } from '#model/indicator'
import { link } from '../dashboard/link.ts'
import { pointPeriod } from '../words/indicator-words.ts'
import { t } from '../words/i18n.ts'
import { typeset } from '../words/typography.ts'
import { originWords } from './words.ts'
import { cellPath, columnLabel, tablePages } from './table-pages.ts'

/** Addresses of the explanations of a figure. */
export const explanationPath = (id: string): string => link(`/indicateurs/${id}/explication/`)

/** The name of a row: a month is written as one. */
export const rowName = (row: string): string => (/^\d{4}-\d{2}$/.test(row) ? pointPeriod({ period: row }, 'short') : typeset(row))

/** Where a step that is explained elsewhere is: the figure itself, or a number of its tables. */
export function placesOf({ id, rows = [] }: Pick<PublishedExplanation, 'id' | 'rows'>, { breakdowns }: Pick<PublishedIndicator, 'breakdowns'>) {
  const pages = tablePages(rows)
  return (origin: Origin): { text: string; href: string } | null => {
    if (origin.kind === 'figure') return { text: originWords(origin), href: explanationPath(origin.of?.indicator ?? id) }
    const path = origin.kind === 'cell' ? cellPath(pages, origin) : null
    return path === null || origin.kind !== 'cell' ? null : { text: t('explain.see.cell', { row: rowName(origin.row), column: columnLabel(breakdowns, origin) }), href: `${explanationPath(id)}${path}` }
  }
}
