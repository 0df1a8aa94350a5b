/** A point of the European grid, in metres. */
export type GridPoint = { east: number; north: number }

/** GRS 1980 ellipsoid, and the parameters of ETRS89-LAEA (EPSG:3035). */
const [A, F] = [6_378_137, 1 / 298.257222101]
const E2 = F * (2 - F)
const E = Math.sqrt(E2)
const radians = (degrees: number): number => (degrees * Math.PI) / 180
const [LAT0, LON0, EAST0, NORTH0] = [radians(52), radians(10), 4_321_000, 3_210_000]

const q = (lat: number): number => {
  const sin = Math.sin(lat)
  return (1 - E2) * (sin / (1 - E2 * sin * sin) - (1 / (2 * E)) * Math.log((1 - E * sin) / (1 + E * sin)))
}
const QP = q(Math.PI / 2)
const RQ = A * Math.sqrt(QP / 2)
const BETA0 = Math.asin(q(LAT0) / QP)
const D = (A * Math.cos(LAT0)) / Math.sqrt(1 - E2 * Math.sin(LAT0) ** 2) / (RQ * Math.cos(BETA0))

/**
 * Longitude and latitude (degrees, WGS 84 taken for ETRS89: under a metre apart) to the grid on which Insee and Eurostat draw their
 * squares: Lambert azimuthal equal area. Formula: IOGP Guidance Note 7-2, method 9820.
 */
export function toEuropeanGrid({ latitude, longitude }: { latitude: number; longitude: number }): GridPoint {
  const [lat, turn] = [radians(latitude), radians(longitude) - LON0]
  const beta = Math.asin(q(lat) / QP)
  const b = RQ * Math.sqrt(2 / (1 + Math.sin(BETA0) * Math.sin(beta) + Math.cos(BETA0) * Math.cos(beta) * Math.cos(turn)))
  return {
    east: EAST0 + b * D * Math.cos(beta) * Math.sin(turn),
    north: NORTH0 + (b / D) * (Math.cos(BETA0) * Math.sin(beta) - Math.sin(BETA0) * Math.cos(beta) * Math.cos(turn)),
  }
}

/** Centre of a square by its Inspire name ("CRS3035RES200mN2765000E4041000": size, south-west corner); null when it is not one. */
export function centreOfSquare(name: string): GridPoint | null {
  const [, size, north, east] = /RES(\d+)mN(\d+)E(\d+)$/.exec(name.trim()) ?? []
  return size === undefined ? null : { east: Number(east) + Number(size) / 2, north: Number(north) + Number(size) / 2 }
}
