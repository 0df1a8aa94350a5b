import type { FleetFootprint } from './footprint.ts'
import { normalInterval, type Interval } from './statistics.ts'

/** kgCO2e a year, after minus before; `significant`: its 90 % interval leaves zero out. */
export type Difference = { kgCO2ePerYear: number; interval: Interval; significant: boolean }

/**
 * Difference of two footprints counted with the same factors. The error of a type's factor weighs on both sides, so it applies
 * to what the type gains or loses and not to each total (GUM 5.2.2, covariance 1); types are independent, in quadrature.
 */
export function footprintDifference(before: FleetFootprint, after: FleetFootprint): Difference {
  const names = new Set([...before.types, ...after.types].map(({ type }) => type))
  const deviationOf = ({ types }: FleetFootprint, name: string): number => {
    const found = types.find(({ type }) => type === name)
    return found === undefined ? 0 : found.kgCO2ePerYear * found.relativeStandardDeviation
  }
  const kgCO2ePerYear = after.total.kgCO2e - before.total.kgCO2e
  const interval = normalInterval(kgCO2ePerYear, Math.hypot(...[...names].map((name) => deviationOf(after, name) - deviationOf(before, name))))
  return { kgCO2ePerYear, interval, significant: interval.low > 0 || interval.high < 0 }
}
