import { z } from 'zod'
import { Commitment } from './commitment.ts'
import { Instant } from './quantity.ts'

/**
 * One line of commitments.jsonl: what a promise said when it was published. Written by `trefle compute`, never by hand; a line a
 * promise, and one more each time that it changes with its event.
 */
export const CommitmentLine = Commitment.pick({ id: true, text: true, function: true, indicator: true, baseline: true, target: true, events: true }).extend({ at: Instant })
export type CommitmentLine = z.infer<typeof CommitmentLine>
