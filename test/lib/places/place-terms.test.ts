import { describe, expect, it } from 'vitest'
import german from '../../../src/i18n/contents/de.json' with { type: 'json' }
import english from '../../../src/i18n/contents/en.json' with { type: 'json' }
import { publishedPlaces } from '#lib/places/published-places'
import { callPrices, nationalTerms, saidHelpLine, saidPlace, termIn, termsOf } from '#lib/places/place-terms'
import { samplePlaces } from '../../fixtures/sample-places.ts'

const { places } = publishedPlaces([samplePlaces], '2026-11-22')
const line = { telephone: '+33353010012', hours: 'du lundi au vendredi, de 9 h à 17 h', price: 'Appel gratuit', languages: ['français', 'turc'], declaredOn: '2026-11-02' }

describe.each([['en', english], ['de', german]])('the terms of help places in %s', (language, contents) => {
  it('are all those of the national schema, and the prices of a call', () => {
    expect([...Object.values(nationalTerms).flat(), ...callPrices].filter((term) => termIn(language, term, contents) === null)).toEqual([])
  })

  it('leave a word that no list holds to be counted as missing', () => expect(termIn(language, 'Atelier de crêpes', contents)).toBeNull())
})

describe('a term of a help place', () => {
  it('is the name of a language as each language has it, whatever its accents and capitals in French', () => {
    expect(['Français', 'allemand', 'Néerlandais', 'autres langues'].map((term) => termIn('en', term, english))).toEqual(['French', 'German', 'Dutch', 'other languages'])
    expect(termIn('de', 'arabe', german)).toBe('Arabisch')
  })

  it('is counted once, those of the help line with them', () => {
    const terms = termsOf(places, line)
    expect([...terms]).toEqual(expect.arrayContaining(['Gratuit', 'Se présenter', 'Fauteuil roulant', 'Aide aux démarches administratives', 'Turc', 'turc', 'Appel gratuit', line.hours]))
    expect([...terms].filter((term) => term === 'Gratuit')).toHaveLength(1)
    expect([...terms]).not.toContain('Médiathèque des Tanneurs')
  })

  it('stays as it was written on French pages', () => {
    expect(places.map(saidPlace)).toEqual(places)
    expect(saidHelpLine(line)).toEqual(line)
  })
})
