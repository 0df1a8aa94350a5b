import { expect, it } from 'vitest'
import { communeAnchor } from '#lib/places/place-communes'

it('gives a commune an anchor that an address can hold, whatever its name', () => {
  expect(['Strasbourg', 'Illkirch-Graffenstaden', 'L’Île aux Épis'].map(communeAnchor)).toEqual(['commune-strasbourg', 'commune-illkirch-graffenstaden', 'commune-l-ile-aux-epis'])
})
