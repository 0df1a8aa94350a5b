import { describe, expect, it } from 'vitest'
import type { PublishedExplanation } from '#model/explanation'
import { derive, given, recompute } from '#lib/explain/derivation'
import { folded } from '#lib/explain/fold'

const leaf = (label: string, value: number) => given(label, value, 'kg', { kind: 'record', words: 'essai' })
const making = derive('product', 'Fabrication', 'kg', [leaf('Appareils', 3), leaf('Facteur', 5)])
const type = derive('sum', 'Portables', 'kg', [making, leaf('Électricité', 4)])
const alike = derive('product', 'Fabrication', 'kg', [leaf('Appareils', 3), leaf('Facteur', 5)])
const figure = derive('sum', 'Parc', 'kg', [type, alike])
const low = derive('difference', 'Au moins', 'kg', [figure, leaf('Marge', 2)])
const cell = (column: string, derivation: typeof type) => ({ breakdown: 'by-type', row: 'Portables', column, derivation })
const explanation: PublishedExplanation = {
  generated: 'by trefle compute, do not edit', id: 'parc', title: 'Parc', period: '2026', value: 34, formula: null, derivation: figure,
  bounds: { low, high: low }, rows: [cell('making', making), cell('total', type)], citations: [], change: null,
}

describe('a published explanation', () => {
  const { derivation, bounds, rows = [] } = folded(explanation)

  it('writes each tree once: a step that a table holds is a leaf that names it', () => {
    expect(derivation.parts[0]).toEqual(given('Portables', 19, 'kg', { kind: 'cell', breakdown: 'by-type', row: 'Portables', column: 'total' }))
    expect(rows[1]?.derivation.parts[0]?.from).toEqual([{ kind: 'cell', breakdown: 'by-type', row: 'Portables', column: 'making' }])
    expect(rows[0]?.derivation).toEqual(making)
  })

  it('names the figure itself in its bounds', () => {
    expect(bounds?.low.parts[0]?.from).toEqual([{ kind: 'figure' }])
  })

  it('leaves apart two steps that only look alike', () => {
    expect(derivation.parts[1]).toEqual(alike)
  })

  it('gives the same values as before', () => {
    expect([derivation, bounds!.low, ...rows.map((row) => row.derivation)].map(recompute)).toEqual([34, 32, 15, 19])
  })
})
