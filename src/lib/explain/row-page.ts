import type { ExplainedRow } from '#model/indicator'
import { sourceOf } from '../words/contents.ts'
import { fold } from '../words/fold.ts'

/** The last part of the address of the page that explains a row, the same from one computation to the next and in every language. */
export function rowPath({ breakdown, row }: Pick<ExplainedRow, 'breakdown' | 'row'>): string {
  return `${breakdown}-${fold(sourceOf(row)).replaceAll(/[^a-z0-9]+/g, '-')}`
}
