import { expect, it } from 'vitest'
import { pack, unpacked } from '#lib/energy/packed'
import type { Segment } from '#maths/energy'

it('segments packed as numbers come back as they were, more than once', () => {
  const segments = (['covered', 'rollover', 'spanned', 'reset', 'outlier'] as const).map((state, i): Segment => ({ fromSeconds: 900 * i, toSeconds: 900 * (i + 1), startKW: i + 0.1, endKW: i + 0.2, state }))
  const numbers: number[] = []
  for (const segment of segments) pack(numbers, segment)
  const back = unpacked(JSON.parse(JSON.stringify(numbers)) as number[])
  expect([[...back], [...back]]).toEqual([segments, segments])
})

it('numbers that are no segments are refused', () => {
  expect(() => [...unpacked([0, 900, 1, 1, 9])]).toThrow(RangeError)
})
