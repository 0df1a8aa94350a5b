import { contentId } from '../record/content-id.ts'
import { likeness } from './shape.ts'

export type Shaped = { path: string; shape: readonly string[] }
export type Template<P extends Shaped> = { id: string; pages: P[] }

/**
 * Two pages are built alike from this likeness on. Equality would make a template of every page to which an author added
 * a picture or a table; docs/decisions/0005-sample.md has what was tried.
 */
const alike = 0.75

/**
 * Pages gathered by template, the most used first. In the order of their paths, a page joins the template whose first page it
 * resembles most, or begins another. The id is the fingerprint of the first page's shape.
 */
export function groupTemplates<P extends Shaped>(pages: readonly P[]): Template<P>[] {
  const templates: (Template<P> & { shape: ReadonlySet<string> })[] = []
  for (const page of [...pages].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const shape = new Set(page.shape)
    const [closest] = templates.map((template) => ({ template, degree: likeness(shape, template.shape) })).sort((a, b) => b.degree - a.degree)
    if (closest && closest.degree >= alike) closest.template.pages.push(page)
    else templates.push({ id: contentId('t', [...shape].sort()), shape, pages: [page] })
  }
  return templates.sort((a, b) => b.pages.length - a.pages.length || (a.id < b.id ? -1 : 1)).map(({ id, pages: alikePages }) => ({ id, pages: alikePages }))
}
