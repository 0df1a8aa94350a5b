import { describe, expect, it } from 'vitest'
import { placeMap } from '#lib/places/place-map'

const at = (id: string, latitude: number, longitude: number) => ({ id, position: { latitude, longitude } })

describe('the drawing of places', () => {
  it('has north at the top and east on the right, and keeps distances alike both ways', () => {
    // 0.009° of latitude and 0.01345° of longitude at 48° N are both a kilometre.
    const map = placeMap([at('centre', 48, 5.5), at('north', 48.009, 5.5), at('east', 48, 5.51345)], [])
    const point = (id: string) => map?.points.find((each) => each.id === id) ?? { x: 0, y: 0 }
    expect(point('north').y).toBeLessThan(point('centre').y)
    expect(point('east').x - point('centre').x).toBeCloseTo(point('centre').y - point('north').y, 0)
  })

  it('has a bar as long as the metres it says', () => {
    const map = placeMap([at('a', 48, 5.5), at('b', 48.009, 5.5)], [])
    const [a, b] = map?.points ?? []
    // 0.009° along a meridian: 1,000.8 m.
    expect(((a?.y ?? 0) - (b?.y ?? 0)) / (map?.scale.length ?? 1)).toBeCloseTo(1000.8 / (map?.scale.metres ?? 1), 1)
  })

  it('holds every place and every outline', () => {
    const ring: [number, number][] = [[5.48, 48.02], [5.49, 48.02], [5.49, 48.03], [5.48, 48.02]]
    const map = placeMap([at('a', 48, 5.5)], [{ code: 'QN1', name: 'Nord', rings: [ring] }])
    const numbers = (map?.areas[0]?.path.match(/-?[\d.]+/g) ?? []).map(Number)
    expect(numbers).toHaveLength(6)
    const [xs, ys] = [numbers.filter((_, index) => index % 2 === 0), numbers.filter((_, index) => index % 2 === 1)]
    for (const x of xs) expect(x >= 0 && x <= (map?.width ?? 0)).toBe(true)
    for (const y of ys) expect(y >= 0 && y <= (map?.height ?? 0)).toBe(true)
  })

  it('is not made when no place says where it is', () => {
    expect(placeMap([{ id: 'bus', position: null }], [])).toBeNull()
  })
})
