import type { ExplainedRow } from '#model/indicator'
import { fold } from '../words/fold.ts'

/** The last part of the address of the page that explains a row, the same from one computation to the next. */
export function rowPath({ breakdown, row }: Pick<ExplainedRow, 'breakdown' | 'row'>): string {
  return `${breakdown}-${fold(row).replaceAll(/[^a-z0-9]+/g, '-')}`
}
