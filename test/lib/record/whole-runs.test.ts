import { describe, expect, it } from 'vitest'
import { runsCompare, wholeRuns } from '#lib/record/whole-runs'
import { aSite } from '../../facts-builders.ts'
import { aPage, aRun } from '../../record-builders.ts'

const run = (day: string, part = {}) => aRun({ run: `${day}T080000Z`, startedAt: `${day}T08:00:00Z`, finishedAt: `${day}T09:00:00Z`, ...part })
const visits = (day: string, ...sites: string[]) => sites.map((site) => aPage({ run: `${day}T080000Z`, site, at: `${day}T08:30:00Z` }))
const days = (runs: ReturnType<typeof wholeRuns>) => runs.map(({ day }) => day)
const sites = [aSite('a'), aSite('b')]

describe('a run that speaks for the whole territory', () => {
  it('asks every site that was asked before: a visit of one site does not change the town’s figures', () => {
    const runs = [run('2026-01-10'), run('2026-02-10'), run('2026-03-10')]
    const pages = [...visits('2026-01-10', 'a', 'b'), ...visits('2026-02-10', 'a'), ...visits('2026-03-10', 'a', 'b')]
    expect(days(wholeRuns(runs, pages, sites))).toEqual(['2026-01-10', '2026-03-10'])
  })

  it('may leave out a site that is no longer declared', () => {
    const runs = [run('2026-01-10'), run('2026-02-10')]
    expect(days(wholeRuns(runs, [...visits('2026-01-10', 'a', 'b'), ...visits('2026-02-10', 'a')], [aSite('a')]))).toEqual(['2026-01-10', '2026-02-10'])
  })

  it('is the last one of its day', () => {
    const later = aRun({ run: '2026-01-10T200000Z', startedAt: '2026-01-10T20:00:00Z' })
    const pages = [...visits('2026-01-10', 'a'), aPage({ run: later.run, site: 'a' })]
    expect(wholeRuns([run('2026-01-10'), later], pages, sites).map(({ run: each }) => each.run)).toEqual([later.run])
  })
})

describe('two runs', () => {
  const before = run('2026-01-10')
  const pair = (part = {}, declared = sites, second = ['a', 'b']) => {
    const after = run('2026-02-10', part)
    const [one, other] = wholeRuns([before, after], [...visits('2026-01-10', 'a', 'b'), ...visits('2026-02-10', ...second)], declared)
    return runsCompare(one!, other!, ['sobriety/page-weight'], declared)
  }

  it('compare when method, screen and sites are the same', () => {
    expect(pair()).toBe(true)
  })

  it('do not compare across a change of the audit’s method', () => {
    expect(pair({ audits: { 'sobriety/page-weight': { method: 2, unit: 'B' } } })).toBe(false)
  })

  it('compare when another audit changed its method', () => {
    expect(pair({ audits: { ...before.audits, 'freedom/legal-notice': { method: 7, unit: null } } })).toBe(true)
  })

  it('do not compare across a change of screen', () => {
    expect(pair({ profile: 'mobile' })).toBe(false)
  })

  it('do not compare when a site joined', () => {
    expect(pair({}, [...sites, aSite('c')], ['a', 'b', 'c'])).toBe(false)
  })

  it('do not compare when a site’s sample of pages changed between them', () => {
    expect(pair({}, [aSite('a', { sampleSince: '2026-02-01' }), aSite('b')])).toBe(false)
    expect(pair({}, [aSite('a', { sampleSince: '2026-01-10' }), aSite('b')])).toBe(true)
    expect(pair({}, [aSite('a', { sampleSince: '2026-02-11' }), aSite('b')])).toBe(true)
    expect(pair({}, [aSite('a', { sampleSince: '2026-01-10T07:59:00Z' }), aSite('b')])).toBe(true)
    expect(pair({}, [aSite('a', { sampleSince: '2026-01-10T18:00:00Z' }), aSite('b')])).toBe(false)
    expect(pair({}, [aSite('a', { sampleSince: '2026-02-10T18:00:00Z' }), aSite('b')])).toBe(true)
  })
})
