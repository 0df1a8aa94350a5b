import type { Unit } from '#model/quantity'
import type { Bounds } from '#lib/words/format'

/** A value, its interval and its target on one zero-based bar, in percentages of its width. */
export type Bullet = { certain: number; possible: { x: number; width: number } | null; target: number | null }

/** Scales that have an end of their own. EcoIndex and Lighthouse stop at 100; a score past it takes its own length. */
function endOf(unit: Unit, highest: number, target: number | null): number {
  if ((unit === '%' || unit === 'score') && highest <= 100) return 100
  return Math.max(highest, target ?? 0) * (7 / 6)
}

/** Null when a bar would say nothing: no end of its own, no interval, and no target to stand for one. */
export function bullet(value: number, unit: Unit, { low, high }: Bounds, target: number | null): Bullet | null {
  const bounded = low !== null && high !== null && high > low
  const closed = unit === '%' || unit === 'score'
  if (value < 0 || (!target && !bounded && !closed)) return null
  const end = endOf(unit, Math.max(value, high ?? value), target)
  if (end <= 0) return null
  const percent = (x: number) => (100 * Math.max(0, x)) / end
  return {
    certain: percent(bounded ? low : value),
    possible: bounded ? { x: percent(low), width: percent(high) - percent(low) } : null,
    target: target === null ? null : percent(target),
  }
}
