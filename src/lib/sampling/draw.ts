import { createHash } from 'node:crypto'

/**
 * Rank of a page in a draw: SHA-256, in hex, of the seed, a line feed and the path. It depends on nothing else, so that
 * a page that appears or leaves moves no other, and anybody can redo it: printf 'seed\n/path' | sha256sum
 */
export function rankOf(seed: string, path: string): string {
  return createHash('sha256').update(`${seed}\n${path}`).digest('hex')
}

/** The same items in the order of the draw: the smallest rank first. */
export function drawn<T extends { path: string }>(seed: string, items: readonly T[]): T[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(seed, item.path) }))
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ item }) => item)
}
