import { describe, expect, it } from 'vitest'
import type { PublishedAudit } from '#model/publication'
import { sharedScale, siteSeries, soleAudit } from '#lib/publish/site-series'
import { aPage, aSite } from '../../published-builders.ts'
import { aRun } from '../../record-builders.ts'

const audit = 'sobriety/page-weight'
const ids = ['2026-01-01T000000Z', '2026-02-01T000000Z', '2026-03-01T000000Z']
const runsOf = (...methods: number[]) => ids.map((run, index) => aRun({ run, startedAt: `${run.slice(0, 10)}T00:00:00Z`, audits: { [audit]: { method: methods[index] ?? 1, unit: 'B' } } }))
const site = (id: string, ...pages: (number | null)[][]) => aSite(id, pages.map((values, page) => aPage(`p${page}`, { [audit]: values.map((value, index) => ({ run: ids[index] ?? '', value, outcome: value === null ? 'unknown' as const : 'pass' as const })) })), [])

describe('the same measure on several sites', () => {
  it('is the median of the pages of each at every run, unknown where none was read', () => {
    const [first] = siteSeries([site('a', [10, null, 30], [30, null, 50]), site('b', [1, 2, 3])], audit, runsOf(1, 1, 1))
    expect(first?.points.map(({ value }) => value)).toEqual([20, null, 40])
  })

  it('is cut where the method changed, even after a run that read nothing', () => {
    const [first] = siteSeries([site('a', [10, null, 30]), site('b', [1, 2, 3])], audit, runsOf(1, 1, 2))
    expect(first?.points.map(({ breakBefore }) => breakBefore)).toEqual([false, false, true])
  })

  it('starts from zero on a scale that all share, and is not drawn for one site alone', () => {
    const all = siteSeries([site('a', [10, 10, 10]), site('b', [70, 2, 3]), site('c', [null])], audit, runsOf(1, 1, 1))
    expect(all.map(({ site: { id } }) => id)).toEqual(['a', 'b'])
    expect(sharedScale(all)).toEqual([0, 70])
    expect(siteSeries([site('a', [10]), site('c', [null])], audit, runsOf(1, 1, 1))).toEqual([])
  })

  it('is drawn only for an indicator made of that measure alone, in its unit', () => {
    const catalogue = [{ id: audit, unit: 'B' }] as PublishedAudit[]
    expect(soleAudit({ audits: [audit], unit: 'B' }, catalogue)).toBe(audit)
    expect(soleAudit({ audits: [audit], unit: 'count' }, catalogue)).toBeNull()
    expect(soleAudit({ audits: [audit, 'sobriety/ecoindex'], unit: 'B' }, catalogue)).toBeNull()
  })
})
