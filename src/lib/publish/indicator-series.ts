import type { Derivation } from '#model/derivation'
import type { Breakdown, ExplainedBounds, ExplainedCounts, ExplainedRow, Point } from '#model/indicator'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import type { PageRecord } from '#model/result'
import type { Facts, IndicatorDefinition } from '../define.ts'
import { dayOf, lastDayOf } from '../time/period.ts'
import { hiddenWhenSmall } from './small-numbers.ts'
import { runsCompare, type WholeRun } from '../record/whole-runs.ts'

/** A point with the day of its data and what lies behind it. */
export type DatedPoint = { point: Point; on: string; breakdowns: Breakdown[]; derivation: Derivation | null; bounds?: ExplainedBounds; counts?: ExplainedCounts; rows: ExplainedRow[] }
/** Everything a series may be drawn from, and the day of the computation. */
export type SeriesFacts = Facts & { whole: readonly WholeRun[]; today: string }

/** The part of a page's record that an indicator asked for. */
function narrowed(page: PageRecord, audits: readonly string[]): PageRecord {
  return { ...page, results: Object.fromEntries(Object.entries(page.results).filter(([audit]) => audits.includes(audit))) }
}

/** What is known on a day of other indicators, or of promises. */
export type Known = Pick<Facts, 'indicators' | 'promises'>

/** Only what the indicator declared. */
function factsFor({ reads }: IndicatorDefinition, facts: SeriesFacts, pages: readonly PageRecord[], known: Known = {}): Facts {
  const { territory, sites, runs, factors, observations } = facts
  const metrics = new Set([...(reads.metrics ?? []), ...(reads.beside ?? [])])
  return {
    territory, sites, runs, factors,
    pages: pages.map((page) => narrowed(page, reads.audits ?? [])),
    observations: observations.filter(({ metric }) => metrics.has(metric)),
    ...known,
  }
}

/** An indicator's method number counts its own changes and those of its audits: any of them raises it. */
function methodOf({ method, reads }: IndicatorDefinition, run: WholeRun | null): number {
  return (reads.audits ?? []).reduce((sum, audit) => sum + (run?.run.audits[audit]?.method ?? 1) - 1, method)
}

function pointOf(definition: IndicatorDefinition, facts: Facts, period: Period, on: string, run: WholeRun | null): DatedPoint {
  const { breakdowns, derivation = null, bounds, counts, rows = [], ...measure } = hiddenWhenSmall(definition.compute(facts, period), definition.smallest)
  return { point: { ...measure, period, method: methodOf(definition, run), breakBefore: false }, on, breakdowns, derivation, ...(bounds && { bounds }), ...(counts && { counts }), rows }
}

/** Marks the points that may not be compared with the one before. */
function withBreaks(points: readonly DatedPoint[], compare: (before: number, after: number) => boolean): DatedPoint[] {
  let known: Point | undefined
  return points.map((dated, index) => {
    const { point } = dated
    // What was not measured has no basis: it changes nothing of what the series is about.
    const otherBasis = point.value !== null && known !== undefined && known.basis !== point.basis
    const broken = index > 0 && (!compare(index - 1, index) || otherBasis)
    if (point.value !== null) known = point
    return { ...dated, point: { ...point, breakBefore: broken } }
  })
}

/** Day of the newest data of a period: its end, or the day it was read when it is still running. */
function observedOn(observations: readonly Observation[], period: Period): string {
  const read = observations.filter((each) => each.period.startsWith(period)).map(({ at }) => dayOf(at)).sort().at(-1)
  const end = lastDayOf(period)
  return read !== undefined && read < end ? read : end
}

/** Periods of a month or year series: those that have an observation. */
function observedPeriods(observations: readonly Observation[], cadence: 'month' | 'year'): Period[] {
  const length = cadence === 'month' ? 7 : 4
  return [...new Set(observations.filter(({ period, value }) => period.length >= length && value !== null).map(({ period }) => period.slice(0, length)))].sort()
}

/**
 * The series of one indicator, oldest first: a point a whole run, or a point a period that has observations.
 * `knownAt` says what is known of others on a day, for an indicator that reads them; it also gets a point for today.
 */
export function seriesOf(definition: IndicatorDefinition, facts: SeriesFacts, knownAt?: (day: string) => Known): DatedPoint[] {
  const { cadence, reads } = definition
  if (knownAt) {
    const days = [...new Set([...facts.whole.map(({ day }) => day).filter((day) => day <= facts.today), facts.today])].sort()
    return days.map((day) => pointOf(definition, factsFor(definition, facts, [], knownAt(day)), day, day, null))
  }
  if (cadence === 'run') {
    const points = facts.whole.map((run) => pointOf(definition, factsFor(definition, facts, run.pages), run.day, run.day, run))
    return withBreaks(points, (before, after) => {
      const [one, other] = [facts.whole[before], facts.whole[after]]
      return one !== undefined && other !== undefined && runsCompare(one, other, reads.audits ?? [], facts.sites)
    })
  }
  const own = factsFor(definition, facts, [])
  const dated = own.observations.filter(({ metric }) => reads.metrics?.includes(metric))
  return withBreaks(observedPeriods(dated, cadence).map((period) => pointOf(definition, own, period, observedOn(dated, period), null)), () => true)
}

/**
 * The last point that has a value: a visit that could not measure does not erase what was known, its date says how old it is.
 * Without any, the last that says why: hidden, or without object.
 */
export function latestOf(points: readonly DatedPoint[]): DatedPoint | null {
  const last = (is: (point: Point) => boolean) => points.findLast(({ point }) => is(point))
  return last(({ value }) => value !== null) ?? last(({ state }) => state !== 'not-measured') ?? null
}
