import type { Change, PublishedExplanation } from '#model/explanation'
import type { Observation } from '#model/observation'
import type { IndicatorDefinition } from '../define.ts'
import { fleetOf } from '../estate/fleet.ts'
import { latestOf, type DatedPoint } from '../publish/indicator-series.ts'
import { citationsOf, type Sources } from './citations.ts'
import { fleetChange, type FleetYear } from './fleet-change.ts'

/** The indicator whose change is split into causes. */
export const SPLIT = 'fleet-footprint'
const KG_PER_TONNE = 1000

type Known = Sources & { observations: readonly Observation[] }
type Drawn = { id: string; definition: IndicatorDefinition; points: readonly DatedPoint[] }

function yearOf({ point }: DatedPoint, observations: readonly Observation[]): FleetYear | null {
  const snapshot = fleetOf(observations, point.period)
  return snapshot === null || point.value === null ? null : { period: point.period, snapshot, publishedKg: KG_PER_TONNE * point.value }
}

/** Why the last figure of the fleet differs from the one before; null for another indicator, or without two known years. */
function lastChange({ id, points }: Drawn, { observations, factors }: Known): Change | null {
  if (id !== SPLIT) return null
  const [before, after] = points.filter(({ point }) => point.value !== null).slice(-2).map((dated) => yearOf(dated, observations))
  return before && after ? fleetChange(before, after, factors) : null
}

/** Where the latest value comes from; null when there is none. Every indicator of the example town has one: test/examples/explained.test.ts. */
export function explanationOf(drawn: Drawn, known: Known): PublishedExplanation | null {
  const latest = latestOf(drawn.points)
  if (latest === null || latest.point.value === null || latest.derivation === null) return null
  return {
    generated: 'by trefle compute, do not edit', id: drawn.id, title: drawn.definition.text.title, period: latest.point.period, value: latest.point.value,
    formula: drawn.definition.formula ?? null, derivation: latest.derivation, citations: citationsOf(latest.derivation, known), change: lastChange(drawn, known),
  }
}
