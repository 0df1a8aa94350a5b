import type { Derivation } from '#model/derivation'
import type { PartChange } from '#model/explanation'
import { shapleySplit } from '../maths/shapley.ts'
import { follow, recompute } from './derivation.ts'

/** What is on one side only: a room, a site, a month that came or went. No label of a tree is empty. */
const PERIMETER = ''

/** A figure of a period, and its tree as it is drawn today. */
export type TreeSide = { period: string; published: number; tree: Derivation }

/** Two trees, part beside part. `cause`: the nearest part of a product, quotient, difference or of a figure that is a sum, that it stands in. */
type Pair = { cause: string; before: Derivation | null; after: Derivation | null; parts: Pair[] }

const multiplied: ReadonlySet<Derivation['rule']> = new Set(['product', 'quotient', 'difference'])
const withoutDates = (label: string): string => label.replaceAll(/,? ?\b\d{4}(-\d{2}){0,2}\b/g, '')

/** Parts of one label are one part; of those that are left, the first of a label without its dates goes with the first: a month goes with a month. */
function paired(before: readonly Derivation[], after: readonly Derivation[]): [Derivation | null, Derivation | null][] {
  const left = [...after]
  const take = (is: (part: Derivation) => boolean): Derivation | null => {
    const index = left.findIndex(is)
    return index < 0 ? null : left.splice(index, 1)[0] ?? null
  }
  const exact = before.map((part): [Derivation, Derivation | null] => [part, take(({ label }) => label === part.label)])
  const both = exact.map(([part, same]): [Derivation, Derivation | null] => [part, same ?? take(({ label }) => withoutDates(label) === withoutDates(part.label))])
  return [...both, ...left.map((part): [null, Derivation] => [null, part])]
}

/** `apart`: the parts of a sum are causes of their own, as they are when the figure is nothing but their sum. */
function pairOf(before: Derivation | null, after: Derivation | null, cause: string, apart: boolean): Pair {
  if (before === null || after === null || before.rule !== after.rule || before.rule === 'given') return { cause, before, after, parts: [] }
  const parts = paired(before.parts, after.parts).map(([one, other]) =>
    pairOf(one, other, multiplied.has(before.rule) || (apart && before.rule === 'sum') ? withoutDates((one ?? other)?.label ?? cause) : cause, false))
  return { cause, before, after, parts }
}

/** What a pair is worth when the causes of `changed` are as after and the others as before; undefined when it is then not there. */
function worthOf(pair: Pair, changed: ReadonlySet<string>): Pick<Derivation, 'value' | 'times'> | undefined {
  const { cause, before, after, parts } = pair
  if (before === null || after === null) {
    const there = changed.has(PERIMETER) ? after : before
    return there === null ? undefined : { value: recompute(there), times: there.times }
  }
  const side = changed.has(cause) ? after : before
  if (parts.length === 0 || before.rule === 'given') return { value: recompute(side), times: side.times }
  return { value: follow(before.rule, parts.flatMap((part) => worthOf(part, changed) ?? [])), times: side.times }
}

/** Causes that differ somewhere under a pair. */
function causesOf({ cause, before, after, parts }: Pair): string[] {
  if (before === null || after === null) return [PERIMETER]
  if (parts.length > 0) return parts.flatMap(causesOf)
  return recompute(before) === recompute(after) && before.times === after.times ? [] : [cause]
}

/** More causes than this make more combinations than a person would wait for: 2ⁿ readings of the tree. */
const MOST_CAUSES = 14
/** The parts of a long sum are read in full for each combination. */
const MOST_TERMS = 10

/**
 * Splits the change of a figure among the parts that its tree multiplies and divides, each taken before or after, by Shapley's value; what
 * is on one side only, and what is not of today's method, stand apart. Null when the tree has no parts to share the change
 * among, or when a mixture of the two sides has no value.
 */
export function treeChange(from: TreeSide, to: TreeSide): PartChange | null {
  const fine = pairOf(from.tree, to.tree, from.tree.label, true)
  const root = new Set(causesOf(fine)).size > MOST_TERMS ? pairOf(from.tree, to.tree, from.tree.label, false) : fine
  const causes = [...new Set(causesOf(root))]
  const ends = [from.tree, to.tree].map(recompute)
  const [before, after] = ends
  if (root.parts.length === 0 || causes.length > MOST_CAUSES || before == null || after == null) return null
  let known = true
  const split = shapleySplit(causes, (changed) => {
    const value = worthOf(root, changed)?.value ?? null
    if (value === null) known = false
    return value ?? 0
  })
  if (!known) return null
  const method = to.published - after - (from.published - before)
  const effects: PartChange['effects'] = [...Object.entries(split).map(([label, effect]) => ({ cause: label === PERIMETER ? 'perimeter' as const : 'part' as const, label, effect })), { cause: 'method', label: '', effect: method }]
  return { from: { period: from.period, value: from.published }, to: { period: to.period, value: to.published }, effects }
}
