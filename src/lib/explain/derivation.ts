import type { Derivation, Origin, Rule } from '#model/derivation'
import { countedQuantile, logNormalInterval, type Counted } from '../maths/statistics.ts'

type Part = Pick<Derivation, 'value' | 'times'>

const add = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** A quotient by zero and a median of nothing are unknown, never 0. */
const rules: Record<Exclude<Rule, 'given'>, (values: readonly number[], counted: readonly Counted[]) => number | null> = {
  sum: add,
  difference: ([first = 0, ...others]) => first - add(others),
  product: (values) => values.reduce((product, value) => product * value),
  quotient: ([above, below]) => (above === undefined || below === undefined || below === 0 ? null : above / below),
  median: (_values, counted) => countedQuantile(counted, 0.5),
  greatest: (values) => (values.length === 0 ? null : Math.max(...values)),
  least: (values) => (values.length === 0 ? null : Math.min(...values)),
  quadrature: (values) => Math.hypot(...values),
  'log-normal-low': ([mean = 0, deviation = 0]) => logNormalInterval(mean, deviation).low,
  'log-normal-high': ([mean = 0, deviation = 0]) => logNormalInterval(mean, deviation).high,
}

/** What a step gives; null when one of its parts is unknown. */
export function follow(rule: Exclude<Rule, 'given'>, parts: readonly Part[]): number | null {
  const counted = parts.flatMap(({ value, times = 1 }) => (value === null ? [] : [{ value, count: times }]))
  return counted.length < parts.length ? null : rules[rule](counted.map(({ value }) => value), counted)
}

/** A number of the record, of a factor or of a convention: where a tree ends. */
export function given(label: string, value: number, unit: string, from: Origin | readonly Origin[], times?: number): Derivation {
  return { label, value, unit, rule: 'given', parts: [], from: [from].flat(), ...(times === undefined ? {} : { times }) }
}

/** A step that follows from others. This is how an indicator computes: the figure that it publishes is the value of its tree. */
export function derive(rule: Exclude<Rule, 'given'>, label: string, unit: string, parts: readonly Derivation[]): Derivation {
  return { label, unit, rule, value: follow(rule, parts), parts: [...parts] }
}

/** A number times a conversion, with its words: kilograms from tonnes, a percentage from a share. */
export function converted(label: string, unit: string, part: Derivation, factor: number, words: string): Derivation {
  return derive('product', label, unit, [part, given(words, factor, '', { kind: 'convention', words })])
}

/** The value that the leaves of a tree give again, ignoring every value written above them. */
export function recompute(tree: Derivation): number | null {
  if (tree.rule === 'given') return tree.value
  return follow(tree.rule, tree.parts.map((part) => ({ value: recompute(part), times: part.times })))
}

/** The first step of a tree, the root included, that bears a label. */
export function stepNamed(tree: Derivation, label: string): Derivation | undefined {
  if (tree.label === label) return tree
  for (const part of tree.parts) {
    const found = stepNamed(part, label)
    if (found !== undefined) return found
  }
  return undefined
}

/** Every leaf of a tree, in order. */
export function leavesOf(tree: Derivation): Derivation[] {
  return tree.rule === 'given' ? [tree] : tree.parts.flatMap(leavesOf)
}
