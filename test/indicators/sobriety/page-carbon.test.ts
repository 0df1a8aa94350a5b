import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/page-carbon'
import { facts, pagesWith } from '../../facts-builders.ts'

const audit = 'sobriety/page-carbon'

describe('the carbon of a page', () => {
  it('is an estimate on the world’s electricity, with the French one beside it', () => {
    const pages = pagesWith(audit, { 'a/accueil': ['informative', 0.4, null, { france: 0.1 }], 'b/accueil': ['informative', 0.6, null, { france: 0.2 }] })
    const measure = indicator.compute(facts({ pages }), '2026-11-22')
    expect(measure).toMatchObject({ value: 0.5, state: 'estimated', n: 2 })
    expect(measure.breakdowns[0]?.rows).toEqual([{ grid: 'Mondiale moyenne', median: 0.5 }, { grid: 'Française (usage seul)', median: expect.closeTo(0.15, 10) }])
  })

  it('is unknown without a measured page', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': null }) }), '2026-11-22')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
