import { describe, expect, it } from 'vitest'
import { kWhPer, kWPer, paceOfCounter, paceOfGauge, unitDoubt } from '#lib/energy/meter-units'

/** A register read every hour, rising by `kWh` each time. */
const register = (...kWh: number[]) => kWh.map((value, i) => ({ atSeconds: 3600 * i, kWh: value }))
const doubt = (samples: { atSeconds: number; kWh: number }[], maxPowerKW = 30) => {
  const pace = paceOfCounter(samples, maxPowerKW)
  return pace === null ? null : unitDoubt(pace, maxPowerKW)
}

describe('the unit of a meter', () => {
  it('is not in doubt when its power suits its place', () => {
    expect(doubt(register(0, 7, 14, 21))).toBeNull()
    expect(unitDoubt(paceOfGauge([{ kW: 7 }, { kW: 8 }], 30)!, 30)).toBeNull()
  })

  it('is in doubt when kWh were read as Wh, or W as kW', () => {
    expect(doubt(register(0, 0.007, 0.014, 0.021))).toBe('a-thousand-times-too-small')
    expect(unitDoubt(paceOfGauge([{ kW: 7000 }, { kW: 8000 }], 30)!, 30)).toBe('a-thousand-times-too-large')
  })

  it('is not accused by one absurd reading, nor by a restart', () => {
    expect(doubt(register(0, 7, 99_999, 100_006, 100_013, 100_020))).toBeNull()
    expect(doubt(register(500, 507, 2, 9))).toBeNull()
  })

  it('is not one of a register that falls every day, and is one of a register that restarts now and then', () => {
    const daily = register(...Array.from({ length: 480 }, (_, i) => (i % 48 < 26 ? 4 : 4.5)))
    expect(doubt(daily)).toBe('not-a-register')
    expect(doubt(register(...Array.from({ length: 2000 }, (_, i) => 5 * (i % 400))))).toBeNull()
  })

  it('is that of a register whose last digit trembles within its resolution', () => {
    const trembling = register(...Array.from({ length: 200 }, (_, i) => 5 * Math.floor(i / 2) + (i % 2 === 0 ? 1 : 0)))
    const doubtWithin = (resolutionKWh: number) => unitDoubt(paceOfCounter(trembling, 30, resolutionKWh)!, 30)
    expect([doubtWithin(0), doubtWithin(0.5), doubtWithin(1)]).toEqual(['not-a-register', 'not-a-register', null])
    expect(paceOfCounter(trembling, 30, 1)?.meanKW).toBeCloseTo(2.5, 1)
  })

  it('is not explained by a factor of a thousand when that would be impossible too', () => {
    expect(unitDoubt({ meanKW: 9e6, impossibleShare: 1 }, 30)).toBeNull()
  })

  it('is unknown for a register that never moved', () => {
    expect(paceOfCounter(register(5, 5, 5), 30)).toBeNull()
  })

  it('follows the definition of the joule', () => {
    expect(3.6e6 * kWhPer.J).toBeCloseTo(1, 12)
    expect(3.6e12 * kWhPer.µJ).toBeCloseTo(1, 12)
    expect(1e9 * kWPer.µW).toBeCloseTo(1, 12)
  })
})
