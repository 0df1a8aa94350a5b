import { describe, expect, it } from 'vitest'
import type { Derivation } from '#model/derivation'
import { derive, given } from '#lib/explain/derivation'
import type { PartChange } from '#model/explanation'
import { treeChange } from '#lib/explain/tree-change'

const record = { kind: 'record', words: 'essai' } as const
const leaf = (label: string, value: number) => given(label, value, '', record)
const months = (...values: number[]) => values.map((value, index) => leaf(`salle, ${2024 + index}-10`, value))
const room = (period: string, kWh: Derivation[], grams: number, published?: number) => {
  const tree = derive('product', 'Carbone', 'g', [derive('sum', 'Énergie', 'kWh', kWh), leaf('Facteur du réseau', grams)])
  return { period, published: published ?? tree.value!, tree }
}
const effects = (change: PartChange | null) => Object.fromEntries(change!.effects.map(({ cause, label, effect }) => [cause === 'part' ? label : cause, effect]))
const total = ({ effects: all }: PartChange) => all.reduce((sum, { effect }) => sum + effect, 0)

describe('why a figure changed, by the parts of its tree', () => {
  it('gives a product to the factor that moved', () => {
    expect(effects(treeChange(room('2025', months(100), 50), room('2026', months(100), 40)))).toMatchObject({ 'Facteur du réseau': -1000, method: 0 })
  })

  it('shares what two factors do together, and sums to the change', () => {
    const change = treeChange(room('2025', months(100), 50), room('2026', months(200), 40))!
    // (100 → 200) at the mean factor of 45, and (50 → 40) at the mean energy of 150.
    expect(effects(change)).toMatchObject({ 'Énergie': 4500, 'Facteur du réseau': -1500 })
    expect(total(change)).toBeCloseTo(3000, 9)
  })

  it('sets apart what is on one side only', () => {
    const change = treeChange(room('2025', [leaf('salle A', 100)], 50), room('2026', [leaf('salle A', 100), leaf('salle B', 30)], 50))
    expect(effects(change)).toMatchObject({ perimeter: 1500 })
  })

  it('puts a month beside the same month of another year', () => {
    const change = treeChange(room('2025', [leaf('salle, 2025-10', 100)], 50), room('2026', [leaf('salle, 2026-10', 120)], 50))
    expect(effects(change)).toEqual({ 'Énergie': 1000, method: 0 })
  })

  it('gives to the method what the published figures differ by from today’s', () => {
    const change = treeChange(room('2025', months(100), 50, 4000), room('2026', months(100), 50))!
    expect(effects(change)).toMatchObject({ method: 1000 })
    expect(total(change)).toBeCloseTo(change.to.value - change.from.value, 9)
  })

  it('splits a ratio and a median of pages exactly, whatever comes and goes', () => {
    const site = (values: Record<string, number>) => derive('median', 'Médiane des sites', 'g', Object.entries(values).map(([page, value]) => leaf(page, value)))
    const side = (period: string, tree: Derivation) => ({ period, published: tree.value!, tree })
    const change = treeChange(side('2025', site({ a: 1, b: 2, c: 9 })), side('2026', site({ a: 1.5, b: 3, d: 4, e: 5 })))!
    expect(Object.keys(effects(change)).sort()).toEqual(['Médiane des sites', 'method', 'perimeter'])
    expect(total(change)).toBeCloseTo(3.5 - 2, 9)
    const pue = (all: number, it: number) => derive('quotient', 'PUE', '', [leaf('Salle', all), leaf('Informatique', it)])
    expect(total(treeChange(side('2025', pue(150, 100)), side('2026', pue(200, 110)))!)).toBeCloseTo(200 / 110 - 1.5, 9)
  })

  it('has nothing to say of a figure in one block', () => {
    const declared = (period: string, value: number) => ({ period, published: value, tree: leaf('Déclaré', value) })
    expect(treeChange(declared('2025', 1), declared('2026', 2))).toBeNull()
  })
})
