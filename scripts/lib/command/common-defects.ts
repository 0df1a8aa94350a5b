import { groupDefects } from '#lib/publish/defects'
import type { Measured } from '../visits/measure.ts'
import { colours } from './terminal.ts'

export type CheckDefect = ReturnType<typeof groupDefects>[number]

/** The defects of the pages that were asked for, each said once; `pages` are their addresses. */
export function defectsOf(measured: readonly Measured[]): CheckDefect[] {
  return groupDefects(measured.flatMap(({ evidence, results }) =>
    results.filter(({ outcome }) => outcome === 'fail').flatMap(({ audit, findings }) => findings.map((finding) => ({ page: evidence.finalUrl ?? evidence.url, audit, finding })))))
}

const shownDefects = 12

/** The end of the table of `trefle check` when several pages are asked for: what they have in common. Empty when there is nothing. */
export function commonDefectsTable(measured: readonly Measured[]): string {
  const { bold, dim } = colours(process.stdout)
  const read = measured.filter(({ evidence }) => evidence.status !== 'not-measured').length
  const common = defectsOf(measured).filter(({ pages }) => pages.length > 1)
  if (common.length === 0) return ''
  const lines = common.slice(0, shownDefects).map(({ message, pages, place, audit }) =>
    `  ${`${pages.length} / ${read}`.padStart(7)} pages  ${message}${place ? ` [${place}]` : ''} ${dim(audit)}`)
  const more = common.length > shownDefects ? [`  … et ${common.length - shownDefects} de plus (--format json)`] : []
  return [bold('Les mêmes défauts sur plusieurs pages'), ...lines, ...more, ''].join('\n')
}
