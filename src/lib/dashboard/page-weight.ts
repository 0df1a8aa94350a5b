/** Marks that the footer carries while a page is made, and that the end of the build replaces by figures of this very page. */
export const weightMarks = { kilobytes: '@@KILOBYTES@@', files: '@@FILES@@', elements: '@@ELEMENTS@@', share: '@@SHARE@@' } as const

/** Budgets of a page in kilobytes, HTML and stylesheet, not compressed: for everybody's pages, and for dense tables. */
export const pageBudgetKilobytes = { plain: 60, dense: 150 } as const

export type PageWeight = { bytes: number; files: number }

/** Own addresses that a page asks for as it opens: stylesheets, icons, scripts. */
export function filesAskedBy(html: string): string[] {
  const tags = html.match(/<link\b[^>]*\brel="(?:stylesheet|icon)"[^>]*>|<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? []
  return [...new Set(tags.flatMap((tag) => /\b(?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? []))]
}

/** The page with its marks replaced; the budget is read from the footer's own `data-budget`. */
export function stampWeight(html: string, weight: PageWeight): string {
  const budget = Number(/data-budget="(\d+)"/.exec(html)?.[1])
  if (!html.includes(weightMarks.kilobytes) || Number.isNaN(budget)) return html
  const kilobytes = Math.ceil(weight.bytes / 1000)
  return html
    .replaceAll(weightMarks.kilobytes, String(kilobytes))
    .replaceAll(weightMarks.files, String(weight.files))
    .replaceAll(weightMarks.elements, String(html.match(/<[a-z]/g)?.length ?? 0))
    .replaceAll(weightMarks.share, String(Math.min(100, Math.round((100 * kilobytes) / budget))))
}
