import { describe, expect, it } from 'vitest'
import { passesIn, runsOption } from '#effects/command/passes'

describe('the passes of a visit', () => {
  it('come in the order of the work, whatever the order of the list', () => {
    expect(passesIn('mobile, cold,repeat', 'desktop')).toEqual(['cold', 'repeat', 'mobile'])
  })

  it.each([
    ['an unknown name', 'cold,chaud', /« chaud »/],
    ['nothing', '', /Passe inconnue/],
    ['a confirmation of nothing', 'confirm,repeat', /ne va pas seule/],
  ])('are refused in one sentence for %s', (_what, list, says) => {
    expect(() => passesIn(list, 'desktop')).toThrow(says)
  })

  it('are not on a telephone twice', () => {
    expect(() => passesIn('cold,mobile', 'mobile')).toThrow(/déjà sur téléphone/)
  })
})

describe('the number of loads', () => {
  const parse = (text: string) => runsOption().parseArg?.(text, 1)
  it('is odd, so that one is in the middle', () => {
    expect(['1', '3', '15'].map(parse)).toEqual([1, 3, 15])
    for (const wrong of ['2', '0', '-3', '17', '2.5', 'trois']) expect(() => parse(wrong)).toThrow(/nombre impair de 1 à 15/)
  })
})
