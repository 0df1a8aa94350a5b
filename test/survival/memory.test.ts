import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './bench.ts'
import { flatness, pagesOfMemory, routesOfMemory } from './memory-bench.ts'

let bench: Bench
beforeAll(async () => { bench = await openBench(routesOfMemory) })
afterAll(() => bench.close())

it('memory is as flat at the end of forty pages as at their beginning, and below a gigabyte with the browser', async () => {
  const held = await pagesOfMemory(bench, 40, { withinMs: 110_000 })
  const { first, last, most } = flatness(held)
  expect(held).toHaveLength(40)
  expect(last / first).toBeLessThan(1.1)
  expect(most).toBeLessThan(1_000_000_000)
}, 120_000)
