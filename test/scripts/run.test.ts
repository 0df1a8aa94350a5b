import { describe, expect, it } from 'vitest'
import type { NightlyReport } from '#model/nightly'
import { exitCodeOf } from '../../scripts/run.ts'

const ended = (...steps: Partial<NightlyReport['steps'][number]>[]): number => exitCodeOf({
  schema: 'trefle/nightly@1', id: 'x', startedAt: '2026-11-22T03:00:00Z', finishedAt: null, outcome: 'published', steps: steps.map((step) => ({ step: 'pull', outcome: 'done', seconds: 1, notes: [], ...step })),
})

describe('a run ends with', () => {
  it('0 when all was done, 3 when a step failed, and 70 when one met a bug, even where the others went on', () => {
    expect([ended({}), ended({ outcome: 'partly' }), ended({}, { outcome: 'failed' }), ended({ outcome: 'failed', bug: true }), ended({ outcome: 'partly', bug: true }, { outcome: 'failed' })]).toEqual([0, 0, 3, 70, 70])
  })
})
