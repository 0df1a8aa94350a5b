import { describe, expect, test } from 'vitest'
import { fill, t } from '#lib/words/i18n'
import french from '../../../src/i18n/fr.json' with { type: 'json' }

describe('a message', () => {
  test('takes its variables, and writes numbers the French way', () => {
    expect(fill('{n} pages à {where}', { n: 1204, where: 'Villeneuve' })).toBe('1\u202f204 pages à Villeneuve')
  })

  test('chooses its plural as French does: zero and one and a half are singular', () => {
    expect([0, 1, 1.5, 2].map((count) => t('unit.year', { count }))).toEqual(['an', 'an', 'an', 'ans'])
  })

  test('says of one promise, or of several, what the promises of a state have in common', () => {
    const said = [1, 2].map((count) => t('simple.promises.is.no-measurable-target', { count }))
    expect(said.map((sentence) => sentence.split(' ')[0])).toEqual(['Cette', 'Ces'])
  })

  test('with a hole is never published', () => {
    expect(() => t('when.day')).toThrow('period')
    expect(() => t('unit.year')).toThrow('count')
  })

  test('is typeset', () => {
    expect(t('home.question')).toContain('\u202f?')
  })
})

describe('the French messages', () => {
  test('never accuse', () => {
    // « Accessibilité : non conforme » is the mention that the décret 2019-768 prescribes, shown only when the town declares it of itself.
    const { 'accessibility.mention.none': _prescribed, ...messages } = french
    expect(JSON.stringify(messages)).not.toMatch(/illégal|viole\b|espionn|non conforme|infraction|coupable/i)
  })

  test('have both forms where they have two', () => {
    for (const [key, message] of Object.entries(french))
      if (typeof message !== 'string') expect(Object.keys(message).sort(), key).toEqual(['one', 'other'])
  })
})
