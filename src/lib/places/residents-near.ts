import type { Nearness } from '#model/place'
import type { GridPoint } from './laea.ts'

/** `inDistrict`: its centre is in a priority district; null when outlines are not known. */
export type PopulatedSquare = GridPoint & { inhabitants: number; inDistrict?: boolean | null }

/** Distances shown: five minutes' walk and its doubles. */
const shownMetres = [500, 1000, 2000] as const

/**
 * Inhabitants of the squares whose centre is within so many metres of a place, as the crow flies, and of all of them. On an equal-area
 * grid, distances in France are within 1 % of those on the ground.
 */
export function residentsNear(squares: readonly PopulatedSquare[], places: readonly GridPoint[], metres: number): { near: number; all: number } {
  const isNear = (square: GridPoint): boolean => places.some((place) => Math.hypot(place.east - square.east, place.north - square.north) <= metres)
  const sum = (kept: readonly PopulatedSquare[]): number => Math.round(kept.reduce((total, { inhabitants }) => total + inhabitants, 0))
  return { near: sum(squares.filter(isNear)), all: sum(squares) }
}

/** Residents by distance to their nearest place: of the territory, and of its priority districts when their outlines are known. */
export function nearnessOf(squares: readonly PopulatedSquare[], places: readonly GridPoint[]): Nearness {
  const known = squares.some(({ inDistrict }) => typeof inDistrict === 'boolean')
  const ofDistricts = squares.filter(({ inDistrict }) => inDistrict === true)
  const within = shownMetres.map((metres) => ({
    metres, residents: residentsNear(squares, places, metres).near,
    residentsInDistricts: known ? residentsNear(ofDistricts, places, metres).near : null,
  }))
  return { residents: residentsNear(squares, [], 0).all, residentsInDistricts: known ? residentsNear(ofDistricts, [], 0).all : null, within }
}
