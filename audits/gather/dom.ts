import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { selectorOf } from './selector.ts'

export function gatherDom({ page }: Load): Promise<Artifacts['dom']> {
  return inIsolation(page.mainFrame(), countDom, [], [selectorOf])
}

/**
 * Page function: the counting rules of three official tools, which differ.
 * - ecoindexNodes: EcoIndex_python 3.17, `*` through open shadow roots, minus `svg *` of the light tree.
 * - bodyNodes: cnumr Lighthouse plugin 7.4, descendants of body through open shadow roots, minus the direct children of each outermost svg.
 * - allNodes: GreenIT-Analysis, `*` of the light tree minus `svg *`.
 * And the parts of the page, landmarks, lists, tables, forms, frames and whatever has an id, that hold at least ten elements.
 */
function countDom(): Artifacts['dom'] {
  const within = (root: ParentNode, selector: string) => [...root.querySelectorAll(selector)]
  const shadowRootsOf = (root: ParentNode): ShadowRoot[] =>
    within(root, '*').flatMap((element) => (element.shadowRoot ? [element.shadowRoot, ...shadowRootsOf(element.shadowRoot)] : []))
  const outermostSvgChildren = (root: ParentNode) =>
    within(root, 'svg').filter((svg) => !svg.parentElement?.closest('svg')).reduce((sum, svg) => sum + svg.childElementCount, 0)

  const page = document.documentElement
  const light = within(document, '*')
  const shadows = page ? shadowRootsOf(document) : []
  const body = within(document, 'body')[0]
  const bodyRoots: ParentNode[] = body ? [body, ...shadowRootsOf(body), ...(body.shadowRoot ? [body.shadowRoot, ...shadowRootsOf(body.shadowRoot)] : [])] : []

  const allNodes = light.length - within(document, 'svg *').length
  const depths = new Map<Element, number>()
  let maxDepth = 0
  for (const element of light) {
    const depth = element.parentElement ? (depths.get(element.parentElement) ?? 0) + 1 : 1
    depths.set(element, depth)
    if (depth > maxDepth) maxDepth = depth
  }
  const parts = within(document, 'body, header, nav, main, footer, aside, section, article, form, table, ul, ol, [id]')
    .map((element) => ({ element, elements: within(element, '*').length }))
    .filter(({ element, elements }) => elements >= 10 && !element.closest('svg'))
    .sort((a, b) => b.elements - a.elements)
    .slice(0, 60)
    .map(({ element, elements }) => ({ selector: selectorOf(element).slice(0, 300), elements }))
  return {
    ecoindexNodes: allNodes + shadows.reduce((sum, root) => sum + within(root, '*').length, 0),
    bodyNodes: bodyRoots.reduce((sum, root) => sum + within(root, '*').length - outermostSvgChildren(root), 0),
    allNodes,
    maxDepth,
    iframes: within(document, 'iframe, frame').length,
    parts,
  }
}
