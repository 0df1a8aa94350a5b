import type { Derivation } from '#model/derivation'
import type { Change, PartChange, PublishedExplanation } from '#model/explanation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { IndicatorDefinition } from '../define.ts'
import { fleetOf } from '../estate/fleet.ts'
import { latestOf, type DatedPoint } from '../publish/indicator-series.ts'
import { citationsOf, type Sources } from './citations.ts'
import { fleetChange, type FleetYear } from './fleet-change.ts'
import { folded } from './fold.ts'
import { numbersOf, pointRows } from './points.ts'
import { treeChange } from './tree-change.ts'

/** The indicator whose change is split into causes. */
export const SPLIT = 'fleet-footprint'
const KG_PER_TONNE = 1000

export type Known = Sources & { observations: readonly Observation[] }
type Drawn = { id: string; definition: Pick<IndicatorDefinition, 'text' | 'formula' | 'cadence'>; points: readonly DatedPoint[] }

/** The inventory behind a point of the fleet; `published`, in tonnes, is the figure to explain. Null without inventory or figure. */
export function fleetYear(period: string, published: number | null, observations: readonly Observation[], factors: FactorBook): FleetYear | null {
  const snapshot = fleetOf(observations, period, factors)
  return snapshot === null || published === null ? null : { period, snapshot, publishedKg: KG_PER_TONNE * published }
}

/** Why the last figure of the fleet differs from the one before; null for another indicator, or without two known years. */
function lastChange({ id, points }: Drawn, { observations, factors }: Known): Change | null {
  if (id !== SPLIT) return null
  const [before, after] = points.filter(({ point }) => point.value !== null).slice(-2).map(({ point }) => fleetYear(point.period, point.value, observations, factors))
  return before && after ? fleetChange(before, after, factors) : null
}

/** The point that a reader compares the last one with: the same month of the year before, which has its season, or else the one before. */
function comparedWith(points: readonly DatedPoint[], cadence: IndicatorDefinition['cadence']): DatedPoint | undefined {
  const [last, ...earlier] = points.toReversed()
  const yearBefore = last && `${Number(last.point.period.slice(0, 4)) - 1}${last.point.period.slice(4)}`
  return (cadence === 'month' ? earlier.find(({ point }) => point.period === yearBefore) : undefined) ?? earlier[0]
}

/** Why the last figure differs from an earlier one, by the parts of its tree; null for the fleet, which has causes of its own, and for a figure in one block. */
function lastSplit({ id, points, definition }: Drawn): PartChange | null {
  const known = points.filter(({ point, derivation }) => point.value !== null && derivation !== null)
  const sides = [comparedWith(known, definition.cadence), known.at(-1)].flatMap((dated) =>
    dated?.point.value == null || dated.derivation === null ? [] : [{ period: dated.point.period, published: dated.point.value, tree: dated.derivation }])
  const [before, after] = sides
  const split = id === SPLIT || before === undefined || after === undefined ? null : treeChange(before, after)
  // One cause alone is the change itself, said again.
  return split !== null && split.effects.filter(({ cause, effect }) => cause === 'method' ? effect !== 0 : true).length > 1 ? split : null
}

/** What is not known, with what would supply it: beside it, something was counted. */
const unknown = ({ text: { title } }: Pick<IndicatorDefinition, 'text'>, missing: readonly string[]): Derivation =>
  ({ label: title, value: null, unit: '', rule: 'given', parts: [], from: missing.map((words) => ({ kind: 'record', words })) })

const isExplained = (dated: DatedPoint | null): dated is DatedPoint => dated !== null && numbersOf(dated).length > 0

/** The point that an explanation is of: the latest value, or the last point that counted something. */
const explainedPoint = (points: readonly DatedPoint[]): DatedPoint | null => [latestOf(points), ...points.toReversed()].find(isExplained) ?? null

/** Where the numbers of a point come from, the latest by default; null when it has none. Every figure of the example town has one: test/examples/explained.test.ts. */
export function explanationOf(drawn: Drawn, known: Known, dated: DatedPoint | null = explainedPoint(drawn.points)): PublishedExplanation | null {
  if (!isExplained(dated)) return null
  const { point, bounds, counts, rows, derivation } = dated
  const split = lastSplit(drawn)
  return {
    generated: 'by trefle compute, do not edit', id: drawn.id, title: drawn.definition.text.title, period: point.period, value: point.value,
    formula: drawn.definition.formula ?? null, derivation: derivation ?? unknown(drawn.definition, point.missing), ...(bounds && { bounds }), ...(counts && { counts }),
    ...(rows.length === 0 ? {} : { rows }),
    citations: citationsOf([...numbersOf(dated).map(([, tree]) => tree), ...rows.map((row) => row.derivation)], known), change: lastChange(drawn, known), ...(split && { split }),
  }
}

/** What is published: the latest number in full, those of the other points by their first parts, each tree written once. */
export function publishedExplanation(drawn: Drawn, known: Known): PublishedExplanation | null {
  const latest = explainedPoint(drawn.points)
  // The tables of a figure are those of its last value: without one, none is published, and their cells have nowhere to stand.
  const explanation = explanationOf(drawn, known, latest && { ...latest, rows: latest === latestOf(drawn.points) ? latest.rows : [] })
  if (explanation === null) return null
  const points = pointRows(drawn.points.filter((dated) => dated !== latest))
  const { citations, ...own } = folded(explanation)
  const keys = new Set(citations.map(({ key }) => key))
  const older = citationsOf(points.map(({ derivation }) => derivation), known).filter(({ key }) => !keys.has(key))
  return { ...own, ...(points.length > 0 && { points }), citations: [...citations, ...older] }
}
