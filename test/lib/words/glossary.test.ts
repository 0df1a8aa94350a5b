import { describe, expect, it } from 'vitest'
import french from '../../../src/i18n/fr.json' with { type: 'json' }
import { glossary, piecesOf } from '#lib/words/glossary'

const messages = french as Readonly<Record<string, unknown>>

describe('the glossary', () => {
  it('has a name and a meaning for each of its words, and a word for each meaning', () => {
    const wanted = glossary.flatMap(({ id }) => [`glossary.${id}`, `glossary.${id}.text`])
    expect(wanted.filter((key) => typeof messages[key] !== 'string')).toEqual([])
    const written = Object.keys(messages).filter((key) => /^glossary\.\w+\.text$/.test(key))
    expect(written.filter((key) => !wanted.includes(key))).toEqual([])
  })

  it('finds its signs in a sentence, whole and never inside another word', () => {
    expect(piecesOf('Le PUE de la salle, en kWh.')).toEqual([{ text: 'Le ', id: null }, { text: 'PUE', id: 'pue' }, { text: ' de la salle, en ', id: null }, { text: 'kWh', id: 'kwh' }, { text: '.', id: null }])
    expect(piecesOf('iPUE, PUEs, RGAAX')).toEqual([{ text: 'iPUE, PUEs, RGAAX', id: null }])
    expect(piecesOf('d’équivalent CO₂ en 2026').map(({ id }) => id)).toEqual([null, 'co2', null])
    expect(piecesOf('')).toEqual([])
  })

  it('gives the sentence back when its pieces are put together', () => {
    const sentence = 'Le RGAA, le RGESN et la CNIL : CSV ou JSON ?'
    expect(piecesOf(sentence).map(({ text }) => text).join('')).toBe(sentence)
  })
})
