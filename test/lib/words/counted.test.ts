import { expect, it } from 'vitest'
import { given } from '#lib/explain/derivation'
import { spokenValue } from '#lib/explain/words'
import { countedWord } from '#lib/words/counted'

it('agrees a word with the number before it, and leaves a sign as it is', () => {
  expect([0, 1, 1.5, 2].map((count) => countedWord('appareils', count))).toEqual(['appareil', 'appareil', 'appareil', 'appareils'])
  expect([1, 2].map((count) => countedWord('kWh', count))).toEqual(['kWh', 'kWh'])
})

it('says one thing, and not one things, in a calculation', () => {
  expect(spokenValue(given('Portables', 1, 'appareils', { kind: 'convention', words: 'essai' }))).toBe('1 appareil')
  expect(spokenValue(given('Âge', 3, 'ans', { kind: 'convention', words: 'essai' }, 1))).toBe('3 ans, 1 fois')
})
