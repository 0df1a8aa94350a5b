import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/building-saving'
import { leavesOf, recompute } from '#lib/explain/derivation'
import { monthsUpTo } from '#lib/time/period'
import { anObservation, facts } from '../../facts-builders.ts'

const degreeDays = [420, 360, 300, 180, 80, 20, 5, 8, 60, 190, 310, 400]
function year(last: string, phase: string, share: number, subject = 'piscine') {
  return monthsUpTo(last, 12).flatMap((period, i) => {
    const fact = { subject, period, dimensions: { phase }, source: 'batiments' }
    return [
      anObservation({ ...fact, metric: 'building.energy', unit: 'kWh', value: share * (20_000 + 50 * (degreeDays[i] ?? 0)) + (i % 2 === 0 ? 300 : -300) }),
      anObservation({ ...fact, metric: 'building.degree-days', value: degreeDays[i] ?? 0 }),
    ]
  })
}
const reference = year('2024-12', 'reference', 1)

describe('the saving of the buildings that are followed', () => {
  it('is against the corrected reference, with the interval of the model', () => {
    const measure = indicator.compute(facts({ observations: [...reference, ...year('2025-12', 'follow-up', 0.8)] }), '2025-12')
    expect(measure.value).toBeCloseTo(20, 0)
    expect(measure.low).toBeLessThan(19.9)
    expect(measure.high).toBeGreaterThan(20.1)
    expect(recompute(measure.derivation!)).toBe(measure.value)
    const leaves = leavesOf(measure.derivation!)
    // The coefficients that the reference was made with, and the twelve months that they are applied to.
    expect(leaves.find(({ unit }) => unit === 'kWh/DJU')?.value).toBeCloseTo(50, -1)
    expect(leaves.find(({ label }) => label === 'Degrés-jours du suivi')?.value).toBe(degreeDays.reduce((sum, each) => sum + each))
  })

  it('is the ratio of two sums for several buildings, never a mean of percentages', () => {
    const big = year('2024-12', 'reference', 10, 'stade')
    const measure = indicator.compute(facts({ observations: [...reference, ...year('2025-12', 'follow-up', 0.5), ...big, ...year('2025-12', 'follow-up', 10, 'stade')] }), '2025-12')
    expect(measure.value).toBeCloseTo(100 * (0.5 / 11), 0)
  })

  it('leaves out, and names, a building whose reference says too little', () => {
    const measure = indicator.compute(facts({ observations: [...reference.slice(2), ...year('2025-12', 'follow-up', 0.8)] }), '2025-12')
    expect(measure).toMatchObject({ value: null, missing: ['piscine : moins de 12 mois de référence.'] })
  })
})
