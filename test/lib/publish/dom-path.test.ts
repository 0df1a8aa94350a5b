import { describe, expect, it } from 'vitest'
import { normalisedPath } from '#lib/publish/dom-path'

const same = (...selectors: string[]) => expect([...new Set(selectors.map(normalisedPath))]).toHaveLength(1)
const apart = (...selectors: string[]) => expect(new Set(selectors.map(normalisedPath)).size).toBe(selectors.length)

describe('two paths name the same place of a template', () => {
  it('when only the position among neighbours differs', () => {
    same('main > div:nth-child(2) > img', 'main > div:nth-child(7) > img', 'main > div > img:first-child', 'main > div:nth-last-of-type(2n+1) > img')
  })

  it('when only the figures of an id or of a class differ', () => {
    same('#champ-12', '#champ-345')
    same('.vignette_3 > a', '.vignette_27 > a')
    same('#\\31 23', '#\\34 5')
  })

  it('when only the print of a build differs', () => {
    same('.css-1x2y3z > a', '.css-9k8j7h > a')
    same('.Menu_root__a8Qf2', '.Menu_root__7zP1b')
  })

  it('when only the address or the text of the content differs', () => {
    same('a[href$="programme.htm"]', 'a[href$="photos.htm"]:nth-child(3)')
    same('img[src="/images/agenda/2.jpg"]', 'img[src="/images/agenda/affiche.jpg"]')
    same('input[value="bancs"]', 'input[value="rue"]')
  })

  it('when only the figures of another attribute differ', () => same('input[name="ligne[2]"]', 'input[name="ligne[3]"]'))
})

describe('two paths name two places', () => {
  it('when a tag, a hand-given name or the order of the steps differs', () => {
    apart('h2 > a', 'h3 > a', '#menu > a', '#pied > a', '.carte > a', 'a > .carte')
  })

  it('when another field or another attribute is meant', () => apart('input[name="mail"]', 'input[name="nom"]', 'img[src="a.png"]', 'img[data-src="a.png"]'))

  it('when one is in a shadow tree', () => apart('x-menu >>> a', 'x-menu > a'))

  it('when short names with a figure at their end mean levels of a template', () => expect(normalisedPath('.titre2')).toBe('.titre0'))
})

it('the whole page has no path', () => expect(normalisedPath(undefined)).toBe(''))

it('a path stays a path that a person can read', () => {
  expect(normalisedPath('body > main.page-2 > ul:nth-of-type(2) > li:nth-child(14)  >  a[href="/x"]')).toBe('body > main.page-0 > ul > li > a[href]')
})
