/** A reproducible source of chance for made-up data: the same seed gives the same sequence on every machine. */
export type Random = {
  /** 0 included, 1 excluded. */
  (): number
  pick<T>(list: readonly T[]): T
  weighted<T>(list: readonly (readonly [T, number])[]): T
  letters(length: number): string
  shuffle<T>(list: T[]): void
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Weyl sequence through a 32-bit avalanche (the finaliser of MurmurHash3, public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return Object.assign(next, {
    pick,
    weighted: <T>(list: readonly (readonly [T, number])[]): T => pick(list.flatMap(([value, weight]) => Array.from({ length: weight }, () => value))),
    letters: (length: number): string => Array.from({ length }, () => pick([...ALPHABET])).join(''),
    shuffle<T>(list: T[]): void {
      for (let i = list.length - 1; i > 0; i -= 1) {
        const j = Math.floor(next() * (i + 1));
        [list[i], list[j]] = [list[j] as T, list[i] as T]
      }
    },
  })
}
