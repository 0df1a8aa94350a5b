/**
 * Splits a change among the things that changed, whatever the order in which one lets them change: each gets the mean of what it
 * adds over all orders (Shapley 1953; as a decomposition, Shorrocks 2013). The parts sum to the whole change.
 * `worth` gives the value when the things of `changed` are as after, and the others as before. At most a dozen things: 2ⁿ values.
 */
export function shapleySplit<K extends string>(things: readonly K[], worth: (changed: ReadonlySet<K>) => number): Record<K, number> {
  const known = new Map<number, number>()
  const worthOf = (mask: number): number => {
    const before = known.get(mask)
    if (before !== undefined) return before
    const value = worth(new Set(things.filter((_thing, index) => mask & (1 << index))))
    known.set(mask, value)
    return value
  }
  const n = things.length
  const share = (size: number): number => 1 / (n * combinations(n - 1, size))
  const partOf = (index: number): number => Array.from({ length: 1 << n }, (_, mask) => mask)
    .filter((mask) => !(mask & (1 << index)))
    .reduce((sum, mask) => sum + share(bits(mask)) * (worthOf(mask | (1 << index)) - worthOf(mask)), 0)
  return Object.fromEntries(things.map((thing, index) => [thing, partOf(index)])) as Record<K, number>
}

const bits = (mask: number): number => mask.toString(2).replaceAll('0', '').length

const combinations = (n: number, k: number): number => Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, term) => product * term, 1)
