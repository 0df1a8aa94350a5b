import type { Derivation, Origin } from '#model/derivation'
import { canonical } from '../record/canonical.ts'
import { follow, given, leavesOf } from './derivation.ts'

/** Parts of one step that are told apart; the others are told together. */
const MOST_PARTS = 6

/** Steps that join things of one kind, however many. The greatest and the least of a few are bounds: like any other rule, a formula names their parts. */
const joins = ({ rule, parts }: Derivation): boolean =>
  rule === 'sum' || rule === 'median' || rule === 'quadrature' || ((rule === 'greatest' || rule === 'least') && parts.length > MOST_PARTS)

/** Facts of the record that are quoted under one part; more are counted. */
const MOST_FACTS = 3

/** Two steps may have counted the same lines of an import, or the same visits of a run: told together, they are not counted. */
const uncounted = (origin: Origin): Origin =>
  origin.kind === 'import' ? { kind: 'import', source: origin.source } : origin.kind === 'visits' ? { kind: 'visits', run: origin.run } : origin

/** What steps rest on, each source once; visits that are named one by one are counted by run. */
function originsUnder(steps: readonly Derivation[]): Origin[] {
  const origins = steps.flatMap(leavesOf).flatMap(({ from = [] }) => from)
  const visited = new Map(origins.flatMap((origin) => (origin.kind === 'visit' ? [[canonical([origin.run, origin.site, origin.page]), origin.run] as const] : [])))
  const runs = Map.groupBy(visited.values(), (run) => run)
  const others = origins.flatMap((origin): Origin[] => (origin.kind === 'visit' ? [] : [uncounted(origin)]))
  const distinct = [...new Map(others.map((origin) => [canonical(origin), origin])).values()]
  const facts = distinct.filter(({ kind }) => kind === 'record')
  const told: Origin[] = facts.length > MOST_FACTS ? [{ kind: 'record', words: `${facts.length} faits du registre` }] : facts
  return [...distinct.filter(({ kind }) => kind !== 'record'), ...told, ...[...runs].map(([run, { length }]): Origin => ({ kind: 'visits', run, visits: length }))]
}

const leafOf = (step: Derivation): Derivation => (step.rule === 'given' ? step : given(step.label, step.value ?? 0, step.unit, originsUnder([step]), step.times))

const timesOf = (steps: readonly Derivation[]): number => steps.reduce((sum, { times = 1 }) => sum + times, 0)

/** Parts that are told together: their total, or on one side of a median the nearest of them, as many times as they are. One alone is told as it is. */
function together({ rule, unit }: Derivation, parts: readonly Derivation[], side: 'below' | 'above'): Derivation[] {
  if (parts.length < 2) return parts.map(leafOf)
  const from = originsUnder(parts)
  if (rule !== 'median') return [given(`Les ${parts.length} autres, ensemble`, follow(rule as 'sum', parts) ?? 0, unit, from)]
  const nearest = follow(side === 'below' ? 'greatest' : 'least', parts) ?? 0
  return [given(side === 'below' ? `Les ${parts.length} plus bas, au plus` : `Les ${parts.length} plus hauts, au moins`, nearest, unit, from, timesOf(parts))]
}

/** The parts that are told apart: those around the middle of a median, the smallest of a least, the largest of any other. */
function chosenOf({ rule, parts }: Derivation): { apart: readonly Derivation[]; below: readonly Derivation[]; above: readonly Derivation[] } {
  const ascending = parts.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  if (rule === 'least') return { apart: ascending.slice(0, MOST_PARTS), below: [], above: ascending.slice(MOST_PARTS) }
  if (rule !== 'median') {
    const chosen = new Set(parts.toSorted((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0)).slice(0, MOST_PARTS))
    return { apart: parts.filter((part) => chosen.has(part)), below: parts.filter((part) => !chosen.has(part)), above: [] }
  }
  const half = timesOf(parts) / 2
  let seen = 0
  const middle = ascending.findIndex(({ times = 1 }) => (seen += times) >= half)
  const start = Math.max(0, middle - MOST_PARTS / 2 + 1)
  return { apart: ascending.slice(start, start + MOST_PARTS), below: ascending.slice(0, start), above: ascending.slice(start + MOST_PARTS) }
}

/**
 * A tree of its first parts alone: it gives the same value, each part is a leaf with what lies under it, and a step that joins more parts than
 * a reader would follow tells the others together.
 */
export function abridged(tree: Derivation): Derivation {
  if (tree.rule === 'given') return tree
  if (!joins(tree)) return { ...tree, parts: tree.parts.map(abridged) }
  // One more would stand alone: it keeps its place among the others.
  if (tree.parts.length <= MOST_PARTS + 1) return { ...tree, parts: tree.parts.map(leafOf) }
  const { apart, below, above } = chosenOf(tree)
  return { ...tree, parts: [...together(tree, below, 'below'), ...apart.map(leafOf), ...together(tree, above, 'above')] }
}
