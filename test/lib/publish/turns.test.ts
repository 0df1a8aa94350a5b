import { describe, expect, it } from 'vitest'
import { groupDefects } from '#lib/publish/defects'
import { sharedDefects } from '#lib/publish/shared-defects'
import { awaitedFigures, bestRepairs, byUrgency, turnsOf } from '#lib/publish/turns'
import { aPage, aPoint, aPromise, aSite, anIndicator } from '../../published-builders.ts'

const held = (id: string, holder: string, state?: 'stale') => {
  const indicator = anIndicator(state ? [aPoint('2024', 3, { state })] : [], { id })
  return { ...indicator, text: { ...indicator.text, holder } }
}

describe('whose turn it is', () => {
  const late = aPromise('tenir', 'late', { function: 'Parc' })
  const indicators = [held('a', 'Salle'), held('b', 'Salle'), held('c', 'Parc', 'stale'), anIndicator([aPoint('2026', 1)], { id: 'd' })]

  it('puts the function with a late promise before those that owe figures', () => {
    expect(turnsOf([late, aPromise('tenue', 'kept', { function: 'Accueil' })], indicators).map(({ holder, late, old, missing }) => [holder, late.length, old.length, missing.length]))
      .toEqual([['Parc', 1, 1, 0], ['Salle', 0, 0, 2]])
  })

  it('lists figures of late promises first, then the old, the known and those never given', () => {
    const known = anIndicator([aPoint('2026', 1)], { id: 'known' })
    const kept = anIndicator([aPoint('2026', 1)], { id: 'kept' })
    expect(byUrgency([held('none', 'Salle'), kept, known, held('old', 'Parc', 'stale')], [aPromise('p', 'late', { indicator: 'known' }), aPromise('q', 'kept', { indicator: 'kept' })]).map(({ id }) => id)).toEqual(['known', 'old', 'kept', 'none'])
  })

  it('asks nobody for a figure that does not apply or that is hidden', () => {
    const calm = (['not-applicable', 'suppressed'] as const).map((state) => anIndicator([aPoint('2026', null, { state })], { id: state }))
    expect(turnsOf([], calm)).toEqual([])
  })
})

describe('what to do next', () => {
  it('asks first for the figure that most promises wait for, and for none that no promise waits for', () => {
    const promises = [['p', 'b'], ['q', 'a'], ['r', 'b']].map(([id = '', indicator = '']) => aPromise(id, 'no-data', { indicator }))
    expect(awaitedFigures(promises, [held('a', 'Salle'), held('b', 'Salle'), held('c', 'Salle')]).map(({ indicator, promises }) => [indicator.id, promises.length])).toEqual([['b', 2], ['a', 1]])
  })

  it('repairs first what mends most pages for each site to change, never what a person must still look at', () => {
    const defect = (page: string, message: string, certainty?: 'seen-once') => ({ page, audit: 'solidarity/axe-failures', finding: { message, references: [], ...(certainty && { certainty }) } })
    const site = (id: string, pages: string[], message: string, certainty?: 'seen-once') => aSite(id, pages.map((page) => aPage(page)), groupDefects(pages.map((page) => defect(page, message, certainty))))
    const shared = sharedDefects([site('un', ['a', 'b'], 'Sans titre.'), site('deux', ['a', 'b'], 'Sans titre.'), site('trois', ['a', 'b', 'c'], 'Sans langue.'), site('quatre', ['a', 'b', 'c', 'd', 'e'], 'Vu une fois.', 'seen-once')])
    expect(bestRepairs(shared).map(({ message }) => message)).toEqual(['Sans langue.', 'Sans titre.'])
  })
})
