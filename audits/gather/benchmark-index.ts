import { pageFunctions } from 'lighthouse/core/lib/page-functions.js'

/**
 * Lighthouse times the machine for a second of computing before each load, and says the result beside its scores: it changes none of
 * them. Once it is known for a browser, the next loads say it again instead of computing it. `pageFunctions` is where Lighthouse looks
 * its page functions up (core/gather/driver/environment.js, 13.5).
 */
export function keepBenchmarkIndex(index: number | undefined): void {
  if (index === undefined || !Number.isFinite(index)) return
  // A page function is sent as its text: it can hold no variable.
  pageFunctions.computeBenchmarkIndex = new Function(`return ${index}`) as () => number
}
