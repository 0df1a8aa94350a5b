import { describe, expect, it } from 'vitest'
import { converted, derive, given, leavesOf, recompute } from '#lib/explain/derivation'

const number = (value: number, times?: number) => given(`n ${value}`, value, 'u', { kind: 'convention', words: 'essai' }, times)

describe('a figure as a tree', () => {
  it.each([
    ['sum', [2, 3, 4], 9], ['difference', [10, 3, 4], 3], ['product', [2, 3, 4], 24], ['quotient', [6, 4], 1.5], ['greatest', [0, 1, 0], 1], ['median', [9, 1, 2, 4], 3],
  ] as const)('follows a %s', (rule, values, expected) => {
    expect(derive(rule, 'essai', 'u', values.map((value) => number(value))).value).toBe(expected)
  })

  it('counts a value of a median as often as it occurs', () => {
    expect(derive('median', 'âge', 'ans', [number(1, 5), number(8, 2)]).value).toBe(1)
  })

  it('is unknown, and not zero, when a part is unknown or a divisor is nothing', () => {
    const unknown = derive('quotient', 'part', '', [number(1), number(0)])
    expect(unknown.value).toBeNull()
    expect(derive('sum', 'tout', '', [number(3), unknown]).value).toBeNull()
    expect(derive('median', 'rien', '', []).value).toBeNull()
  })

  it('is computed again from its leaves alone', () => {
    const tree = converted('part', '%', derive('quotient', 'part', '', [derive('sum', 'a', '', [number(1), number(2)]), number(4)]), 100, 'pour cent')
    expect(tree.value).toBe(75)
    expect(recompute({ ...tree, value: 12, parts: tree.parts.map((part) => ({ ...part, value: part.rule === 'given' ? part.value : 99 })) })).toBe(75)
  })

  it('ends at leaves that each say where they come from', () => {
    expect(leavesOf(derive('sum', 'tout', '', [number(1), derive('product', 'p', '', [number(2), number(3)])])).map(({ from }) => from?.[0]?.kind)).toEqual(['convention', 'convention', 'convention'])
  })
})
