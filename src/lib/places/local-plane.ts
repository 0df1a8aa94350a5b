import type { Position } from '#model/place'

/** Mean radius of the Earth, in metres (IUGG, R1 of GRS 80). */
const EARTH_METRES = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Metres to the east and to the north of an origin, on the plane that touches the Earth there (equirectangular): within 1 % over
 * a hundred kilometres, and with north upwards, which the European grid has not far from its axis.
 */
export function metresFrom(origin: Position): (position: Position) => { x: number; y: number } {
  const narrowing = Math.cos(radians(origin.latitude))
  return ({ latitude, longitude }) => ({
    x: EARTH_METRES * radians(longitude - origin.longitude) * narrowing,
    y: EARTH_METRES * radians(latitude - origin.latitude),
  })
}
