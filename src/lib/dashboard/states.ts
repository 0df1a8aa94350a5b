import type { CommitmentStatus } from '#model/commitment'
import type { Outcome } from '#model/outcome'

/** Everything that has a state: a promise, a verdict, a step on the way of a figure. */
export type StateName = CommitmentStatus | Outcome | 'done' | 'waiting'

/** Shape of each state; the shape carries the meaning in grey, in print and without colour vision. */
export const stateSigns: Readonly<Record<StateName, 'full' | 'half' | 'diamond' | 'dashed' | 'dot' | 'line'>> = {
  kept: 'full',
  'on-track': 'half',
  late: 'diamond',
  'no-data': 'dashed',
  'no-measurable-target': 'line',
  pass: 'full',
  fail: 'diamond',
  'to-verify': 'dot',
  unknown: 'dashed',
  'not-applicable': 'line',
  informative: 'line',
  done: 'full',
  waiting: 'dashed',
}
