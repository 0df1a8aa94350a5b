import type { Milestone } from '#model/document'
import type { Theme } from '#model/theme'

/** The sections of the page of milestones: their anchor, what they hold, and the transverse theme that stands with it. */
export const milestonePlaces = [
  { kind: 'calendar', anchor: 'calendrier', theme: null },
  { kind: 'event', anchor: 'evenements', theme: 'evenements' },
  { kind: 'remaining', anchor: 'reste-a-faire', theme: 'feuille-de-route' },
  { kind: 'history', anchor: 'histoire', theme: 'histoire' },
  { kind: 'principle', anchor: 'principes', theme: null },
] as const satisfies readonly { kind: Milestone['kind']; anchor: string; theme: Theme | null }[]
