import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadIndicators } from '#effects/territory/discover'
import { translationOf, type Contents } from '#lib/words/contents'
import { fill, t } from '#lib/words/i18n'
import { agreed } from '#lib/words/plural'

const meetings = '{value} {value, plural, one {rencontre a été tenue} other {rencontres ont été tenues}} en {period}.'

describe('a sentence about a count', () => {
  it('agrees with it by the rules of its language', () => {
    const verbs = ([0, 1, 1.5, 2] as const).map((value) => agreed(meetings, { value }, 'fr').includes('ont été'))
    expect(verbs).toEqual([false, false, false, true])
    expect(agreed('{n, plural, one {page} other {pages}}', { n: 0 }, 'en')).toBe('pages')
  })

  it('leaves its other holes to be filled, and takes the general form when the number is not known', () => {
    expect(agreed(meetings, { value: 1 }, 'fr')).toBe('{value} rencontre a été tenue en {period}.')
    expect(agreed(meetings, { value: null }, 'fr')).toContain('ont été tenues')
  })

  it('may hold several, which agree each with its own', () => {
    expect(t('pilot.answer', { old: 3, missing: 1, count: 84 })).toContain('1 jamais donné,')
    expect(t('pilot.answer', { old: 3, missing: 2, count: 84 })).toContain('2 jamais donnés,')
    expect(t('access.rate.value', { share: '5 %', conforming: 1, count: 20 })).toContain('1 critère respecté sur 20 applicables')
  })

  it('without a general form is refused', () => {
    expect(() => agreed('{n, plural, one {page}}', { n: 2 }, 'fr')).toThrow('other')
  })
})

const indicators = [...await loadIndicators()]
const contentsIn = (language: string) => JSON.parse(readFileSync(new URL(`../../../src/i18n/contents/${language}.json`, import.meta.url), 'utf8')) as Contents

describe.each(['fr', 'en', 'de'])('the sentences of the indicators in %s', (language) => {
  const wordsOf = (french: string) => (language === 'fr' ? french : translationOf(french, language, contentsIn(language)) ?? '')
  const answers = indicators.map(([id, { unit, text, smallest }]) => ({ id, unit, smallest, words: wordsOf(text.answer), counted: text.counted === undefined ? null : wordsOf(text.counted) }))
  const saidOf = (words: string, value: number, n = value) => fill(agreed(words, { value, n, denominator: n }, language), { value: '#', n: 'N', denominator: 'N', low: '#', high: '#', period: '2026' })
  const counts = answers.filter(({ unit }) => unit === 'count')

  it('say one thing and several in other words, whenever they count things', () => {
    expect(counts.length).toBeGreaterThan(15)
    expect(counts.filter(({ words }) => saidOf(words, 1) === saidOf(words, 3)).map(({ id }) => id)).toEqual([])
    expect(counts.filter(({ counted }) => counted !== null && saidOf(counted, 1) === saidOf(counted, 3)).map(({ id }) => id)).toEqual([])
  })

  it('say a share of one thing and of several in other words, unless so few are hidden', () => {
    const shares = answers.filter(({ unit, smallest, words }) => unit !== 'count' && smallest === undefined && words.includes('{n}'))
    expect(shares.length).toBeGreaterThan(5)
    expect(shares.filter(({ words }) => saidOf(words, 5, 1) === saidOf(words, 5, 3)).map(({ id }) => id)).toEqual([])
  })

  it.runIf(language !== 'de')('put no plural after one thing', () => {
    const plurals = counts.filter(({ words }) => /# \p{L}*[^s]s(?!\p{L})/u.test(saidOf(words, 1)))
    expect(plurals.map(({ id }) => id)).toEqual([])
  })
})
