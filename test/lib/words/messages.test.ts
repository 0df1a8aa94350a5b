import { describe, expect, it } from 'vitest'
import { formOf, messageOf, missingKeys, unknownKeys } from '#lib/words/messages'

const source = { title: 'Titre', page: { one: 'page', other: 'pages' } }

describe('a message in another language', () => {
  it('is its translation, or the French source when there is none', () => {
    expect(messageOf('title', source, 'en', { title: 'Title' })).toEqual({ message: 'Title', language: 'en' })
    expect(messageOf('title', source, 'en', {})).toEqual({ message: 'Titre', language: 'fr' })
  })

  it('agrees with its count by the rules of the language it is written in', () => {
    const english = messageOf('page', source, 'en', { page: { one: 'page', other: 'pages' } })
    const french = messageOf('page', source, 'en', {})
    expect([formOf(english, 0), formOf(french, 0)]).toEqual(['pages', 'page'])
  })

  it('may have more forms than French, and uses the general one where a form is not written', () => {
    const polish = messageOf('page', source, 'pl', { page: { one: 'strona', few: 'strony', other: 'stron' } })
    expect([1, 3, 5].map((count) => formOf(polish, count))).toEqual(['strona', 'strony', 'stron'])
  })

  it('with several forms refuses to choose without a count', () => {
    expect(() => formOf(messageOf('page', source, 'fr', source), undefined)).toThrow('count')
  })
})

describe('a translation', () => {
  it('is held against the French source both ways', () => {
    expect(missingKeys(source, { title: 'Title' })).toEqual(['page'])
    expect(unknownKeys(source, { title: 'Title', titel: 'Title' })).toEqual(['titel'])
  })
})
