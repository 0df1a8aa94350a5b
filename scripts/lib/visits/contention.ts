import { availableParallelism } from 'node:os'
import type { Evidence } from '#model/evidence'

/** From this share of waiting on, Lighthouse's scores are no longer those of a load alone: the measures are in docs/decisions/0015-speed.md. */
export const disturbingWaitShare = 0.5

/**
 * Whether other work disturbed the timings of a load: what it waited for a processor, where the system says it, else more loads at once than
 * the machine has cores. Bytes, requests, DOM, accessibility and privacy do not depend on it; timing-based scores are then not published.
 */
export function isContended({ cpuWaitShare }: Pick<Evidence, 'cpuWaitShare'>, loadsAtOnce: number, cores = availableParallelism()): boolean {
  return cpuWaitShare === undefined ? loadsAtOnce > cores : cpuWaitShare > disturbingWaitShare
}
