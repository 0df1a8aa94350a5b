import { describe, expect, it } from 'vitest'
import french from '../../../src/i18n/fr.json' with { type: 'json' }
import { vocabulary, type VocabularyGroup } from '#lib/dashboard/vocabulary'
import { stateSigns } from '#lib/dashboard/states'

const messages = french as Readonly<Record<string, unknown>>
/** Where the word of a value stands, and where its meaning does. */
const keysOf: Readonly<Record<VocabularyGroup, (value: string) => string[]>> = {
  quality: (value) => [`quality.${value}`, `reading.quality.${value}`],
  source: (value) => [`source.${value}`, `reading.source.${value}`],
  promise: (value) => [`state.${value}`, `reading.promise.${value}`],
  outcome: (value) => [`state.${value}`, `reading.outcome.${value}`],
  certainty: (value) => [`reading.certainty.${value}.word`, `reading.certainty.${value}`],
  page: (value) => [`reading.page.${value}.word`, `reading.page.${value}`],
  direction: (value) => [`reading.direction.${value}.word`, `reading.direction.${value}`],
  target: (value) => [`target-style.${value}`, `reading.target.${value}`],
  failure: (value) => [`failure.${value}`],
}
const groups = Object.keys(vocabulary) as VocabularyGroup[]

describe('the one vocabulary of the dashboard', () => {
  it.each(groups)('has a word and a meaning for each value of %s', (group) => {
    expect(vocabulary[group].length).toBeGreaterThan(2)
    expect(vocabulary[group].flatMap((value) => keysOf[group](value)).filter((key) => typeof messages[key] !== 'string')).toEqual([])
  })

  it('explains no value that has gone', () => {
    const used = new Set(groups.flatMap((group) => vocabulary[group].flatMap((value) => keysOf[group](value))))
    const explained = Object.keys(messages).filter((key) => /^reading\.(?:quality|source|promise|outcome|certainty|page|direction|target)\./.test(key))
    expect(explained.filter((key) => !used.has(key) && !key.endsWith('.note'))).toEqual([])
  })

  it('never gives one word to two states of the same family, and gives each state a shape', () => {
    for (const group of ['quality', 'promise', 'outcome'] as const) {
      const words = vocabulary[group].map((value) => messages[keysOf[group](value)[0] ?? ''])
      expect(new Set(words).size, group).toBe(words.length)
    }
    expect([...vocabulary.promise, ...vocabulary.outcome].filter((state) => !(state in stateSigns))).toEqual([])
  })
})
