import { describe, expect, it } from 'vitest'
import { link } from '#lib/dashboard/link'

describe('an address of the dashboard', () => {
  it('stands under the base of the site', () => {
    expect(link('/sites/', '/trefle/')).toBe('/trefle/sites/')
    expect(link('/sites/', '/')).toBe('/sites/')
  })

  it('of a page stands under its language, but for the first one', () => {
    expect(link('/sites/', '/trefle', 'en')).toBe('/trefle/en/sites/')
    expect(link('/a-propos/#langues', '/', 'de')).toBe('/de/a-propos/#langues')
    expect(link('/', '/', 'en')).toBe('/en/')
  })

  it('of a file is the same in every language', () => {
    expect(link('/donnees/promesses.csv', '/trefle/', 'en')).toBe('/trefle/donnees/promesses.csv')
    expect(link('/favicon.svg', '/', 'de')).toBe('/favicon.svg')
  })

  it('of a feed, a badge or a card stands under its language: it is made of sentences', () => {
    expect(link('/flux/sobriete.atom', '/trefle/', 'en')).toBe('/trefle/en/flux/sobriete.atom')
    expect(link('/badges/page-weight.svg', '/', 'de')).toBe('/de/badges/page-weight.svg')
    expect(link('/cartes/page-weight.svg', '/', 'fr')).toBe('/cartes/page-weight.svg')
  })
})
