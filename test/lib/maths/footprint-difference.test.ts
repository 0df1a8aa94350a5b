import { describe, expect, it } from 'vitest'
import { footprintDifference } from '#maths/footprint-difference'
import { amortisedFootprint, type FleetLine } from '#maths/footprint'

const grid = { kgCO2ePerKWh: 0.05, relativeStandardDeviation: 0 }
const line = (type: string, quantity: number, relativeStandardDeviation = 0.3): FleetLine =>
  ({ type, quantity, embodiedKgCO2e: 100, useKWhPerYear: 0, allocationYears: 5, relativeStandardDeviation })
const fleet = (...lines: FleetLine[]) => amortisedFootprint(lines, grid)

describe('the difference of two footprints of the same factors', () => {
  it('errs on what a type gains, not on each total', () => {
    const { kgCO2ePerYear, interval } = footprintDifference(fleet(line('a', 1000)), fleet(line('a', 1010)))
    expect(kgCO2ePerYear).toBeCloseTo(200, 9)
    expect(interval.high - 200).toBeCloseTo(1.6448536 * 0.3 * 200, 4)
  })

  it('adds the errors of different types in quadrature', () => {
    const { interval, kgCO2ePerYear, significant } = footprintDifference(fleet(line('a', 10)), fleet(line('b', 10)))
    expect(kgCO2ePerYear).toBe(0)
    expect(interval.high).toBeCloseTo(1.6448536 * Math.hypot(60, 60), 3)
    expect(significant).toBe(false)
  })

  it('is nothing, for sure, between a fleet and itself', () => {
    expect(footprintDifference(fleet(line('a', 10)), fleet(line('a', 10)))).toEqual({ kgCO2ePerYear: 0, deviationKg: 0, interval: { low: 0, high: 0 }, significant: false })
  })
})
