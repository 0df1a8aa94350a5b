import { memoryUnder } from '../visits/memory.ts'

const everyMs = 250

/**
 * The most memory that a process and its descendants hold together from now on, in megabytes: their resident pages are added four times
 * a second, so that what they share is counted twice and a short peak may be missed. Linux only: null elsewhere.
 */
export function watchPeak(root: number): { peakMegabytes(): number | null; stop(): void } {
  let peakBytes = 0
  const look = async () => {
    peakBytes = Math.max(peakBytes, (await memoryUnder(root)).reduce((sum, { residentBytes }) => sum + residentBytes, 0))
  }
  const clock = setInterval(() => void look(), everyMs)
  return { peakMegabytes: () => (peakBytes === 0 ? null : peakBytes / 1e6), stop: () => clearInterval(clock) }
}
