import type { Derivation, Origin } from '#model/derivation'
import type { ExplainedCounts, ExplainedRow } from '#model/indicator'
import type { DatedPoint } from '../publish/indicator-series.ts'
import { canonical } from '../record/canonical.ts'
import { abridged } from './abridge.ts'
import { foldedTree } from './fold.ts'

/** The points of a series stand as the rows of a table of this name. */
export const POINTS = 'points'

/** Every number of a point with its tree: its value, its bounds, and what is counted beside it. */
export const numbersOf = ({ derivation, bounds, counts }: Pick<DatedPoint, 'derivation' | 'bounds' | 'counts'>): [column: string, tree: Derivation][] =>
  Object.entries({ value: derivation, ...bounds, ...counts }).flatMap(([column, tree]) => (tree ? [[column, tree] as [string, Derivation]] : []))

/** Elsewhere "the published figure" is the latest one: of an older point, it is its own. */
const ofPeriod = (tree: Derivation, row: string): Derivation => ({
  ...tree, parts: tree.parts.map((part) => ofPeriod(part, row)),
  ...(tree.from && { from: tree.from.map((origin) => (origin.kind === 'figure' && origin.of === undefined ? { kind: 'cell' as const, breakdown: POINTS, row, column: 'value' } : origin)) }),
})

/** What is counted beside a figure, each tree once: a share holds the two counts that it divides, and the count of things is at times the figure itself. */
export function countTrees(value: Derivation, { n, denominator, coverage }: ExplainedCounts = {}): Derivation[] {
  const within = new Set([value, ...coverage?.parts ?? []].map(canonical))
  return [...[n, denominator].filter((tree) => tree !== undefined && !within.has(canonical(tree))), coverage].filter((tree) => tree !== undefined)
}

type Numbered = Pick<DatedPoint, 'derivation' | 'bounds' | 'counts'> & { point: Pick<DatedPoint['point'], 'period'> }

/** The numbers of points, newest first, each by its first parts; one that stands in another is named there. */
export function pointRows(points: readonly Numbered[]): ExplainedRow[] {
  return points.toReversed().flatMap((dated) => {
    const row = dated.point.period
    const numbers = numbersOf(dated)
    const places = new Map(numbers.map(([column, tree]): [Derivation, Extract<Origin, { kind: 'cell' }>] => [tree, { kind: 'cell', breakdown: POINTS, row, column }]))
    return numbers.map(([column, tree]) => ({ breakdown: POINTS, row, column, derivation: ofPeriod(abridged(foldedTree(tree, places)), row) }))
  })
}
