import type { FactorBook } from '#model/factor'
import type { FleetScenario } from '#model/fleet-scenario'
import type { FleetFootprint } from '#maths/footprint'
import { Z90 } from '#maths/statistics'
import { deviationOrigins } from '../estate/fleet-tables.ts'
import type { FleetSnapshot } from '../estate/fleet.ts'
import { converted, derive, given } from '../explain/derivation.ts'
import { explainedTable, type ExplainedTable } from '../explain/explained-table.ts'
import { whatIf, type WhatIf } from './what-if.ts'

/** "écart non significatif" when zero is inside the interval of the difference: the scenario then cannot be said better or worse. */
export function verdictOf({ difference, notes }: WhatIf): string {
  if (notes.length > 0 && difference.kgCO2ePerYear === 0) return notes.join(' ')
  if (!difference.significant) return 'Écart non significatif'
  return difference.kgCO2ePerYear < 0 ? 'Baisse' : 'Hausse'
}

/** Scenarios side by side, each alone against the fleet of the year: they do not add up. */
export function scenarioTable(snapshot: FleetSnapshot, footprint: FleetFootprint, year: number, factors: FactorBook, scenarios: readonly FleetScenario[]): ExplainedTable {
  const origins = deviationOrigins(footprint.types.map(({ type }) => type))
  return explainedTable('what-if', 'Et si… ? Chaque scénario seul, en régime établi ; ils ne s’additionnent pas',
    [['scenario', 'Scénario'], ['difference', 'Écart, par an', 'kg'], ['low', 'Écart, au moins', 'kg'], ['high', 'Écart, au plus', 'kg'], ['verdict', 'Lecture'], ['assumption', 'Ce qui est supposé'], ['source', 'D’après']],
    scenarios.map((scenario) => {
      const result = whatIf(snapshot, year, factors, scenario, footprint)
      const { steps, difference: { deviationKg } } = result
      const half = converted('Demi-largeur de l’intervalle', steps.unit, given('Écart type de l’écart', deviationKg, steps.unit, origins), Z90, '90 % d’une loi normale')
      return {
        scenario: scenario.title, difference: steps, low: derive('difference', 'Au moins', steps.unit, [steps, half]), high: derive('sum', 'Au plus', steps.unit, [steps, half]),
        verdict: verdictOf(result), assumption: scenario.assumption, source: scenario.source,
      }
    }))
}
