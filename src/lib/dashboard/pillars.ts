import type { Pillar } from '#model/quantity'
import type { Theme } from '#model/theme'

export type LeafPillar = Exclude<Pillar, 'transverse'>

/** The three leaves in the order of the charter, and the French name of their folder in the public addresses. */
export const pillarPaths: Readonly<Record<LeafPillar, string>> = {
  sobriety: '/sobriete/',
  solidarity: '/solidarite/',
  freedom: '/liberte/',
}
export const leafPillars: readonly LeafPillar[] = ['sobriety', 'solidarity', 'freedom']

/** The page of a theme of a leaf. */
export const themePath = (pillar: LeafPillar, theme: Theme): string => `${pillarPaths[pillar]}${theme}/`
