import { expect, it } from 'vitest'
import { leastDisturbing, movedFromCalm, separations, type Point } from '#effects/benching/separation'

const load = (waited: number, score: number, profile: Point['profile'] = 'desktop'): Point => ({ url: 'a', profile, waited, score })
const loads = movedFromCalm([load(0.7, 0.97), load(0.5, 0.8), load(0.1, 0.9), load(0.3, 0.91), load(0.2, 0.92), load(0.4, 0.86), load(0.05, 0.5, 'mobile')])

it('compares each load with the calmest of its page and profile', () => {
  expect(loads.filter(({ profile }) => profile === 'desktop').map(({ waited, moved }) => [waited, moved])).toEqual([[0.1, -0.01], [0.2, 0.01], [0.3, 0], [0.4, -0.05], [0.5, -0.11], [0.7, 0.06]])
  expect(loads.find(({ profile }) => profile === 'mobile')?.moved).toBe(0)
})

it('counts what a threshold keeps although the score moved, and what it sets aside although it did not', () => {
  expect(separations(loads, [0.6, 0.25])).toEqual([
    { threshold: 0.6, kept: 6, keptWrongly: 1, setAside: 1, setAsideWrongly: 0 },
    { threshold: 0.25, kept: 3, keptWrongly: 0, setAside: 4, setAsideWrongly: 2 },
  ])
})

it('says the least waiting that disturbed a score, whether it rose or fell', () => {
  expect(leastDisturbing(loads)).toBe(0.5)
  expect(leastDisturbing(loads.filter(({ waited }) => waited < 0.5))).toBeNull()
})
