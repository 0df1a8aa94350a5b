import type { Derivation, Origin } from '#model/derivation'
import type { PublishedExplanation } from '#model/explanation'
import { given } from './derivation.ts'

type Place = Extract<Origin, { kind: 'figure' | 'cell' }>

/** A step that is published by itself gives way to a leaf that says where: each tree is written once. A step is known by itself: two that look alike stay two. */
export function foldedTree(tree: Derivation, places: ReadonlyMap<Derivation, Place>): Derivation {
  return { ...tree, parts: tree.parts.map((part) => {
    const place = part.parts.length === 0 || part.value === null ? undefined : places.get(part)
    return place === undefined ? foldedTree(part, places) : given(part.label, part.value ?? 0, part.unit, place, part.times)
  }) }
}

/** Trees that name each other rather than repeat each other: the figure leads to the numbers of its tables, and each of these to the others. */
export function folded(explanation: PublishedExplanation): PublishedExplanation {
  const { rows = [], derivation, bounds, counts } = explanation
  const cells = rows.map(({ breakdown, row, column, derivation: tree }) => [tree, { kind: 'cell', breakdown, row, column }] as const)
  // Of two cells that are one number, the first is named; the figure itself before any of them.
  const places = new Map<Derivation, Place>([...cells.toReversed(), [derivation, { kind: 'figure' }]])
  return {
    ...explanation, derivation: foldedTree(derivation, places), ...(rows.length > 0 && { rows: rows.map((row) => ({ ...row, derivation: foldedTree(row.derivation, places) })) }),
    ...(bounds && { bounds: { low: foldedTree(bounds.low, places), high: foldedTree(bounds.high, places) } }),
    ...(counts && { counts: Object.fromEntries(Object.entries(counts).map(([count, tree]) => [count, foldedTree(tree, places)])) }),
  }
}
