import type { Position, PriorityDistrict } from '#model/place'
import { metresFrom } from './local-plane.ts'

/** A drawing of places and districts, in its own units. `scale`: a bar of so many metres. */
export type PlaceMap = {
  width: number
  height: number
  points: { id: string; x: number; y: number }[]
  areas: { code: string; name: string; path: string }[]
  scale: { metres: number; length: number }
}

type Point = { x: number; y: number }
/** Near the width of a telephone: the figures that stand on it are read there, and only grow on a wider screen. */
const WIDTH = 440
/** A map of one place still shows its surroundings. */
const SMALLEST_METRES = 1000
/** Neither a ribbon nor a tower. */
const heightShares = { least: 0.5, most: 1.1 } as const

/** From metres to the drawing: the extent of all points with a margin, north at the top. */
function frameOf(points: readonly Point[]) {
  const span = (values: readonly number[]) => ({ middle: (Math.min(...values) + Math.max(...values)) / 2, size: Math.max(...values) - Math.min(...values) })
  const [across, along] = [span(points.map(({ x }) => x)), span(points.map(({ y }) => y))]
  const wanted = { width: Math.max(across.size * 1.16, SMALLEST_METRES), height: Math.max(along.size * 1.16, SMALLEST_METRES * heightShares.least) }
  const width = Math.max(wanted.width, wanted.height / heightShares.most)
  const height = Math.max(wanted.height, width * heightShares.least)
  const ratio = WIDTH / width
  const place = ({ x, y }: Point): Point => ({ x: rounded((x - across.middle + width / 2) * ratio), y: rounded((along.middle + height / 2 - y) * ratio) })
  return { ratio, height: Math.round(height * ratio), place, width }
}

const rounded = (value: number): number => Math.round(value * 10) / 10

/** The longest of 100, 200, 500, 1,000… metres that takes at most a quarter of the width. */
function scaleOf(width: number): number {
  const steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]
  return steps.findLast((metres) => metres <= width / 4) ?? 100
}

/** A static map; null when no place says where it is. */
export function placeMap(places: readonly { id: string; position: Position | null }[], districts: readonly PriorityDistrict[]): PlaceMap | null {
  const located = places.flatMap(({ id, position }) => (position === null ? [] : [{ id, position }]))
  const [first] = located
  if (first === undefined) return null
  const plane = metresFrom(first.position)
  const outlines = districts.map(({ code, name, rings }) => ({ code, name, rings: rings.map((ring) => ring.map(([longitude, latitude]) => plane({ longitude, latitude }))) }))
  const { place, height, ratio, width } = frameOf([...located.map(({ position }) => plane(position)), ...outlines.flatMap(({ rings }) => rings.flat())])
  const metres = scaleOf(width)
  return {
    width: WIDTH, height,
    points: located.map(({ id, position }) => ({ id, ...place(plane(position)) })),
    areas: outlines.map(({ code, name, rings }) => ({ code, name, path: rings.map((ring) => `M${ring.slice(0, -1).map(place).map(({ x, y }) => `${x} ${y}`).join('L')}Z`).join('') })),
    scale: { metres, length: rounded(metres * ratio) },
  }
}
