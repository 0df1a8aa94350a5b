import type { Segment } from '#maths/energy'

const states = ['covered', 'rollover', 'spanned', 'reset', 'outlier'] as const
const FIELDS = 5

/** Adds a segment to a list of plain numbers, five each: a year of quarters of forty meters is 1.4 million segments. */
export function pack(into: number[], { fromSeconds, toSeconds, startKW, endKW, state }: Segment): void {
  into.push(fromSeconds, toSeconds, startKW, endKW, states.indexOf(state))
}

/** The segments of such a list, made one at a time, as often as they are asked for. Throws a RangeError when it holds none of the five states. */
export function unpacked(numbers: readonly number[]): Iterable<Segment> {
  return {
    * [Symbol.iterator]() {
      for (let i = 0; i + FIELDS <= numbers.length; i += FIELDS) {
        const [fromSeconds = 0, toSeconds = 0, startKW = 0, endKW = 0] = [numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]]
        const state = states[numbers[i + 4] ?? -1]
        if (state === undefined) throw new RangeError('not a list of segments')
        yield { fromSeconds, toSeconds, startKW, endKW, state }
      }
    },
  }
}
