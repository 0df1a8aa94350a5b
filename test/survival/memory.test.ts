import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './bench.ts'
import { growth, pagesOfMemory, routesOfMemory } from './memory-bench.ts'

/** Forty pages tell a leak of five megabytes a page; `MEMORY_PAGES=500` tells one of half a megabyte, in half an hour. */
const count = Number(process.env.MEMORY_PAGES ?? 40)
const limitMs = count * 15_000

let bench: Bench
beforeAll(async () => { bench = await openBench(routesOfMemory) })
afterAll(() => bench.close())

it('memory is as flat at the end of many pages as at their beginning, and each worker stays below a gigabyte with its browser', async () => {
  const { pages, mostOfOne } = await pagesOfMemory(bench, count, { withinMs: limitMs })
  const megabytes = (bytes: number) => Math.round(bytes / 1e6)
  console.info(`${count} pages, two workers together (MB): ${pages.map(megabytes).join(' ')}; growth ${growth(pages).toFixed(3)}; most by one ${megabytes(mostOfOne)}`)
  expect(pages).toHaveLength(count)
  expect(Math.abs(growth(pages))).toBeLessThan(0.1)
  expect(mostOfOne).toBeLessThan(1_000_000_000)
}, limitMs)
