import { PublishedPlaces, type PlacesFile } from '#model/place'
import { addMonths } from '../time/months-after.ts'

/**
 * The places of all sources, by commune then name; one that two sources give is kept from the record declared last. `today`: a record
 * more than a year old is marked so, never hidden.
 */
export function publishedPlaces(files: readonly PlacesFile[], today: string): PublishedPlaces {
  const all = files.flatMap(({ source, places }) => places.map((place) => ({ ...place, source, old: place.declaredOn <= addMonths(today, -12) })))
  const newestFirst = all.toSorted((a, b) => b.declaredOn.localeCompare(a.declaredOn))
  const once = [...Map.groupBy(newestFirst, ({ id }) => id).values()].flatMap((same) => same.slice(0, 1))
  const districts = new Map(files.flatMap((file) => file.districts.map((district) => [district.code, district] as const)))
  return {
    generated: 'by trefle compute, do not edit',
    places: once.sort((a, b) => (a.commune ?? '').localeCompare(b.commune ?? '', 'fr') || a.name.localeCompare(b.name, 'fr')),
    districts: [...districts.values()].sort((a, b) => a.code.localeCompare(b.code)),
    nearness: files.flatMap(({ source, nearness }) => (nearness === null ? [] : [{ ...nearness, source }])),
    sources: files.map(({ source, at }) => ({ id: source, at })),
  }
}
