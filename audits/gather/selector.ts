/**
 * Page function: a short CSS path that a webmaster can paste in the browser's tools. Crosses open shadow roots with " >>> ".
 * Attributes are read through the prototype, since a form field named "id" hides the property of its form.
 */
export function selectorOf(element: Element): string {
  const idOf = (node: Element) => Element.prototype.getAttribute.call(node, 'id')
  const steps: string[] = []
  let node: Element = element
  for (let depth = 0; depth < 8; depth++) {
    const id = idOf(node)
    const root = node.getRootNode() as Document | ShadowRoot
    if (id && /^[A-Za-z][\w-]*$/.test(id)) {
      steps.unshift(`#${id}`)
      return steps.join(' > ')
    }
    const parent = node.parentElement
    const twins = parent === null ? [] : [...parent.children].filter((child) => child.localName === node.localName)
    steps.unshift(twins.length > 1 ? `${node.localName}:nth-of-type(${twins.indexOf(node) + 1})` : node.localName)
    if (parent !== null && parent.localName !== 'html') node = parent
    else if (root instanceof ShadowRoot) return `${root.host.localName} >>> ${steps.join(' > ')}`
    else break
  }
  return steps.join(' > ')
}
