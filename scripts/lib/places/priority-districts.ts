import simplify from 'simplify-js'
import { polygonContains } from 'd3-polygon'
import { z } from 'zod'
import { metresFrom } from '#lib/places/local-plane'
import type { Position, PriorityDistrict } from '#model/place'
import { cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { fold } from '../tables/csv-french.ts'

const Outline = z.array(z.array(z.number()).min(2)).min(4)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Outline).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Outline).min(1)).min(1) }),
])
/** RFC 7946. Points and lines are no outline of a district. */
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: Geometry })) })

/** Names that the files of the ANCT, of regions and of towns give to the same attributes, folded. */
const attributes = { code: ['code qp', 'codeqp', 'code qpv', 'code'], name: ['nom qp', 'lib qp', 'libqp', 'nom', 'name'], communes: ['insee com', 'code insee', 'depcom', 'insee'] } as const

/** A drawing of a territory cannot show less, and outlines come with a point every few metres. */
const TOLERANCE_METRES = 15

function attributeOf(properties: Record<string, unknown> | null, names: readonly string[]): string {
  const found = Object.entries(properties ?? {}).filter(([key]) => names.includes(fold(key))).sort(([a], [b]) => names.indexOf(fold(a)) - names.indexOf(fold(b)))
  const [, value] = found[0] ?? []
  return cleanText(typeof value === 'number' ? String(value) : value, 200)
}

type Ring = PriorityDistrict['rings'][number]

/** The outline with the points that a map can show, about 1 m precise; null for one too small to be drawn. */
function simplified(ring: readonly (readonly number[])[]): Ring | null {
  const [[longitude = 0, latitude = 0] = []] = ring
  const plane = metresFrom({ latitude, longitude })
  const degrees = new Map(ring.map(([east = 0, north = 0]) => [plane({ longitude: east, latitude: north }), [rounded(east), rounded(north)] as Ring[number]]))
  const drawn = simplify([...degrees.keys()], TOLERANCE_METRES, true).flatMap((point) => { const kept = degrees.get(point); return kept ? [kept] : [] })
  return drawn.length < 4 ? null : drawn
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

/**
 * Priority districts (QPV) of a GeoJSON file, in degrees: those of the communes (Insee codes) when the file says and some are named. Throws a
 * UsageError for a file that is not GeoJSON, or whose coordinates are metres (Lambert-93).
 */
export function readDistricts(bytes: Uint8Array, file: string, communes: readonly string[]): PriorityDistrict[] {
  const parsed = Collection.safeParse(jsonOf(bytes))
  if (!parsed.success) throw new UsageError(`${file} n’est pas un GeoJSON de contours.`, 'Donnez une « FeatureCollection » de polygones (RFC 7946), comme le fichier « QP » de l’ANCT sur data.gouv.fr.')
  return parsed.data.features.flatMap(({ properties, geometry }, index) => {
    const [code, name, own] = [attributeOf(properties, attributes.code), attributeOf(properties, attributes.name), attributeOf(properties, attributes.communes)]
    if (own !== '' && communes.length > 0 && !communes.some((commune) => own.includes(commune))) return []
    const rings = (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat())
    if (rings.some((ring) => ring.some(([east = 0, north = 0]) => Math.abs(east) > 180 || Math.abs(north) > 90))) {
      throw new UsageError(`${file} : des coordonnées ne sont pas en degrés.`, 'Réexportez le fichier en WGS 84 (EPSG:4326) : les fichiers en Lambert-93 comptent en mètres.')
    }
    const drawn = rings.flatMap((ring) => { const outline = simplified(ring); return outline === null ? [] : [outline] })
    return drawn.length === 0 ? [] : [{ code: code || name || String(index + 1), name: name || code || 'Quartier prioritaire', rings: drawn }]
  })
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

/** Whether a point is in one of the districts; a ring inside another is a hole. */
export function isInDistrict({ latitude, longitude }: Position, districts: readonly PriorityDistrict[]): boolean {
  return districts.some(({ rings }) => rings.filter((ring) => polygonContains(ring, [longitude, latitude])).length % 2 === 1)
}
