import { describe, expect, it } from 'vitest'
import type { Evidence } from '#model/evidence'
import type { PageRecord } from '#model/result'
import type { LoadJob } from '#audits/gather/load'
import { disturbed, timeForAgain, withScores } from '#effects/visits/timed-again'
import { aDom } from '../../../builders.ts'
import { aPage } from '../../../record-builders.ts'

const job = (change: Partial<LoadJob> = {}): LoadJob => ({ url: 'https://ville.test/', role: 'other', site: null, page: 'page', pass: 'cold', profile: 'desktop', ...change })

describe('the pages that are loaded again, alone, for their scores', () => {
  const chosen = (change: Partial<LoadJob>, visit: Partial<PageRecord> | null) => disturbed([job(change)], () => visit === null ? undefined : aPage({ contended: true, ...visit })).length

  it('are those that other work disturbed, in the passes that have a score', () => {
    expect([chosen({}, {}), chosen({ pass: 'mobile' }, {}), chosen({ pass: 'refusal' }, {}), chosen({ pass: 'repeat' }, {})]).toEqual([1, 1, 0, 0])
    expect([chosen({}, { contended: false }), chosen({}, { status: 'not-measured' }), chosen({}, { loads: { count: 3, spread: {} } }), chosen({}, null)]).toEqual([0, 0, 0, 0])
  })

  it('begin with the home pages, since time is bounded', () => {
    const jobs = [job({ page: 'a' }), job({ page: 'b', role: 'home' }), job({ page: 'c' })]
    expect(disturbed(jobs, () => aPage({ contended: true })).map((again) => again.job.page)).toEqual(['b', 'a', 'c'])
    expect([timeForAgain(1000), timeForAgain(400_000)]).toEqual([30_000, 100_000])
  })
})

describe('the scores of a second load', () => {
  const evidence = (change: Partial<Evidence>): Evidence => ({
    schema: 'trefle/evidence@1', run: 'r', site: null, page: null, role: 'other', url: 'https://ville.test/', finalUrl: 'https://ville.test/', pass: 'cold', profile: 'desktop', at: '2026-11-22T03:40:00Z', durationMs: 5,
    tools: { trefle: '0', node: '0', chromium: '0', lighthouse: '0', axe: '0', puppeteer: '0' }, contended: false, weakened: [], status: 'measured', failure: null, artifacts: {}, ...change,
  })
  const scored = (performanceScore: number) => ({ lighthouse: { ok: true as const, value: { performanceScore, benchmarkIndex: null, metrics: {}, audits: {} } } })
  const first = evidence({ contended: true, cpuWaitShare: 0.7, artifacts: { dom: { ok: true, value: aDom() }, ...scored(0.4) } })
  const second = evidence({ at: '2026-11-22T03:50:00Z', cpuWaitShare: 0.1, artifacts: scored(0.9) })

  it('replace those of the first, which keeps everything else it saw, and the evidence says when', () => {
    expect(withScores(first, second)).toEqual({ ...first, contended: false, cpuWaitShare: 0.1, timedAgainAt: '2026-11-22T03:50:00Z', artifacts: { ...first.artifacts, ...second.artifacts } })
  })

  it('are not taken when they were disturbed too, when there are none, or when the page was cut', () => {
    for (const change of [{ contended: true }, { artifacts: {} }, { status: 'partial' as const }]) expect(withScores(first, { ...second, ...change })).toBeNull()
  })
})
