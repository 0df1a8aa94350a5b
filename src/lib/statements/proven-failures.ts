import type { PublishedPage } from '#model/publication'
import type { RgaaGrid } from '#model/rgaa'
import { machineCriteria } from '#lib/accessibility/machine-criteria'
import { takeFigures } from '#lib/words/figures'
import type { DraftFacts } from './draft.ts'

/** What a machine proved on the pages of a site, criterion by criterion. Failures that say the same, figures apart, are one line: nine contents that stick out by nine widths. */
export function provenFailures(pages: readonly PublishedPage[], grid: RgaaGrid): DraftFacts['failures'] {
  return machineCriteria(pages, grid).filter(({ state }) => state === 'failing').flatMap(({ number, findings }) =>
    [...Map.groupBy(findings, ({ finding }) => takeFigures(finding.message).skeleton).values()].map((same) => {
      const [first, ...others] = new Set(same.map(({ finding }) => finding.message))
      const more = others.length === 0 ? '' : ` Et ${others.length} ${others.length > 1 ? 'autres' : 'autre'} du même genre.`
      return { criterion: number, message: `${first}${more}`, pages: new Set(same.map(({ page }) => page)).size }
    }))
}
