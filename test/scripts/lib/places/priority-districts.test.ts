import { describe, expect, it } from 'vitest'
import { isInDistrict, readDistricts } from '#effects/places/priority-districts'

type Ring = [number, number][]
const square = (west: number, south: number, degrees: number): Ring => [[west, south], [west + degrees, south], [west + degrees, south + degrees], [west, south + degrees], [west, south]]
const feature = (properties: object, coordinates: Ring[]) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } })
const read = (features: object[], communes: string[] = []) => readDistricts(new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })), 'qpv.geojson', communes)

describe('outlines of priority districts', () => {
  it('keep those of the communes of the territory, by the names that files give to the same attributes', () => {
    const districts = read([
      feature({ code_qp: 'QN06701M', lib_qp: 'Ici', insee_com: '67482' }, [square(7.7, 48.5, 0.01)]), feature({ CODE_QP: 'QN07501I', NOM_QP: 'Ailleurs', INSEE_COM: '75056' }, [square(2.3, 48.8, 0.01)]),
      feature({ code_qp: 'QN06702N', nom_qp: 'À cheval', insee_com: '67482, 67447' }, [square(7.8, 48.6, 0.01)]),
    ], ['67447', '67482'])
    expect(districts.map(({ code, name }) => `${code} ${name}`)).toEqual(['QN06701M Ici', 'QN06702N À cheval'])
  })

  it('stay apart when the file names none of them', () => {
    expect(read([feature({}, [square(7.7, 48.5, 0.01)]), feature({}, [square(7.8, 48.6, 0.01)])]).map(({ code }) => code)).toEqual(['1', '2'])
  })

  it('lose the points that a drawing cannot show, never their corners', () => {
    const [west, south] = [7.7, 48.5]
    const edge = Array.from({ length: 200 }, (_, index): [number, number] => [west + index * 0.00005, south + (index % 2) * 0.00001])
    const [district] = read([feature({ code_qp: 'QN1' }, [[...edge, [7.71, 48.51], [7.7, 48.51], [west, south]]])])
    expect(district?.rings[0]?.length).toBeLessThan(8)
    expect(district?.rings[0]).toEqual(expect.arrayContaining([[7.7, 48.5], [7.71, 48.51], [7.7, 48.51]]))
  })

  it('have holes that are outside', () => {
    const districts = read([feature({ code_qp: 'QN1' }, [square(7.7, 48.5, 0.03), square(7.71, 48.51, 0.01)])])
    expect(isInDistrict({ latitude: 48.505, longitude: 7.705 }, districts)).toBe(true)
    expect(isInDistrict({ latitude: 48.515, longitude: 7.715 }, districts)).toBe(false)
    expect(isInDistrict({ latitude: 48.49, longitude: 7.705 }, districts)).toBe(false)
  })

  it('are refused with the mend when they count in metres, or are no outlines', () => {
    expect(() => read([feature({}, [[[1_050_000, 6_840_000], [1_051_000, 6_840_000], [1_051_000, 6_841_000], [1_050_000, 6_840_000]]])])).toThrow(/pas en degrés/)
    expect(() => readDistricts(new TextEncoder().encode('code;nom\n'), 'qpv.csv', [])).toThrow(/n’est pas un GeoJSON/)
  })
})
