import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { measureAll } from '#effects/gate/measure-check'
import type { LoadJob } from '#effects/visits/pool'
import type { Bench, measure, Measured, MeasureOptions } from '#effects/visits/measure'

/** Visits that open no browser: one page tracks. */
async function* visit(jobs: readonly LoadJob[]): ReturnType<typeof measure> {
  for (const job of jobs) yield { job, evidence: {}, results: [{ audit: 'freedom/trackers-before-choice', method: 1, outcome: job.url.endsWith('/suivi') ? 'fail' : 'pass', measure: null, findings: [] }] } as unknown as Measured
}

const bench = { catalogue: new Map([['freedom/trackers-before-choice', { method: 1, accuses: true }]]) } as unknown as Bench
const pages = (...paths: string[]): LoadJob[] => paths.map((path) => ({ url: `https://ville.test${path}`, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' }))
let said: string[] = []
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(() => { vi.restoreAllMocks() })

it('an accusation that rests on one load says how to confirm it, and where it stands', async () => {
  await measureAll(pages('/', '/suivi'), bench, {} as MeasureOptions, false, visit)
  expect(said).toEqual([expect.stringMatching(/ville\.test\/suivi\).*--passes cold,confirm/)])
})

it('nothing is said when no page accuses, or when a second load was made', async () => {
  await measureAll(pages('/'), bench, {} as MeasureOptions, false, visit)
  await measureAll(pages('/suivi'), bench, {} as MeasureOptions, true, visit)
  expect(said).toEqual([])
})
