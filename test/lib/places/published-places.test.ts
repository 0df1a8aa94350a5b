import { describe, expect, it } from 'vitest'
import { publishedPlaces } from '#lib/places/published-places'
import { HelpPlace, PlacesFile, PublishedPlaces } from '#model/place'

const place = (id: string, more: Partial<HelpPlace> = {}): HelpPlace => ({
  id, name: id, address: null, postcode: null, commune: null, position: null, telephone: null, website: null, hours: null, declaredOn: '2026-10-01',
  prices: [], languages: [], needs: [], services: [], access: [], ...more,
})
const file = (source: string, places: HelpPlace[]) => PlacesFile.parse({ schema: 'trefle/places@1', source, at: '2026-11-22T08:00:00Z', places, districts: [], nearness: null })

describe('the places of a territory', () => {
  it('are listed by commune then name, whatever the order of the files', () => {
    const { places } = publishedPlaces([file('a', [place('z', { commune: 'Ostwald' }), place('m', { commune: 'Hœnheim' })]), file('b', [place('a', { commune: 'Ostwald' })])], '2026-11-22')
    expect(places.map(({ id }) => id)).toEqual(['m', 'a', 'z'])
  })

  it('are said once when two sources give them, as the record declared last has it', () => {
    const { places } = publishedPlaces([file('old', [place('a', { name: 'Ancien', declaredOn: '2026-01-01' })]), file('new', [place('a', { name: 'Nouveau' })])], '2026-11-22')
    expect(places).toEqual([expect.objectContaining({ name: 'Nouveau', source: 'new' })])
  })

  it('are marked, not hidden, when their record is more than a year old', () => {
    const { places } = publishedPlaces([file('a', [place('fresh', { declaredOn: '2025-11-23' }), place('old', { declaredOn: '2025-11-22' })])], '2026-11-22')
    expect(places.map(({ id, old }) => [id, old])).toEqual([['fresh', false], ['old', true]])
  })

  it('make empty lists, and no invented place, when no source gives any', () => {
    expect(PublishedPlaces.parse(publishedPlaces([], '2026-11-22'))).toMatchObject({ places: [], districts: [], nearness: [], sources: [] })
  })
})
