import { describe, expect, it } from 'vitest'
import { reportOverview, reviewedOrganisations } from '#lib/report/report-overview'
import { reportedIndicators } from '#lib/report/reen-figures'
import { ReportOverview } from '#model/reen-report'
import { aPoint, anIndicator, aPromise } from '../../published-builders.ts'
import { aMetropolis, reenFrame, someReenFacts } from '../../report-builders.ts'

describe('who presents a yearly review', () => {
  it('is every body above the threshold of the law, and no service nor village', () => {
    expect(reviewedOrganisations(aMetropolis, reenFrame).map(({ id }) => id)).toEqual(['metropole', 'ville'])
  })

  it('is, of its own will, the intercommunality or the town when none is that large', () => {
    const small = { ...aMetropolis, organisations: aMetropolis.organisations.map((each) => ({ ...each, inhabitants: 900 })) }
    expect(reviewedOrganisations(small, reenFrame).map(({ id }) => id)).toEqual(['metropole'])
    expect(reviewedOrganisations({ ...small, organisations: small.organisations.filter(({ kind }) => kind !== 'epci') }, reenFrame).map(({ id }) => id)).toEqual(['ville'])
  })
})

describe('the review on the dashboard', () => {
  const trained = anIndicator([aPoint('2026', 61)], { id: 'staff-trained', unit: 'count', cadence: 'year' })
  const facts = someReenFacts({ indicators: reportedIndicators([trained], '2026', 'metropole', null), commitments: [aPromise('former', 'late', { theme: 'evenements', organisation: 'metropole' })] })
  const overview = ReportOverview.parse(reportOverview(facts, [{ on: '2025-01-20', files: [] }, { on: '2026-01-20', files: [] }]))

  it('names what is missing under its chapter, the whole first, and leaves out chapters that lack nothing', () => {
    expect(overview.missing[0]?.chapter).toBe('Acheter de façon locale et durable')
    expect(overview.missing.find(({ chapter }) => chapter.startsWith('Sensibiliser'))?.lines.map(({ how }) => how)).toContain('L’écrire dans sensibilisation.md.')
    expect(overview).toMatchObject({ known: 1, asked: 1 })
  })

  it('tells an indicator that stands beside the catalogue in its theme', () => {
    const theme = overview.themes.find(({ title }) => title.startsWith('Sensibiliser'))
    expect(theme).toMatchObject({ objectives: 1 })
    expect(theme?.figures).toEqual([expect.stringContaining('61')])
  })

  it('shows what was presented last first', () => {
    expect(overview.presented.map(({ on }) => on)).toEqual(['2026-01-20', '2025-01-20'])
  })
})
