import type { Profile } from '#model/evidence'
import { median } from '#maths/statistics'

/** One load of a page: what share of it waited for a processor, and its score. */
export type Point = { url: string; profile: Profile; waited: number; score: number }
/** By how much a load left the score that its page has when it waits least. */
export type Moved = Point & { moved: number }

/** What a threshold keeps, and what it sets aside. */
export type Separation = { threshold: number; kept: number; keptWrongly: number; setAside: number; setAsideWrongly: number }

/** A score that moves by no more than this is the same one: the tolerance of the agreement with the `lighthouse` command. */
export const sameWithin = 0.05

/** Rounded as scores are given, so that 0.95 against 1 is 0.05 and not a little more. */
const hundredths = (value: number) => Math.round(100 * value) / 100

const calmestFirst = (a: Point, b: Point) => a.waited - b.waited

/** Each load against the median of the calmest third of those of its page and profile (three at least): alone on a machine with no other work. */
export function movedFromCalm(points: readonly Point[]): Moved[] {
  return [...Map.groupBy(points, ({ url, profile }) => `${profile} ${url}`).values()].flatMap((ofPage) => {
    const calm = ofPage.toSorted(calmestFirst).slice(0, Math.max(3, Math.ceil(ofPage.length / 3)))
    const reference = median(calm.map(({ score }) => score)) ?? NaN
    return ofPage.map((point) => ({ ...point, moved: hundredths(point.score - reference) })).sort(calmestFirst)
  })
}

const hasMoved = ({ moved }: Moved) => Math.abs(moved) > sameWithin

/** How each threshold tells the loads whose score moved from the others. */
export function separations(loads: readonly Moved[], thresholds: readonly number[]): Separation[] {
  return thresholds.map((threshold) => {
    const { kept = [], setAside = [] } = Object.groupBy(loads, (load) => (load.waited <= threshold ? 'kept' : 'setAside'))
    return { threshold, kept: kept.length, keptWrongly: kept.filter(hasMoved).length, setAside: setAside.length, setAsideWrongly: setAside.filter((load) => !hasMoved(load)).length }
  })
}

/** The least waiting of a load whose score moved; null when none did. */
export function leastDisturbing(loads: readonly Moved[]): number | null {
  const waits = loads.filter(hasMoved).map(({ waited }) => waited)
  return waits.length === 0 ? null : Math.min(...waits)
}
