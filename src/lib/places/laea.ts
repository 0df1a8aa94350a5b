import proj4 from 'proj4'

/** A point of the European grid, in metres. */
export type GridPoint = { east: number; north: number }

/** ETRS89-LAEA (EPSG:3035), on which Insee and Eurostat draw their squares: Lambert azimuthal equal area. */
const fromDegrees = proj4('EPSG:4326', '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs')

/** Longitude and latitude (degrees, WGS 84 taken for ETRS89: under a metre apart) to the European grid. */
export function toEuropeanGrid({ latitude, longitude }: { latitude: number; longitude: number }): GridPoint {
  const [east = Number.NaN, north = Number.NaN] = fromDegrees.forward([longitude, latitude])
  return { east, north }
}

/** A point of the European grid to degrees. */
export function toDegrees({ east, north }: GridPoint): { latitude: number; longitude: number } {
  const [longitude = Number.NaN, latitude = Number.NaN] = fromDegrees.inverse([east, north])
  return { latitude, longitude }
}

/** Centre of a square by its Inspire name ("CRS3035RES200mN2765000E4041000": size, south-west corner); null when it is not one. */
export function centreOfSquare(name: string): GridPoint | null {
  const [, size, north, east] = /RES(\d+)mN(\d+)E(\d+)$/.exec(name.trim()) ?? []
  return size === undefined ? null : { east: Number(east) + Number(size) / 2, north: Number(north) + Number(size) / 2 }
}
