import type { Reference } from '#model/reference'
import type { z } from 'zod'

/** Where the grid of the RGAA is, and the anchors of the criteria of WCAG in their recommendation. */
export type ReferenceBooks = { rgaaUrl: string; wcag: { url: string; anchors: Readonly<Record<string, string>> } }

/** Where a cited standard can be read: the address that it was given, else the place of its criterion or rule; null when it is not known. */
export function referenceAddress({ standard, id, url }: z.infer<typeof Reference>, { rgaaUrl, wcag }: ReferenceBooks): string | null {
  if (url !== undefined) return url
  const criterion = /^\d+\.\d+(?=$|\.)/.exec(id)?.[0]
  if (standard === 'rgaa') return criterion === undefined ? null : `${rgaaUrl}#${criterion}`
  if (standard === 'wcag') return wcag.anchors[id] === undefined ? null : `${wcag.url}#${wcag.anchors[id]}`
  return standard === 'axe' && /^[a-z0-9-]+$/.test(id) ? `https://dequeuniversity.com/rules/axe/4.14/${id}` : null
}
