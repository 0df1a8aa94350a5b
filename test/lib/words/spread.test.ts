import { describe, expect, it } from 'vitest'
import { briefSpread, spokenSpread } from '#lib/words/spread'

const measure = { value: 12, unit: 'count' as const }
const spread = (low: number, high: number) => ({ measure, spread: { low, median: 12, high, loads: 3 } })
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null

describe('the spread of several loads, in words', () => {
  it('says how many there were and how far apart', () => {
    expect(plain(spokenSpread(spread(10, 15)))).toBe('3 mesures, de 10 à 15')
    expect(plain(briefSpread(spread(10, 15)))).toBe('de 10 à 15')
  })

  it('says that they agree, and nothing of it in a cell', () => {
    expect(plain(spokenSpread(spread(12, 12)))).toBe('3 mesures, toutes égales')
    expect(briefSpread(spread(12, 12))).toBeNull()
  })

  it('is nothing for a page that was loaded once', () => {
    expect(spokenSpread({ measure })).toBeNull()
    expect(briefSpread({ measure })).toBeNull()
  })
})
