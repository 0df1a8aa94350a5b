import { describe, expect, it } from 'vitest'
import { buildingSaving, type BuildingMonth } from '#lib/energy/building-saving'

const degreeDays = [420, 360, 300, 180, 80, 20, 5, 8, 60, 190, 310, 400]
const hours = [300, 280, 310, 300, 310, 300, 150, 120, 300, 310, 300, 260]
/** 20 MWh a month for the water, 50 kWh a degree day, 10 kWh an hour of opening. */
const year = (milder = 1, share = 1, noise: (i: number) => number = () => 0): BuildingMonth[] => degreeDays.map((days, i) =>
  ({ month: `m${i}`, kWh: share * (20_000 + 50 * days * milder + 10 * (hours[i] ?? 0)) + noise(i), degreeDays: days * milder, openHours: hours[i] ?? null }))

describe('the saving of a building', () => {
  it('is none in a mild year: less heat is not less waste', () => {
    expect(buildingSaving(year(), year(0.7))).toMatchObject({ known: true, percent: expect.closeTo(0, 6), correctedBy: 'degree-days and hours' })
  })

  it('is what is used less than the same weather and hours would have taken', () => {
    expect(buildingSaving(year(), year(0.7, 0.8))).toMatchObject({ percent: expect.closeTo(20, 6), months: 12 })
  })

  it('is not hidden by a cold year', () => {
    expect(buildingSaving(year(), year(1.3, 0.9))).toMatchObject({ percent: expect.closeTo(10, 6) })
  })

  it('has a deviation that grows with what the model leaves unexplained', () => {
    const noisy = buildingSaving(year(1, 1, (i) => (i % 2 === 0 ? 1500 : -1500)), year(1, 0.8))
    expect(noisy.known && noisy.deviationPercent).toBeGreaterThan(1)
  })

  it('is corrected by the climate alone when hours are not given, or never change', () => {
    const without = (months: BuildingMonth[]) => months.map((month) => ({ ...month, openHours: null }))
    expect(buildingSaving(without(year()), without(year()))).toMatchObject({ known: true, correctedBy: 'degree-days' })
    const same = year().map((month, i) => ({ ...month, openHours: 300, kWh: 20_000 + 50 * (degreeDays[i] ?? 0) }))
    expect(buildingSaving(same, same)).toMatchObject({ known: true, correctedBy: 'degree-days' })
  })

  it('is unknown without a whole reference and a whole year since, without climate, or when the climate explains too little', () => {
    expect(buildingSaving(year().slice(1), year())).toEqual({ known: false, reason: 'short-reference' })
    expect(buildingSaving(year(), year().slice(1))).toEqual({ known: false, reason: 'short-follow-up' })
    expect(buildingSaving(year().map((month) => ({ ...month, degreeDays: null })), year())).toEqual({ known: false, reason: 'no-climate' })
    expect(buildingSaving(year(1, 1, (i) => [30_000, -15_000, 0][i % 3] ?? 0), year())).toEqual({ known: false, reason: 'weak-model' })
  })
})
