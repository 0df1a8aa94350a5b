import { describe, expect, it } from 'vitest'
import { derive, given } from '#lib/explain/derivation'
import { countTrees } from '#lib/explain/points'

const sum = (label: string) => derive('sum', label, '', [given('ville', 2, '', { kind: 'import', source: 'parc', facts: 1 }), given('ccas', 3, '', { kind: 'import', source: 'parc', facts: 1 })])

describe('what is counted beside a figure', () => {
  it('is told apart from the figure, unless it is the figure', () => {
    const value = sum('Personnes formées')
    expect(countTrees(value, { n: sum('Personnes formées') })).toEqual([])
    expect(countTrees(value, { n: value, denominator: sum('Personnes invitées') })).toEqual([sum('Personnes invitées')])
    expect(countTrees(value)).toEqual([])
  })

  it('is told once when a share holds it', () => {
    const [n, denominator] = [sum('Vues'), sum('Attendues')]
    const coverage = derive('quotient', 'Couverture', '', [n, denominator])
    expect(countTrees(sum('Total'), { n, denominator, coverage })).toEqual([coverage])
  })
})
