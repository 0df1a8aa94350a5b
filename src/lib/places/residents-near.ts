import type { GridPoint } from './laea.ts'

export type PopulatedSquare = GridPoint & { inhabitants: number }

/**
 * Inhabitants of the squares whose centre is within so many metres of a place, as the crow flies, and of all of them. On an equal-area
 * grid, distances in France are within 1 % of those on the ground.
 */
export function residentsNear(squares: readonly PopulatedSquare[], places: readonly GridPoint[], metres: number): { near: number; all: number } {
  const isNear = (square: GridPoint): boolean => places.some((place) => Math.hypot(place.east - square.east, place.north - square.north) <= metres)
  const sum = (kept: readonly PopulatedSquare[]): number => Math.round(kept.reduce((total, { inhabitants }) => total + inhabitants, 0))
  return { near: sum(squares.filter(isNear)), all: sum(squares) }
}
