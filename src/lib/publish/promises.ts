import type { CommitmentStatus, PublishedCommitment } from '#model/commitment'
import { leafPillars } from '#lib/dashboard/pillars'

/** Order in which promises are counted: from done to not measurable. */
const counted: readonly CommitmentStatus[] = ['kept', 'on-track', 'late', 'no-data', 'no-measurable-target']
/** Order in which they are shown: what calls for attention first. */
const shown: readonly CommitmentStatus[] = ['late', 'on-track', 'kept', 'no-data', 'no-measurable-target']

export type StatusCount = { status: CommitmentStatus; count: number }

/** How many promises stand in each state; a state that holds none is left out. */
export function countByStatus(commitments: readonly PublishedCommitment[]): StatusCount[] {
  return counted
    .map((status) => ({ status, count: commitments.filter((each) => each.status === status).length }))
    .filter(({ count }) => count > 0)
}

/** One of each pile in turn, until the piles are empty. */
function inTurn<T>(piles: readonly (readonly T[])[]): T[] {
  const deepest = Math.max(0, ...piles.map(({ length }) => length))
  return Array.from({ length: deepest }, (_, depth) => piles.flatMap((pile) => pile[depth] ?? [])).flat()
}

/** One promise of each state in turn, most pressing state first, and within a state one of each leaf in turn, until there are enough. */
export function mostRelevant(commitments: readonly PublishedCommitment[], enough: number): PublishedCommitment[] {
  const piles = byStatus(commitments).map(({ commitments: same }) => inTurn([...Map.groupBy(same, ({ commitment }) => commitment.pillar).values()]))
  return inTurn(piles).slice(0, enough)
}

/** The promises pile by pile, what calls for attention first; a state that holds none is left out. */
export function byStatus(commitments: readonly PublishedCommitment[]): { status: CommitmentStatus; commitments: PublishedCommitment[] }[] {
  return shown
    .map((status) => ({ status, commitments: commitments.filter((each) => each.status === status) }))
    .filter(({ commitments: same }) => same.length > 0)
}

/** From how many promises on the leaves part a list. */
const parted = 8

/** A long list leaf by leaf, in the order of the charter; a short one whole, under no leaf. */
export function partedByLeaf(commitments: readonly PublishedCommitment[]) {
  if (commitments.length < parted) return [{ pillar: null, here: commitments }]
  return [...leafPillars, 'transverse' as const].map((pillar) => ({ pillar, here: commitments.filter(({ commitment }) => commitment.pillar === pillar) })).filter(({ here }) => here.length > 0)
}

/** Why all these promises are in their state, when one reason is the same for all of several; null when each has its own. */
export function sharedReason(commitments: readonly PublishedCommitment[]): string | null {
  const [reason = null, ...others] = new Set(commitments.map(({ because }) => because))
  return commitments.length > 1 && others.length === 0 ? reason : null
}

/** True when nothing can be kept or broken: every promise is without a figure to reach. Then none is "0 kept". */
export const isTargetless = (commitments: readonly PublishedCommitment[]): boolean => commitments.length > 0 && commitments.every(({ status }) => status === 'no-measurable-target')
