import { describe, expect, it } from 'vitest'
import indicator from '#indicators/solidarity/accessibility-mention'
import { facts, outcome, pagesWith } from '../../facts-builders.ts'

const audit = 'solidarity/accessibility-mention'

describe('the accessibility mention', () => {
  it('is counted by site, on home pages only', () => {
    const pages = pagesWith(audit, { 'a/accueil': outcome('pass'), 'a/1': outcome('fail'), 'b/accueil': outcome('fail'), 'b/1': outcome('pass') })
    expect(indicator.compute(facts({ pages }), '2026-11-22')).toMatchObject({ value: 1, n: 2, denominator: 2, low: null })
  })

  it('leaves a doubtful mention possible, not certain', () => {
    const measure = indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': outcome('pass'), 'b/accueil': outcome('to-verify') }) }), '2026-11-22')
    expect(measure).toMatchObject({ value: 1, low: 1, high: 2 })
  })

  it('does not count a home page that could not be opened as one without mention', () => {
    const measure = indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': outcome('fail'), 'b/accueil': null }) }), '2026-11-22')
    expect(measure).toMatchObject({ value: 0, n: 1, denominator: 2, coverage: 0.5 })
    expect(measure.breakdowns[0]?.rows[1]).toEqual({ site: 'Site b', mention: 'Pas examinée' })
  })

  it('is unknown when no home page could be opened', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': null }) }), '2026-11-22')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
