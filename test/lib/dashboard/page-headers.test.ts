import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { headersOf } from '#lib/dashboard/page-headers'

const guide = (name: string) => readFileSync(new URL(`../../../docs/guides/${name}`, import.meta.url), 'utf8')

describe('the headers of a page', () => {
  it('let other sites read the data, feeds, badges and cards, under a base path too, and nothing else', () => {
    for (const path of ['/donnees/pages.csv', '/trefle/donnees/dcat.jsonld', '/flux/nouveautes.xml', '/badges/portail.svg', '/carbon.txt']) expect(headersOf(path)['Access-Control-Allow-Origin'], path).toBe('*')
    for (const path of ['/', '/donnees/', '/accessibilite/', '/donnees.csv.html']) expect(headersOf(path), path).toMatchObject({ 'Cross-Origin-Resource-Policy': 'same-origin' })
    expect(headersOf('/')).not.toHaveProperty('Access-Control-Allow-Origin')
  })

  it('are those of the guides for other servers', () => {
    const fixed = Object.entries(headersOf('/')).filter(([name]) => name !== 'Cross-Origin-Resource-Policy')
    for (const [name, value] of fixed) {
      expect(guide('headers.example')).toContain(`Header always set ${name} "${value}"`)
      expect(guide('nginx.example')).toContain(`add_header ${name} "${value}" always;`)
    }
  })
})
