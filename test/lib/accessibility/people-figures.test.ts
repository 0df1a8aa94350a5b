import { describe, expect, it } from 'vitest'
import { peopleFigures } from '#lib/accessibility/people-figures'
import { criteriaOf } from '#lib/accessibility/rgaa'
import type { CriterionStatus, ManualAudit } from '#model/manual-audit'
import type { UserReviewSet } from '#model/user-review'
import { rgaaGrid } from '../../../src/rgaa.ts'

const numbers = criteriaOf(rgaaGrid).map(({ number }) => number)
const sha256 = '0'.repeat(64)
/** An audit whose first criteria fail, and the others conform. */
const audit = (site: string, on: string, failing: number, more: Partial<ManualAudit> = {}, rest: CriterionStatus = 'C'): ManualAudit => ({
  schema: 'trefle/manual-audit@1', id: `${on}-000000000000`, site, version: '4.1.2', auditor: 'Cabinet', on, source: { file: 'a.csv', sha256, format: 'ara-csv' }, transverse: null,
  pages: [{ name: 'Accueil', url: null, statuses: Object.fromEntries(numbers.map((number, index) => [number, index < failing ? 'NC' : rest])), remarks: {} }], ...more,
})
const reviews = (site: string, ...days: string[]): UserReviewSet => ({ schema: 'trefle/user-reviews@1', id: '2026-01-01-000000000000', site, reviews: days.map((on) => ({ on, handicap: 'blind', task: 't', outcome: 'done', words: 'w' })) })
const figures = (manualAudits: ManualAudit[], userReviews: UserReviewSet[] = []) =>
  peopleFigures({ manualAudits, userReviews }, rgaaGrid, { organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }] }).map(({ metric, period, value, unit }) => `${metric} ${period} ${Math.round(value ?? 0)} ${unit}`)
const half = numbers.length / 2

describe('what people said of the sites, as figures', () => {
  it('is the mean of the latest rate of each site, year after year, and how many sites it rests on', () => {
    expect(figures([audit('portail', '2025-03-01', half), audit('portail', '2026-05-01', 0), audit('mediatheque', '2026-02-01', half)])).toEqual([
      'accessibility.rgaa-rate 2025 50 %', 'accessibility.audited-sites 2025 1 count', 'accessibility.rgaa-rate 2026 75 %', 'accessibility.audited-sites 2026 2 count',
    ])
  })

  it('has no rate from an audit that left a criterion untested, nor from one that another corrects', () => {
    expect(figures([audit('portail', '2026-05-01', half, {}, 'NT')])).toEqual([])
    expect(figures([audit('portail', '2026-05-01', half), audit('portail', '2026-06-01', 0, { supersedes: '2026-05-01-000000000000' })])[0]).toBe('accessibility.rgaa-rate 2026 100 %')
  })

  it('counts each site that was tried in the year or the one before, once', () => {
    expect(figures([], [reviews('portail', '2024-05-01', '2024-06-01'), reviews('mediatheque', '2026-01-01')])).toEqual(['accessibility.user-reviews 2024 1 count', 'accessibility.user-reviews 2026 1 count'])
    expect(figures([], [reviews('portail', '2025-05-01'), reviews('mediatheque', '2026-01-01')])[1]).toBe('accessibility.user-reviews 2026 2 count')
  })

  it('is nothing where nobody audited nor tried', () => {
    expect(figures([])).toEqual([])
  })
})
