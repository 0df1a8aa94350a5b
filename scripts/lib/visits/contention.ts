import { availableParallelism } from 'node:os'

/**
 * Whether other loads disturbed the timings of one: more of them at once than the machine has cores. Bytes, requests,
 * DOM, accessibility and privacy do not depend on it; timing-based scores are then not published.
 */
export function isContended(loadsAtOnce: number, cores = availableParallelism()): boolean {
  return loadsAtOnce > cores
}
