import type { Artifacts } from '#model/evidence'
import type { accessibilitySchemas } from '#model/accessibility-evidence'
import type { Load } from '../load.ts'
import { gatherContents } from './contents.ts'
import { gatherCrops } from './crops.ts'
import { gatherDownloads } from './downloads.ts'
import { gatherFields } from './fields.ts'
import { gatherKeyboard } from './keyboard.ts'
import { gatherMarkup } from './markup.ts'
import { gatherMovement } from './movement.ts'
import { gatherNavigation } from './navigation.ts'
import { gatherReflow } from './reflow.ts'
import { gatherSiteMap } from './site-map.ts'
import { gatherSource } from './source.ts'
import { gatherStructure } from './structure.ts'
import { gatherStyles } from './styles.ts'
import { gatherTextSpacing } from './text-spacing.ts'
import { gatherWording } from './wording.ts'

export type AccessibilityArtifact = keyof typeof accessibilitySchemas
type Collectors = { [K in AccessibilityArtifact]: (load: Load) => Promise<Artifacts[K]> }

const collectors: Collectors = {
  source: gatherSource, markup: gatherMarkup, structure: gatherStructure, wording: gatherWording, fields: gatherFields, styles: gatherStyles,
  movement: gatherMovement, downloads: gatherDownloads, contents: gatherContents, navigation: gatherNavigation, siteMap: gatherSiteMap, reflow: gatherReflow, textSpacing: gatherTextSpacing, keyboard: gatherKeyboard, crops: gatherCrops,
}

/** What only reads: after requests and elements are counted. Movement is read before axe stills it. */
export const readings = ['source', 'markup', 'structure', 'wording', 'fields', 'movement', 'contents', 'navigation', 'downloads', 'siteMap'] as const
/** What lays the page out anew or presses keys: after everything else, the Tab key last; then, once all is known, the pictures of what is proven. */
export const disturbances = ['styles', 'textSpacing', 'reflow', 'keyboard', 'crops'] as const

/** Time given to one collector. A page that holds it longer makes its checks unknown, and nothing else. */
const limitMs = 8000

/** The collectors, each within its time; rejects with a message that says "timeout" past it. */
export const accessibilityGatherers = Object.fromEntries(
  Object.entries(collectors).map(([name, gather]) => [name, (load: Load) => within(limitMs, name, (gather as (load: Load) => Promise<unknown>)(load))]),
) as Collectors

export const isAccessibilityArtifact = (name: string): name is AccessibilityArtifact => name in collectors

async function within<T>(ms: number, name: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const clock = setTimeout(() => reject(new Error(`timeout: ${name} took more than ${ms} ms`)), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(clock)
  }
}
