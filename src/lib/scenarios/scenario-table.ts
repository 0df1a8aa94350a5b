import type { FactorBook } from '#model/factor'
import type { FleetScenario } from '#model/fleet-scenario'
import type { Breakdown } from '#model/indicator'
import type { FleetSnapshot } from '../estate/fleet.ts'
import { tableOf } from '../publish/measure.ts'
import { whatIf, type WhatIf } from './what-if.ts'

/** "écart non significatif" when zero is inside the interval of the difference: the scenario then cannot be said better or worse. */
export function verdictOf({ difference, notes }: WhatIf): string {
  if (notes.length > 0 && difference.kgCO2ePerYear === 0) return notes.join(' ')
  if (!difference.significant) return 'Écart non significatif'
  return difference.kgCO2ePerYear < 0 ? 'Baisse' : 'Hausse'
}

/** Scenarios side by side, each alone against the fleet of the year: they do not add up. */
export function scenarioTable(snapshot: FleetSnapshot, year: number, factors: FactorBook, scenarios: readonly FleetScenario[]): Breakdown {
  return tableOf('what-if', 'Et si… ? Chaque scénario seul, en régime établi ; ils ne s’additionnent pas',
    [['scenario', 'Scénario'], ['difference', 'Écart, par an', 'kg'], ['low', 'Écart, au moins', 'kg'], ['high', 'Écart, au plus', 'kg'], ['verdict', 'Lecture'], ['assumption', 'Ce qui est supposé'], ['source', 'D’après']],
    scenarios.map((scenario) => {
      const result = whatIf(snapshot, year, factors, scenario)
      const { kgCO2ePerYear, interval } = result.difference
      return { scenario: scenario.title, difference: kgCO2ePerYear, low: interval.low, high: interval.high, verdict: verdictOf(result), assumption: scenario.assumption, source: scenario.source }
    }))
}
