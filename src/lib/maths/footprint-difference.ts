import type { FleetFootprint } from './footprint.ts'
import { normalInterval, type Interval } from './statistics.ts'

/** kgCO2e a year, after minus before, with its standard deviation; `significant`: its 90 % interval leaves zero out. */
export type Difference = { kgCO2ePerYear: number; deviationKg: number; interval: Interval; significant: boolean }

type ErrorSource = keyof FleetFootprint['types'][number]['deviationsKg']
const errors: readonly ErrorSource[] = ['factor', 'refurbished']

/**
 * Difference of two footprints counted with the same factors. The error of a type's factor weighs on both sides, so it applies
 * to what the type gains or loses and not to each total (GUM 5.2.2, covariance 1); types are independent, in quadrature, and so is what
 * refurbished devices carry.
 */
export function footprintDifference(before: FleetFootprint, after: FleetFootprint): Difference {
  const names = new Set([...before.types, ...after.types].map(({ type }) => type))
  const deviationOf = ({ types }: FleetFootprint, name: string, error: ErrorSource): number => types.find(({ type }) => type === name)?.deviationsKg[error] ?? 0
  const deviations = [...names].flatMap((name) => errors.map((error) => deviationOf(after, name, error) - deviationOf(before, name, error)))
  const kgCO2ePerYear = after.total.kgCO2e - before.total.kgCO2e
  const deviationKg = Math.hypot(...deviations)
  const interval = normalInterval(kgCO2ePerYear, deviationKg)
  return { kgCO2ePerYear, deviationKg, interval, significant: interval.low > 0 || interval.high < 0 }
}
