import { ecoindex, type EcoindexTables } from '#maths/ecoindex'

/** Marks that the footer carries while a page is made, and that the end of the build replaces by figures of this very page. */
export const weightMarks = { kilobytes: '@@KILOBYTES@@', files: '@@FILES@@', elements: '@@ELEMENTS@@', share: '@@SHARE@@', grade: '@@GRADE@@', score: '@@SCORE@@', dense: '@@DENSE@@' } as const

/** Budgets of a page in kilobytes, HTML and stylesheet, not compressed: for everybody's pages, and for dense tables. */
export const pageBudgetKilobytes = { plain: 60, dense: 150 } as const

export type PageWeight = { bytes: number; files: number }

/** Addresses of the scripts that a script imports, or exports again, as it starts; what it imports later, on demand, is not among them. */
const importedBy = (script: string, href: string) =>
  [...script.matchAll(/\b(?:import|export)\s*(?:[\w$*{},\s]+\bfrom\s*)?["'](\.[^"']+)["']/g)].map(([, path = '']) => new URL(path, new URL(href, 'http://page')).pathname)

/** Own addresses that a page asks for as it opens: stylesheets, icons, scripts, and the scripts that these import. `scriptAt` gives the text of a script. */
export function filesAskedBy(html: string, scriptAt: (href: string) => string): string[] {
  const tags = html.match(/<link\b[^>]*\brel="(?:stylesheet|icon)"[^>]*>|<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? []
  const files = new Set(tags.flatMap((tag) => /\b(?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? []))
  for (const href of files) if (href.endsWith('.js')) for (const imported of importedBy(scriptAt(href), href)) files.add(imported)
  return [...files]
}

const elementsIn = (html: string) => html.match(/<[a-z]/g)?.length ?? 0

/**
 * The page with its marks replaced; the budget is read from the footer's own `data-budget`. Why it is dense stands between two marks, and stays
 * where the grade needs a reason. EcoIndex counts no element inside a drawing,
 * and here the weight is not compressed: a host that compresses gives the same grade or a better one.
 */
export function stampWeight(html: string, weight: PageWeight, tables: EcoindexTables): string {
  const budget = Number(/data-budget="(\d+)"/.exec(html)?.[1])
  if (!html.includes(weightMarks.kilobytes) || Number.isNaN(budget)) return html
  const kilobytes = Math.ceil(weight.bytes / 1000)
  const { grade, roundedScore } = ecoindex({ nodes: elementsIn(html.replaceAll(/(<svg\b)[\s\S]*?<\/svg>/g, '$1')), requests: weight.files, kilobytes: weight.bytes / 1000 }, tables)
  return html
    .replaceAll(weightMarks.kilobytes, String(kilobytes))
    .replaceAll(weightMarks.files, String(weight.files))
    .replaceAll(weightMarks.elements, String(elementsIn(html)))
    .replaceAll(weightMarks.share, String(Math.min(100, Math.round((100 * kilobytes) / budget))))
    .replaceAll(weightMarks.grade, grade)
    .replaceAll(weightMarks.score, String(roundedScore))
    .replace(new RegExp(`${weightMarks.dense}(.*?)${weightMarks.dense}`, 's'), grade >= 'C' ? ' $1' : '')
}
