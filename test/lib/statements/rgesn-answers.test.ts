import { describe, expect, it } from 'vitest'
import { countAnswers, rgesnAnswers } from '#lib/statements/rgesn-answers'
import type { DeclaredCriterion } from '#model/rgesn'
import { loadWholeCatalogue } from '#effects/territory/discover'
import { rgesnGrid } from '../../../src/rgesn.ts'

const criteria = rgesnGrid.themes.flatMap((theme) => theme.criteria)
const declared = (criterion: string, state: DeclaredCriterion['state']): DeclaredCriterion => ({ criterion, state, reason: 'Une preuve.', on: '2026-09-14' })

describe('the grid of the RGESN', () => {
  it('has 78 criteria in nine themes, each with words of its own', () => {
    expect(rgesnGrid.themes.map(({ criteria: { length } }) => length)).toEqual([10, 10, 7, 15, 8, 7, 4, 10, 7])
    expect(new Set(criteria.map(({ label }) => label)).size).toBe(78)
  })

  it('cites controls that exist', async () => {
    const known = new Set((await loadWholeCatalogue()).keys())
    expect(criteria.flatMap(({ controls = [] }) => controls).filter((control) => !known.has(control))).toEqual([])
  })

  it('lets no service leave out a criterion that is for all', () => {
    const answers = rgesnAnswers(rgesnGrid, [])
    expect(criteria.filter(({ number, everywhere }) => everywhere && answers.get(number)?.state === 'not-applicable').map(({ number }) => number)).toEqual([])
  })
})

describe('the answers for the dashboard', () => {
  it('are all there, and those that nobody gave are to be declared', () => {
    const answers = rgesnAnswers(rgesnGrid, [])
    expect([...answers.keys()]).toEqual(criteria.map(({ number }) => number))
    expect(answers.get('6.1')).toEqual({ state: 'held', fact: 'weight' })
    expect(answers.get('8.1')).toEqual({ state: 'to-declare' })
  })

  it('are those of the town where it has one', () => {
    const answers = rgesnAnswers(rgesnGrid, [declared('6.1', 'missed'), declared('8.1', 'met')])
    expect(answers.get('6.1')?.state).toBe('declared-missed')
    expect(answers.get('8.1')?.state).toBe('declared-met')
  })

  it('do not count a criterion that is held in part, nor one that nobody answered', () => {
    const before = countAnswers(rgesnAnswers(rgesnGrid, []))
    const after = countAnswers(rgesnAnswers(rgesnGrid, [declared('2.1', 'met'), declared('8.1', 'met')]))
    expect(before.criteria).toBe(78)
    expect(before.answered).toBe(before.own)
    expect(after).toEqual({ criteria: 78, answered: before.answered + 2, own: before.own })
  })
})
