import { statSync } from 'node:fs'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { loadFactorBook } from '#effects/territory/factors'
import { ecoindex, ecoindexTables } from '#maths/ecoindex'
import { fileOf, filesOf, htmlOf } from './pages.ts'
import type { BuiltSite } from './setup.ts'

const tables = ecoindexTables(await loadFactorBook())

/** Elements of a page as EcoIndex counts them: those inside a drawing are left out. */
function elementsOf(node: DefaultTreeAdapterTypes.Node): number {
  if (!('childNodes' in node)) return 0
  return node.childNodes.reduce((sum, child) => sum + ('tagName' in child ? 1 : 0) + (child.nodeName === 'svg' ? 0 : elementsOf(child)), 0)
}

/** What EcoIndex says of a built page, from its elements, the files that it asks for and their weight, uncompressed. */
export function gradeOf(site: BuiltSite, address: string): { nodes: number; grade: string } {
  const html = htmlOf(site, address)
  const files = filesOf(site, html)
  const kilobytes = files.reduce((sum, href) => sum + statSync(fileOf(site, href) ?? `missing ${href}`).size, Buffer.byteLength(html)) / 1000
  const nodes = elementsOf(parse(html))
  return { nodes, grade: ecoindex({ nodes, requests: files.length + 1, kilobytes }, tables).grade }
}
