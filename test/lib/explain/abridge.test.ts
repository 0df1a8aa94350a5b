import { describe, expect, it } from 'vitest'
import type { Derivation, Origin } from '#model/derivation'
import { abridged } from '#lib/explain/abridge'
import { derive, given, leavesOf, recompute } from '#lib/explain/derivation'

const read: Origin = { kind: 'import', source: 'parc', facts: 3 }
const visit = (page: string): Origin => ({ kind: 'visit', run: '2026-11-01', site: 'portail', page, audit: 'sobriety/page-weight', evidence: null })
const leaf = (value: number, from: Origin = read, times?: number) => given(`n° ${value}`, value, 'kg', from, times)
const scattered = (count: number) => Array.from({ length: count }, (_, index) => leaf((index * 7919) % 1009))
const steps = (tree: Derivation): number => tree.parts.reduce((sum, part) => sum + steps(part), 1)

describe('a tree of its first parts alone', () => {
  it.each(['sum', 'median', 'greatest', 'least', 'quadrature'] as const)('gives the same %s, however many its parts', (rule) => {
    for (const count of [1, 2, 5, 6, 7, 8, 13, 14, 200, 201]) {
      const tree = derive(rule, 'Tout', 'kg', scattered(count))
      expect(recompute(abridged(tree)), `${count}`).toBeCloseTo(tree.value ?? NaN, 9)
      expect(abridged(tree).parts.length).toBeLessThanOrEqual(8)
    }
  })

  it.each(['sum', 'median', 'greatest', 'least', 'quadrature'] as const)('never tells one part of a %s as several', (rule) => {
    const labels = (count: number) => abridged(derive(rule, 'Tout', 'kg', scattered(count))).parts.map(({ label }) => label)
    expect(labels(7)).toEqual(scattered(7).map(({ label }) => label))
    for (const count of [8, 9, 10, 50]) expect(labels(count).filter((label) => label.startsWith('Les 1 ')), `${count}`).toEqual([])
  })

  it('keeps the middle of values that count several times', () => {
    for (let heavy = 1; heavy < 60; heavy++) {
      const tree = derive('median', 'Tout', 'kg', scattered(20).map((part, index) => ({ ...part, times: index === 7 ? heavy : 1 + (index % 3) })))
      expect(recompute(abridged(tree)), `${heavy}`).toBe(tree.value)
    }
  })

  it('follows the parts that a formula names, and stops under a sum', () => {
    const sites = ['a', 'b'].map((name) => derive('sum', name, 'kg', [leaf(1, visit(name)), leaf(2, visit(`${name}2`))]))
    const tree = abridged(derive('quotient', 'Part', '', [derive('sum', 'Dessus', 'kg', sites), derive('product', 'Dessous', 'kg', [leaf(10), leaf(2)])]))
    expect(recompute(tree)).toBe(6 / 20)
    expect(tree.parts.map(({ parts }) => parts.map(({ label, rule }) => [label, rule]))).toEqual([[['a', 'given'], ['b', 'given']], [['n° 10', 'given'], ['n° 2', 'given']]])
  })

  it('says of each part what lies under it, each source once, and counts the pages of a visit', () => {
    const deep = derive('sum', 'Site', 'kg', [leaf(1, visit('accueil')), leaf(2, visit('contact')), leaf(3, visit('accueil')), leaf(4), leaf(5)])
    const [part] = abridged(derive('sum', 'Tout', 'kg', [deep])).parts
    expect(part?.from).toEqual([{ kind: 'import', source: 'parc' }, { kind: 'visits', run: '2026-11-01', visits: 2 }])
  })

  it('counts no visits that several parts may have counted: two sites of twelve pages are not one visit of twelve', () => {
    const seen = (site: string) => given(site, 12, 'pages', { kind: 'visits', run: '2026-11-01', visits: 12 })
    const { parts } = abridged(derive('sum', 'Pages mesurées', 'pages', Array.from({ length: 9 }, (_, index) => seen(`Site ${index}`))))
    expect(parts.map(({ from }) => from)).toContainEqual([{ kind: 'visits', run: '2026-11-01' }])
    expect(parts.filter(({ from }) => JSON.stringify(from).includes('"visits":12'))).toHaveLength(6)
  })

  it('tells what others come to in the unit of the whole, and counts their facts rather than quote them all', () => {
    const words = Array.from({ length: 20 }, (_, index) => given(`n° ${index}`, index % 2, index % 2 ? 'récent' : 'pas récent', { kind: 'record', words: `donnée de ${index} jours` }))
    const { parts } = abridged(derive('sum', 'Chiffres récents', 'chiffres', words))
    expect(parts[0]).toMatchObject({ label: 'Les 14 autres, ensemble', value: 4, unit: 'chiffres', from: [{ kind: 'record', words: '14 faits du registre' }] })
  })

  it('leaves no part without its origin, and is small for a town of two hundred sites', () => {
    const sites = Array.from({ length: 200 }, (_, site) => derive('median', `Site ${site}`, 'B', Array.from({ length: 20 }, (_unused, page) => leaf(site * 31 + page, visit(`p${page}`)))))
    const tree = abridged(derive('median', 'Médiane des sites', 'B', sites))
    expect(leavesOf(tree).every(({ from = [] }) => from.length > 0)).toBe(true)
    expect(steps(tree)).toBeLessThan(10)
  })
})
