import { expect, it } from 'vitest'
import { killAtRandom } from './random-kills.ts'

/** The short form of `npm run soak -- --only kills`. */
it('a run that is killed at random instants is finished as one run, whole, each page written once', async () => {
  const { wrong, kills, asked, pages } = await killAtRandom({ seed: 22, kills: 3, pages: 6, longestMs: 6000 })
  expect(wrong).toEqual([])
  expect(kills).toBeGreaterThan(0)
  expect(asked).toBeGreaterThanOrEqual(pages)
}, 240_000)
