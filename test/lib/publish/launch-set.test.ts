import { describe, expect, it } from 'vitest'
import { loadIndicators } from '#effects/territory/discover'
import { byHolder, launchIndicators, launchSet } from '#lib/publish/launch-set'
import { anIndicator } from '../../published-builders.ts'

const held = (id: string, holder: string) => { const indicator = anIndicator([], { id }); return { ...indicator, text: { ...indicator.text, holder } } }

describe('the figures that a citizen reads first', () => {
  it('are twelve, all in the catalogue, of the three leaves', async () => {
    const known = new Set([...(await loadIndicators()).values()].map(({ catalogue }) => catalogue))
    expect(launchSet.length).toBe(12)
    expect(launchSet.filter((number) => !known.has(number))).toEqual([])
    expect(new Set(launchSet.map((number) => number.slice(0, 3)))).toEqual(new Set(['SOB', 'SOL', 'LIB']))
  })

  it('keep the order of the set, whatever the order of the files', () => {
    const [pools, places, other] = [anIndicator([], { id: 'pools', catalogue: 'SOB-21' }), anIndicator([], { id: 'places', catalogue: 'SOL-01' }), anIndicator([], { id: 'other', catalogue: 'SOB-22' })]
    expect(launchIndicators([other, pools, places]).map(({ id }) => id)).toEqual(['places', 'pools'])
  })
})

describe('what is not measured yet', () => {
  it('is folded by who holds it, those that hold most first, then by name', () => {
    const holders = byHolder([held('a', 'Énergie'), held('b', 'Archives'), held('c', 'Sites'), held('d', 'Sites')])
    expect(holders.map(({ holder, indicators }) => [holder, indicators.map(({ id }) => id)])).toEqual([['Sites', ['c', 'd']], ['Archives', ['b']], ['Énergie', ['a']]])
  })
})
