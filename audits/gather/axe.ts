import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { readFrames } from './frames.ts'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { selectorOf } from './selector.ts'
import { stillAnimations } from './stillness.ts'

const keptNodes = 200
/** Inside a frame, enough to know that a person has to look. */
const keptFrameNodes = 5

/** What is sent to each page, minified: less than half of what the package's `source` is. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** In the page, where the source puts it. */
declare const axe: typeof Axe

/**
 * axe-core with its default rules, once, in the isolated world of the page. Rule ids are kept, not words: words are
 * rendered in the reader's language. What axe could not decide (`incomplete`) stays apart from what it proved.
 */
export async function gatherAxe({ page }: Load): Promise<Artifacts['axe']> {
  await inIsolation(page.mainFrame(), stillAnimations, [])
  const results = await inIsolation(page.mainFrame(), runAxe, [keptNodes], [source, selectorOf, pathOf])
  const clean = (rule: Awaited<ReturnType<typeof runAxe>>['violations'][number]): Artifacts['axe']['violations'][number] => ({
    id: cleanText(rule.id, 80),
    impact: rule.impact ?? null,
    tags: rule.tags.map((tag) => cleanText(tag, 80)),
    nodes: rule.nodes.map((node) => ({ selector: cleanText(node.selector), summary: cleanText(node.summary) })),
    nodeCount: rule.nodeCount,
  })
  const frames = await readFrames(page, (frame) => inIsolation(frame, runAxe, [keptFrameNodes], [source, selectorOf, pathOf]))
  return {
    ...results, version: cleanText(results.version, 40), violations: results.violations.map(clean), incomplete: results.incomplete.map(clean),
    frames: frames.map(({ selector, address, value }) => ({ selector: cleanText(selector), address: cleanAddress(address), violations: value.violations.map(clean) })),
  }
}

/**
 * Page function; `axe` is put in scope by the source that goes with it. `resultTypes` spares the costly description of
 * what passed; without `preload` axe would ask again for every style sheet of another origin, and the site would count the
 * visit twice. axe scrolls elements into view: the page is put back where it was.
 */
async function runAxe(maxNodes: number) {
  const at = { left: window.scrollX, top: window.scrollY, behavior: 'instant' as const }
  try {
    const results = await axe.run(document, { resultTypes: ['violations', 'incomplete'], preload: false, elementRef: true })
    const distil = (rule: (typeof results.violations)[number]) => ({
      id: rule.id,
      impact: rule.impact,
      tags: rule.tags,
      nodeCount: rule.nodes.length,
      nodes: rule.nodes.slice(0, maxNodes).map((node) => ({
        selector: pathOf(node),
        summary: node.failureSummary ?? '',
      })),
    })
    return {
      version: axe.version,
      violations: results.violations.map(distil),
      incomplete: results.incomplete.map(distil),
      passedRules: results.passes.map((rule) => rule.id),
      inapplicableRules: results.inapplicable.map((rule) => rule.id),
    }
  } finally {
    window.scrollTo(at)
  }
}

/**
 * Page function: the path that every other check of ours gives, which is the same on all pages of a template; axe's own is the shortest
 * on each. An element inside a frame keeps axe's, since only axe has been there.
 */
function pathOf({ target, element }: Axe.NodeResult): string {
  if (target.length === 1 && element) return selectorOf(element)
  return target.map((part) => (Array.isArray(part) ? part.join(' >>> ') : String(part))).join(' ')
}
