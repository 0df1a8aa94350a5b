import type { Evidence } from '#model/evidence'
import type { AuditId, AuditResult, Loads, Spread } from '#model/result'
import { networkRequests, sumTransferBytes } from '../web/network.ts'

type Rank = { bytes: number; performance: number; at: string }

function rankOf({ artifacts: { requests, lighthouse }, at }: Evidence): Rank {
  return {
    bytes: requests?.ok ? sumTransferBytes(networkRequests(requests.value)) : Infinity,
    performance: (lighthouse?.ok ? lighthouse.value.performanceScore : null) ?? Infinity,
    at,
  }
}

const byRank = (a: Rank, b: Rank): number =>
  compare(a.bytes, b.bytes) || compare(a.performance, b.performance) || compare(a.at, b.at)
const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The load that speaks for several of one page and pass (docs/decisions/0007-passes-and-runs.md): among those that were read whole,
 * else in part, the median by bytes transferred; equal bytes are told apart by performance, then by time. Of an even number that
 * is left, the lighter of the two in the middle. Throws when there is no load.
 */
export function medianLoad(loads: readonly Evidence[]): Evidence {
  const best = (['measured', 'partial', 'not-measured'] as const).map((status) => loads.filter((load) => load.status === status)).find((same) => same.length > 0) ?? []
  const ordered = best.map((load) => ({ load, rank: rankOf(load) })).sort((a, b) => byRank(a.rank, b.rank))
  const median = ordered[Math.floor((ordered.length - 1) / 2)]
  if (median === undefined) throw new Error('The median of no load was asked')
  return median.load
}

/** How far the measures of several loads are apart; null for one load. Loads that could not say are not counted. */
export function loadsOf(results: readonly (readonly AuditResult[])[]): Loads | null {
  if (results.length < 2) return null
  const measures = Map.groupBy(results.flat().filter(({ measure }) => measure !== null), ({ audit }) => audit)
  const spread: Record<AuditId, Spread> = {}
  for (const [audit, measured] of measures) {
    const values = measured.flatMap(({ measure }) => measure?.value ?? []).sort((a, b) => a - b)
    const [low = 0, median = 0, high = 0] = [values[0], values[Math.floor((values.length - 1) / 2)], values.at(-1)]
    if (low !== high || values.length < results.length) spread[audit] = [low, median, high, values.length]
  }
  return { count: results.length, spread }
}
