import type { BrowserName, CompatStatement, Identifier } from '@mdn/browser-compat-data'
import bcd from '@mdn/browser-compat-data/forLegacyNode'
import { parse, walk } from 'css-tree'
import { oldestBrowsers } from '#lib/dashboard/oldest-browsers'

const numberOf = (version: string | false | undefined): number => (version ? Number.parseFloat(version.replace('≤', '')) : Infinity)

/** Whether every browser of the floor knows a feature; one that the data does not list is taken as old as CSS. */
function known(compat: CompatStatement | undefined): boolean {
  if (compat === undefined) return true
  return (Object.entries(oldestBrowsers) as [BrowserName, number][]).every(([browser, floor]) => {
    const support = [compat.support[browser]].flat().filter((each) => each !== undefined)
    return support.some(({ version_added, version_removed, flags, prefix, alternative_name }) =>
      flags === undefined && prefix === undefined && alternative_name === undefined && numberOf(version_added) <= floor && (version_removed === undefined || numberOf(version_removed) > floor))
  })
}

const compatOf = (...path: string[]): CompatStatement | undefined =>
  path.reduce<Identifier | undefined>((node, key) => node?.[key] as Identifier | undefined, bcd.css as unknown as Identifier)?.__compat

/** What a style sheet asks of a browser that those of the floor do not know: "property text-wrap", "function clamp", "selector :is"… */
export function beyondFloor(css: string): string[] {
  const found = new Set<string>()
  const need = (words: string, ...path: string[]) => { if (!known(compatOf(...path))) found.add(words) }
  walk(parse(css, { parseAtrulePrelude: true }), (node) => {
    if (node.type === 'Declaration' && !node.property.startsWith('--')) {
      need(`property ${node.property}`, 'properties', node.property)
      walk(node.value, (value) => { if (value.type === 'Identifier') need(`value ${node.property}: ${value.name}`, 'properties', node.property, value.name.toLowerCase()) })
    }
    if (node.type === 'Atrule') need(`at-rule @${node.name}`, 'at-rules', node.name)
    if (node.type === 'Function') need(`function ${node.name}()`, 'types', node.name)
    if (node.type === 'PseudoClassSelector' || node.type === 'PseudoElementSelector') need(`selector ${node.name}`, 'selectors', node.name)
    if (node.type === 'Feature') need(`media ${node.name}`, 'at-rules', 'media', node.name)
    if (node.type === 'FeatureRange') found.add('media range')
    if (node.type === 'NestingSelector') found.add('nesting')
  })
  return [...found].sort()
}
