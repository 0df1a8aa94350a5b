import { describe, expect, it } from 'vitest'
import { joined } from '#lib/energy/joined'
import { addedSegments, counterSegments, gaugeSegments } from '#maths/energy'
import { energyWithin } from '../../energy-within.ts'

const minutes = (count: number, kWhAt: (i: number) => number) => Array.from({ length: count }, (_, i) => ({ atSeconds: 60 * i, kWh: kWhAt(i) }))
const options = { maxGapSeconds: 180, maxPowerKW: 100 }
const hour = { fromSeconds: 0, toSeconds: 3600 }

describe('segments joined by quarter of an hour', () => {
  it('keep the energy and the covered time in fifteen times fewer', () => {
    const segments = [...counterSegments(minutes(61, (i) => i * i * 0.01), options)]
    const fewer = [...joined(segments)]
    expect([segments.length, fewer.length]).toEqual([60, 4])
    expect(energyWithin(fewer, hour)).toEqual({ kWh: expect.closeTo(36, 9), coveredSeconds: 3600, coverage: 1 })
  })

  it('keep apart what was not followed', () => {
    const segments = [...counterSegments(minutes(61, (i) => (i < 20 ? 100 + i * 0.1 : i * 0.1)).filter((_, i) => i < 35 || i > 44), options)]
    expect([...joined(segments)].map(({ state }) => state)).toEqual(['covered', 'covered', 'reset', 'covered', 'covered', 'spanned', 'covered'])
  })
})

describe('several meters of one place', () => {
  it('are added where all of them are known, whatever their rhythms', () => {
    const a = [...gaugeSegments([0, 600, 1200, 1800].map((atSeconds) => ({ atSeconds, kW: 10 })), { maxGapSeconds: 900 })]
    const b = [...gaugeSegments([0, 900, 1800].map((atSeconds, i) => ({ atSeconds, kW: 4 * i })), { maxGapSeconds: 900 })]
    expect(energyWithin(addedSegments(a, b), { fromSeconds: 0, toSeconds: 1800 })).toEqual({ kWh: expect.closeTo(7, 9), coveredSeconds: 1800, coverage: 1 })
  })

  it('are unknown where one of them is silent, never the others alone', () => {
    const a = [...gaugeSegments([0, 600, 1200].map((atSeconds) => ({ atSeconds, kW: 10 })), { maxGapSeconds: 600 })]
    const b = [...gaugeSegments([0, 600].map((atSeconds) => ({ atSeconds, kW: 5 })), { maxGapSeconds: 600 })]
    expect(energyWithin(addedSegments(a, b), { fromSeconds: 0, toSeconds: 1200 })).toMatchObject({ kWh: expect.closeTo(2.5, 9), coverage: 0.5 })
  })

  it('are as little known as the least of them', () => {
    const sound = [...counterSegments(minutes(3, (i) => i * 0.1), options)]
    const restarted = [...counterSegments(minutes(3, (i) => [500, 0.1, 0.2][i] ?? 0), options)]
    expect([...addedSegments(sound, restarted)].map(({ state }) => state)).toEqual(['reset', 'covered'])
  })
})
