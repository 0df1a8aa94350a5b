import { describe, expect, it } from 'vitest'
import indicator from '#indicators/solidarity/accessibility-failures'
import { facts, pagesWith, value } from '../../facts-builders.ts'

const audit = 'solidarity/axe-failures'

describe('proven accessibility failures', () => {
  it('are counted in pages touched, with the elements of each site beside them', () => {
    const pages = pagesWith(audit, { 'a/accueil': value(0), 'a/1': value(2), 'a/2': value(40), 'b/accueil': value(6) })
    const measure = indicator.compute(facts({ pages }), '2026-11-22')
    expect(measure).toMatchObject({ value: 3, low: null, high: null, state: 'measured', n: 4 })
    expect(measure.breakdowns[0]?.rows).toEqual([{ site: 'Site a', failures: 42, touched: 2, tested: 3 }, { site: 'Site b', failures: 6, touched: 1, tested: 1 }])
  })

  it('could be on any page that was not tested: the margin says so, and fewer pages read is not fewer obstacles', () => {
    const visited = { 'a/accueil': value(3), 'a/1': value(0) }
    const indicatorOf = (more: Parameters<typeof pagesWith>[1]) => indicator.compute(facts({ pages: pagesWith(audit, { ...visited, ...more }) }), '2026-11-22')
    expect(indicatorOf({ 'a/2': null, 'a/3': null })).toMatchObject({ value: 1, low: 1, high: 3 })
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': null }) }), '2026-11-22')).toMatchObject({ value: null, low: null, high: null })
  })

  it('are unknown on a site that could not be tested, and its total is not zero', () => {
    const measure = indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': value(3), 'b/accueil': null }) }), '2026-11-22')
    expect(measure).toMatchObject({ value: 1, coverage: 0.5 })
    expect(measure.breakdowns[0]?.rows[1]).toEqual({ site: 'Site b', failures: null, touched: null, tested: 0 })
  })
})
