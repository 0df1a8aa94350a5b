/** An element of a page, reduced to what its template decides. */
export type SkeletonNode = { tag: string; classes: readonly string[]; children: readonly SkeletonNode[] }

/** What lays a page out. Text-level elements and lists are what an author writes, and are looked through. */
const layout = new Set(['body', 'main', 'section', 'article', 'aside', 'header', 'nav', 'footer', 'div', 'form', 'fieldset', 'table', 'figure', 'video', 'audio', 'iframe', 'canvas', 'dialog', 'frameset', 'frame'])
/** The same on every page, but for the marks of where the reader stands. */
const shared = new Set(['header', 'nav', 'footer'])

/** What makes a page different to test, whatever its layout (RGAA 4.1.2, échantillon: forms, tables, media). */
const contents = new Set(['form', 'table', 'video', 'audio', 'iframe', 'canvas'])

const depthCap = 12
const featureCap = 1500

/**
 * The shape of a page: each way from the body to an element that lays it out ("body/main/div"), and each class name found at
 * the end of such a way. How often does not count: a list of three news and one of thirty have the same shape. Names with a
 * digit are left out, since they are about one page (`post-1234`). Sorted; at most 1 500.
 */
export function shapeOf(body: SkeletonNode): string[] {
  const features = new Set<string>()
  const visit = (node: SkeletonNode, way: string, depth: number): void => {
    if (features.size >= featureCap) return
    const laidOut = layout.has(node.tag)
    const here = laidOut ? `${way}/${node.tag}` : way
    if (contents.has(node.tag)) features.add(`#${node.tag}`)
    if (laidOut) for (const feature of [here, ...stable(node.classes).map((name) => `${here}.${name}`)]) features.add(feature)
    if (shared.has(node.tag) || depth === depthCap) return
    for (const child of node.children) visit(child, here, laidOut ? depth + 1 : depth)
  }
  visit(body, '', 0)
  return [...features].sort().slice(0, featureCap)
}

function stable(classes: readonly string[]): string[] {
  return classes.filter((name) => /^[a-z][a-z_-]{1,40}$/i.test(name))
}

/** Share of their features that two shapes have in common, 0 to 1 (Jaccard, 1901); 0 when their kinds of content differ. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const kinds = (shape: ReadonlySet<string>) => [...shape].filter((feature) => feature.startsWith('#')).sort().join()
  if (kinds(a) !== kinds(b)) return 0
  const common = [...a].filter((feature) => b.has(feature)).length
  const all = a.size + b.size - common
  return all === 0 ? 1 : common / all
}
