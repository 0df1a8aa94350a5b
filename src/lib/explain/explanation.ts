import type { Change, PublishedExplanation } from '#model/explanation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { IndicatorDefinition } from '../define.ts'
import { fleetOf } from '../estate/fleet.ts'
import { latestOf, type DatedPoint } from '../publish/indicator-series.ts'
import { citationsOf, type Sources } from './citations.ts'
import { fleetChange, type FleetYear } from './fleet-change.ts'

/** The indicator whose change is split into causes. */
export const SPLIT = 'fleet-footprint'
const KG_PER_TONNE = 1000

export type Known = Sources & { observations: readonly Observation[] }
type Drawn = { id: string; definition: Pick<IndicatorDefinition, 'text' | 'formula'>; points: readonly DatedPoint[] }

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

/** Where the value of a point comes from, the latest by default; null when it has none. Every figure of the example town has one: test/examples/explained.test.ts. */
export function explanationOf(drawn: Drawn, known: Known, dated: DatedPoint | null = latestOf(drawn.points)): PublishedExplanation | null {
  if (dated === null || dated.point.value === null || dated.derivation === null) return null
  return {
    generated: 'by trefle compute, do not edit', id: drawn.id, title: drawn.definition.text.title, period: dated.point.period, value: dated.point.value,
    formula: drawn.definition.formula ?? null, derivation: dated.derivation, ...(dated.bounds && { bounds: dated.bounds }),
    ...(dated.rows.length === 0 ? {} : { rows: dated.rows }),
    citations: citationsOf([dated.derivation, ...Object.values(dated.bounds ?? {}), ...dated.rows.map(({ derivation }) => derivation)], known), change: lastChange(drawn, known),
  }
}
