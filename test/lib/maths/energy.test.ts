import { describe, expect, it } from 'vitest'
import { commonStretches, counterSegments, gaugeSegments, pairedEnergyOf, type CounterSample } from '#maths/energy'
import { energyWithin } from '../../energy-within.ts'

const QUARTER = 900
const options = { maxGapSeconds: 1800, maxPowerKW: 200 }

/** Readings of a register every quarter of an hour from 0; null where one is missing. */
function readings(...values: (number | null)[]): CounterSample[] {
  return values.flatMap((kWh, i) => (kWh === null ? [] : [{ atSeconds: i * QUARTER, kWh }]))
}

function hours(count: number): { fromSeconds: number; toSeconds: number } {
  return { fromSeconds: 0, toSeconds: count * 3600 }
}

describe('a cumulative counter', () => {
  it('that restarts gives a lower bound, and says so', () => {
    const segments = [...counterSegments(readings(99_980, 99_995, 6, 21, 37), options)]
    expect(segments.map(({ state }) => state)).toEqual(['covered', 'reset', 'covered', 'covered'])
    expect(energyWithin(segments, hours(1))).toEqual({ kWh: expect.closeTo(52, 9), coveredSeconds: 2700, coverage: 0.75 })
  })

  it('that rolls over at its documented modulus loses nothing', () => {
    const segments = [...counterSegments(readings(99_980, 99_995, 6, 21, 37), { ...options, modulusKWh: 100_000 })]
    expect(energyWithin(segments, hours(1))).toEqual({ kWh: expect.closeTo(57, 9), coveredSeconds: 3600, coverage: 1 })
  })

  it('that restarts far from its modulus has not rolled over', () => {
    const segments = [...counterSegments(readings(40_000, 40_010, 3, 13), { ...options, modulusKWh: 100_000 })]
    expect(segments.map(({ state }) => state)).toEqual(['covered', 'reset', 'covered'])
  })

  it('replaced by one that does not start at zero leaves an outlier, never a jump', () => {
    const segments = [...counterSegments(readings(500, 510, 48_000, 48_010), options)]
    expect(segments.map(({ state }) => state)).toEqual(['covered', 'outlier', 'covered'])
    expect(energyWithin(segments, hours(1)).kWh).toBeCloseTo(20, 9)
  })

  it('with one absurd reading loses the two intervals around it', () => {
    const segments = [...counterSegments(readings(1000, 1010, 99_999, 1030, 1040), options)]
    expect(segments.map(({ state }) => state)).toEqual(['covered', 'outlier', 'outlier', 'covered'])
    expect(energyWithin(segments, hours(1)).kWh).toBeCloseTo(20, 9)
  })

  it('that jitters by its resolution counts nothing twice', () => {
    const segments = [...counterSegments(readings(100, 99.9, 100.2), { ...options, resolutionKWh: 0.1 })]
    expect(segments.map(({ state }) => state)).toEqual(['covered', 'covered'])
    expect(energyWithin(segments, hours(1)).kWh).toBeCloseTo(0.2, 9)
  })

  it('never gives a negative energy', () => {
    const segments = [...counterSegments(readings(50, 20, 60, 10, 10, 0, 5), options)]
    for (const segment of segments) expect(energyWithin([segment], hours(2)).kWh).toBeGreaterThanOrEqual(0)
  })

  it('refuses readings out of order', () => {
    expect(() => [...counterSegments([{ atSeconds: 900, kWh: 1 }, { atSeconds: 0, kWh: 2 }], options)]).toThrow(RangeError)
  })
})

describe('a power gauge', () => {
  const gauge = [{ atSeconds: 0, kW: 60 }, { atSeconds: 600, kW: 64 }, { atSeconds: 6000, kW: 70 }, { atSeconds: 6600, kW: 66 }]

  it('is integrated by trapezoid, and a long silence is not covered', () => {
    const energy = energyWithin(gaugeSegments(gauge, { maxGapSeconds: 1800 }), { fromSeconds: 0, toSeconds: 7200 })
    expect(energy).toEqual({ kWh: expect.closeTo((62 + 68) / 6, 9), coveredSeconds: 1200, coverage: 1 / 6 })
  })

  it('is cut at the window along its slope', () => {
    const ramp = [...gaugeSegments([{ atSeconds: 0, kW: 0 }, { atSeconds: 3600, kW: 10 }], { maxGapSeconds: 3600 })]
    expect(energyWithin(ramp, { fromSeconds: 0, toSeconds: 1800 }).kWh).toBeCloseTo(1.25, 9)
    expect(energyWithin(ramp, { fromSeconds: 1800, toSeconds: 3600 }).kWh).toBeCloseTo(3.75, 9)
  })

  it('passes over a negative and an impossible power', () => {
    const spoiled = [{ atSeconds: 0, kW: 10 }, { atSeconds: 300, kW: -5 }, { atSeconds: 600, kW: 9000 }, { atSeconds: 900, kW: 10 }]
    expect(energyWithin(gaugeSegments(spoiled, { maxGapSeconds: 1800, maxPowerKW: 30 }), { fromSeconds: 0, toSeconds: 900 }).kWh).toBeCloseTo(2.5, 9)
  })
})

describe('two meters of one room', () => {
  it('are compared only where both are known', () => {
    const room = [...counterSegments(readings(0, 30, 60, 90, 120), options)]
    const it_ = [...counterSegments(readings(0, 20, null, null, 80), { ...options, maxGapSeconds: 900 })]
    const [paired] = pairedEnergyOf(commonStretches(room, it_), [hours(1)])
    // The IT register spans its gap: energy is kept on both sides, the time is not covered.
    expect(paired).toEqual({ totalKWh: expect.closeTo(120, 9), itKWh: expect.closeTo(80, 9), coverage: 0.25 })
  })

  it('lose on both sides the interval in which one of them restarted', () => {
    const room = [...counterSegments(readings(0, 30, 60, 90, 120), options)]
    const it_ = [...counterSegments(readings(500, 520, 2, 22, 42), options)]
    expect(pairedEnergyOf(commonStretches(room, it_), [hours(1)])[0]).toEqual({ totalKWh: expect.closeTo(90, 9), itKWh: expect.closeTo(60, 9), coverage: 0.75 })
  })

  it('read at different rhythms are paired on the same window', () => {
    const total = [...gaugeSegments([0, 600, 1200, 1800].map((atSeconds, i) => ({ atSeconds, kW: [100, 110, 90, 100][i] ?? 0 })), { maxGapSeconds: 1800 })]
    const it_ = [...gaugeSegments([0, 900, 1800].map((atSeconds, i) => ({ atSeconds, kW: [80, 80, 70][i] ?? 0 })), { maxGapSeconds: 1800 })]
    const [paired] = pairedEnergyOf(commonStretches(total, it_), [{ fromSeconds: 0, toSeconds: 1800 }])
    expect(paired).toEqual({ totalKWh: expect.closeTo(50, 9), itKWh: expect.closeTo(38.75, 9), coverage: 1 })
  })

  it('split a stretch between two windows without losing nor doubling energy', () => {
    const room = [...counterSegments([{ atSeconds: 0, kWh: 0 }, { atSeconds: 7200, kWh: 100 }], options)]
    const [first, second] = pairedEnergyOf(commonStretches(room, room), [{ fromSeconds: 0, toSeconds: 1800 }, { fromSeconds: 1800, toSeconds: 7200 }])
    expect([first?.totalKWh, second?.totalKWh]).toEqual([expect.closeTo(25, 9), expect.closeTo(75, 9)])
  })

  it('have nothing in common when one never reports', () => {
    expect([...commonStretches(counterSegments(readings(0, 1, 2), options), [])]).toEqual([])
  })
})
