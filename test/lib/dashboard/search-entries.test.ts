import { describe, expect, it } from 'vitest'
import { fromAToZ, searchEntries, type SearchEntry } from '#lib/dashboard/search-entries'
import { publishedPlaces } from '#lib/places/published-places'
import { samplePlaces } from '../../fixtures/sample-places.ts'
import { anIndicator } from '../../published-builders.ts'

const entry = (title: string): SearchEntry => ({ kind: 'site', title, href: '/', note: '', words: '' })

describe('what can be searched', () => {
  const entries = searchEntries({
    indicators: [anIndicator([], { id: 'pue', catalogue: 'SOB-15' })], commitments: [], sites: [], places: publishedPlaces([samplePlaces], '2026-11-22').places,
    communes: [{ id: 'eschau', name: 'Eschau' }], glossary: [{ id: 'cnil', word: 'CNIL', name: 'Commission nationale' }],
  }, '/lieux/')

  it('leads to a page of its own, or to its line in a list', () => {
    expect(entries.find(({ kind }) => kind === 'indicator')).toMatchObject({ href: '/indicateurs/pue/', words: 'SOB-15' })
    expect(entries.filter(({ kind }) => kind === 'place').map(({ href }) => href)).toEqual(samplePlaces.places.map((_, index) => `/lieux/#lieu-${index + 1}`))
    expect(entries.find(({ kind }) => kind === 'commune')).toMatchObject({ title: 'Eschau', href: '/communes/eschau/' })
    expect(entries.find(({ kind }) => kind === 'word')).toMatchObject({ title: 'CNIL', note: 'Commission nationale', href: '/glossaire/#cnil' })
  })
})

describe('the list from A to Z', () => {
  it('puts an accent and a quotation mark aside, and what starts with no letter last', () => {
    const letters = fromAToZ(['Zèbre', 'Énergie', '« Étape »', 'eau', '13 lieux'].map(entry), 'fr')
    expect(letters.map(({ letter, entries }) => [letter, entries.map(({ title }) => title)])).toEqual([['E', ['« Étape »', 'eau', 'Énergie']], ['Z', ['Zèbre']], ['#', ['13 lieux']]])
  })
})
