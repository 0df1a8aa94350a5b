import { describe, expect, test } from 'vitest'
import { byStatus, countByStatus, isTargetless, mostRelevant, partedByLeaf, sharedReason } from '#lib/publish/promises'
import { aPromise } from '../../published-builders.ts'

const promises = [aPromise('k1', 'kept'), aPromise('k2', 'kept'), aPromise('n1', 'no-data'), aPromise('l1', 'late'), aPromise('l2', 'late')]

describe('promises', () => {
  test('are counted by state, from kept to not measurable, without empty states', () => {
    expect(countByStatus(promises)).toEqual([{ status: 'kept', count: 2 }, { status: 'late', count: 2 }, { status: 'no-data', count: 1 }])
  })

  test('are shown one of each state in turn, late ones first, so that no state hides the others', () => {
    expect(mostRelevant(promises, 4).map(({ commitment }) => commitment.id)).toEqual(['l1', 'k1', 'n1', 'l2'])
  })

  test('of one state are shown one of each leaf in turn, so that no leaf hides the others', () => {
    const same = [aPromise('s1', 'late'), aPromise('s2', 'late'), aPromise('f1', 'late', { pillar: 'freedom' })]
    expect(mostRelevant(same, 2).map(({ commitment }) => commitment.id)).toEqual(['s1', 'f1'])
  })

  test('are piled by state, late ones first, each pile in its own order', () => {
    expect(byStatus(promises).map(({ status, commitments }) => [status, ...commitments.map(({ commitment }) => commitment.id)])).toEqual([['late', 'l1', 'l2'], ['kept', 'k1', 'k2'], ['no-data', 'n1']])
  })

  test('stand leaf by leaf, in the order of the charter, when they are many', () => {
    const many = ['freedom', 'sobriety', 'solidarity', 'freedom', 'sobriety', 'transverse', 'freedom', 'solidarity'].map((pillar, index) => aPromise(`p${index}`, 'late', { pillar: pillar as 'freedom' }))
    expect(partedByLeaf(many).map(({ pillar, here }) => [pillar, here.length])).toEqual([['sobriety', 2], ['solidarity', 2], ['freedom', 3], ['transverse', 1]])
    expect(partedByLeaf(many.slice(1)).map(({ pillar, here }) => [pillar, here.length])).toEqual([[null, 7]])
  })

  test('without any figure to reach are neither kept nor broken', () => {
    const [none, kept] = [aPromise('a', 'no-measurable-target'), aPromise('b', 'kept')]
    expect([isTargetless([none]), isTargetless([none, kept]), isTargetless([])]).toEqual([true, false, false])
  })

  test('say once the reason that is that of all', () => {
    const [one, same, other] = [aPromise('a', 'late'), aPromise('b', 'late'), { ...aPromise('c', 'late'), because: 'Échéance passée.' }]
    expect([sharedReason([one, same]), sharedReason([one, other]), sharedReason([one])]).toEqual([one.because, null, null])
  })

  test('may be none', () => {
    expect([countByStatus([]), mostRelevant([], 5)]).toEqual([[], []])
  })
})
