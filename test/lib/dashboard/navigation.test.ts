import { describe, expect, test } from 'vitest'
import { link } from '#lib/dashboard/link'
import { currentNav } from '#lib/dashboard/navigation'

describe('the navigation', () => {
  test.each([['/promesses/garder-six-ans/', 'commitments'], ['/sobriete/', 'figures'], ['/salle-serveurs/', 'figures'], ['/sites/portail/', 'sites'], ['/', undefined], ['/a-propos/', undefined]])('knows that %s belongs to %s', (path, key) => {
    expect(currentNav(path)).toBe(key)
  })
})

describe('a link', () => {
  test.each([['/', '/sites/'], ['/trefle', '/trefle/sites/'], ['/trefle/', '/trefle/sites/']])('under the base %s is %s', (base, href) => {
    expect(link('/sites/', base)).toBe(href)
  })
})
