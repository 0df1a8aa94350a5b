import { describe, expect, it } from 'vitest'
import { centreOfSquare, toEuropeanGrid } from '#lib/places/laea'
import { residentsNear } from '#lib/places/residents-near'

describe('the European grid', () => {
  it('puts the point of the IOGP example where its table says (Guidance Note 7-2, method 9820)', () => {
    const { east, north } = toEuropeanGrid({ latitude: 50, longitude: 5 })
    expect(east).toBeCloseTo(3_962_799.45, 1)
    expect(north).toBeCloseTo(2_999_718.85, 1)
  })

  it('has its origin at 52° N, 10° E', () => {
    const { east, north } = toEuropeanGrid({ latitude: 52, longitude: 10 })
    expect([east, north]).toEqual([expect.closeTo(4_321_000, 3), expect.closeTo(3_210_000, 3)])
  })

  it('names squares by their south-west corner, whose centre is 100 m further', () => {
    expect(centreOfSquare('CRS3035RES200mN2765000E4041000')).toEqual({ east: 4_041_100, north: 2_765_100 })
    expect(centreOfSquare('67482')).toBeNull()
  })
})

describe('residents near a place', () => {
  const squares = [{ east: 0, north: 0, inhabitants: 10.4 }, { east: 600, north: 800, inhabitants: 20.2 }, { east: 600, north: 801, inhabitants: 40 }]
  it('are those of the squares whose centre is within the distance, bound included', () => {
    expect(residentsNear(squares, [{ east: 0, north: 0 }], 1000)).toEqual({ near: 31, all: 71 })
    expect(residentsNear(squares, [], 1000)).toEqual({ near: 0, all: 71 })
  })
})
