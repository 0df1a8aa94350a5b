import type { LeafPillar } from '#lib/dashboard/pillars'

/** One leaf of the clover, pointing up, its foot near (24, 25.5). */
export const leafPath = 'M24 24.5C18 21 12.6 15.4 12.6 9.6 12.6 4.6 17 2.4 20.4 3.6 22.3 4.2 23.5 5.4 24 6.6 24.5 5.4 25.7 4.2 27.6 3.6 31 2.4 35.4 4.6 35.4 9.6 35.4 15.4 30 21 24 24.5Z'

/** A leaf is told by its place as much as by its colour: solidarity on top, sobriety left, freedom right. */
export const leafTurns: readonly { leaf: LeafPillar; turn: number }[] = [
  { leaf: 'sobriety', turn: 240 },
  { leaf: 'solidarity', turn: 0 },
  { leaf: 'freedom', turn: 120 },
]
