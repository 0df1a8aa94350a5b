import { describe, expect, it } from 'vitest'
import { sentencesOf, translationOf } from '#lib/words/contents'

const contents = { 'Poids de la page': 'Weight of the page', '¤ images sur ¤': '¤ images of ¤', 'La page transfère ¤ ko.': 'The page transfers ¤ kB.' }

describe('a French text of the record', () => {
  it('is translated by itself', () => expect(translationOf('Poids de la page', 'en', contents)).toBe('Weight of the page'))

  it('keeps its figures, in their order, written as the language writes them', () => {
    expect(translationOf('3 images sur 12', 'en', contents)).toBe('3 images of 12')
    expect(translationOf('La page transfère 1 204,5 ko.', 'en', contents)).toBe('The page transfers 1,204.5 kB.')
    expect(translationOf('La page transfère 1771 ko.', 'en', contents)).toBe('The page transfers 1771 kB.')
    expect(translationOf('La page transfère 1,25 ko.', 'de', contents)).toBe('The page transfers 1,25 kB.')
  })

  it('that changed is missing rather than wrong', () => expect(translationOf('Poids de la page entière', 'en', contents)).toBeNull())
})

describe('the sentences of a publication', () => {
  it('are those of its prose and the words of its tables: no code, no date, no address, no name', () => {
    const publication = {
      id: 'page-weight', unit: 'B', text: { title: 'Poids', method: ['Une ligne.', ''] }, method: 3, name: 'Portail',
      breakdowns: [{ id: 'by-site', title: 'Par site', columns: [{ key: 'site', label: 'Site' }], rows: [{ site: 'Ordinateur portable', host: 'cdn.example', on: '2026-11', value: 3 }] }],
    }
    expect([...sentencesOf(publication)]).toEqual(['Poids', 'Une ligne.', 'Par site', 'Site', 'Ordinateur portable'])
  })
})
