import { expect, it } from 'vitest'
import { communeAnchor, placesOf } from '#lib/places/place-communes'

it('gives a commune an anchor that an address can hold, whatever its name', () => {
  expect(['Strasbourg', 'Illkirch-Graffenstaden', 'L’Île aux Épis'].map(communeAnchor)).toEqual(['commune-strasbourg', 'commune-illkirch-graffenstaden', 'commune-l-ile-aux-epis'])
})

it.each([['Ville de Strasbourg', 'Strasbourg'], ['Commune d’Eschau', 'Eschau'], ['Ville du Havre', 'Le Havre'], ['Illkirch-Graffenstaden', 'ILLKIRCH GRAFFENSTADEN']])('finds the places of %s in %s', (organisation, commune) => {
  const places = ['Ailleurs', commune, null].map((name) => ({ commune: name }))
  expect(placesOf(places, organisation).map((place) => place.commune)).toEqual([commune])
})
