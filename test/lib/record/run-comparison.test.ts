import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import type { RunRecord } from '#model/result'
import { compareRuns, valueBefore } from '#lib/record/run-comparison'
import { aPage, aSite } from '../../published-builders.ts'
import { aRun } from '../../record-builders.ts'

const weight = 'sobriety/page-weight'
const title = 'solidarity/page-title'
const runs = (methods: readonly number[]): RunRecord[] => methods.map((method, index) =>
  aRun({ run: `2026-0${index + 1}-01T000000Z`, audits: { [weight]: { method, unit: 'B' }, [title]: { method: 1, unit: null } } }))
const [first, second, third] = runs([1, 1, 1]).map(({ run }) => run) as [string, string, string]

type Visited = readonly (readonly [run: string, value: number | null, outcome: Outcome])[]
const page = (id: string, visits: Visited, audit = weight): PublishedPage => aPage(id, { [audit]: visits.map(([run, value, outcome]) => ({ run, value, outcome })) })

describe('what changed on a site since the run before', () => {
  it('is told between its last two runs only, with the gaps that came and those that went', () => {
    const site = aSite('s', [
      page('mended', [[first, null, 'pass'], [second, null, 'fail'], [third, null, 'pass']], title),
      page('broken', [[second, null, 'pass'], [third, null, 'fail']], title),
      page('still', [[second, null, 'fail'], [third, null, 'fail']], title),
    ], [])
    const comparison = compareRuns(site, runs([1, 1, 1]))
    expect([comparison?.from.run, comparison?.to.run]).toEqual([second, third])
    expect(comparison?.gaps).toEqual([{ audit: title, came: ['broken'], gone: ['mended'] }])
  })

  it('compares the pages that were read both times, and no other', () => {
    const site = aSite('s', [
      page('a', [[second, 300, 'pass'], [third, 100, 'pass']]),
      page('b', [[second, 500, 'pass'], [third, 300, 'pass']]),
      page('unread', [[second, 9_000, 'fail'], [third, null, 'unknown']]),
      page('new', [[third, 7_000, 'fail']]),
    ], [])
    const comparison = compareRuns(site, runs([1, 1, 1]))
    expect(comparison?.medians.find(({ audit }) => audit === weight)).toEqual({ audit: weight, before: 400, after: 200, pages: 2 })
    expect(comparison?.gaps).toEqual([])
  })

  it('names a control whose method changed, and does not compare it', () => {
    const site = aSite('s', [page('a', [[second, 300, 'pass'], [third, 100, 'fail']])], [])
    const comparison = compareRuns(site, runs([1, 1, 2]))
    expect(comparison).toMatchObject({ changedMethods: [weight], gaps: [], medians: [] })
    expect(valueBefore(site.pages[0] as PublishedPage, weight, runs([1, 1, 2]))).toBeNull()
    expect(valueBefore(site.pages[0] as PublishedPage, weight, runs([1, 1, 1]))).toBe(300)
  })

  it.each(['to-verify', 'not-applicable', 'informative'] as const)('does not say that a gap came or went where the other visit was « %s »', (other) => {
    const site = aSite('s', [
      page('came', [[second, null, other], [third, null, 'fail']], title),
      page('went', [[second, null, 'fail'], [third, null, other]], title),
    ], [])
    expect(compareRuns(site, runs([1, 1, 1]))?.gaps).toEqual([])
  })

  it('does not call new a gap that is still to verify', () => {
    const trackers = 'freedom/trackers-before-choice'
    const known = runs([1, 1, 1]).map((run) => ({ ...run, audits: { [trackers]: { method: 1, unit: null } } }))
    const site = aSite('s', [page('a', [[second, null, 'pass'], [third, null, 'to-verify']], trackers)], [])
    expect(compareRuns(site, known)?.gaps).toEqual([])
  })

  it('is nothing when a site was visited once or never', () => {
    expect(compareRuns(aSite('s', [page('a', [[third, 100, 'pass']])], []), runs([1, 1, 1]))).toBeNull()
    expect(compareRuns(aSite('s', [], []), runs([1]))).toBeNull()
  })
})
