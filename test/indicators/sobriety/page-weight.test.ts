import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/page-weight'
import { facts, pagesWith, value } from '../../facts-builders.ts'

const audit = 'sobriety/page-weight'
const day = '2026-11-22'

describe('le poids d’une page ordinaire', () => {
  it('is the median of the sites’ medians: a site with many pages has one voice', () => {
    const pages = pagesWith(audit, { 'a/accueil': value(10), 'a/1': value(11), 'a/2': value(12), 'a/3': value(13), 'a/4': value(14), 'b/accueil': value(50), 'c/accueil': value(90) })
    expect(indicator.compute(facts({ pages }), day)).toMatchObject({ value: 50, n: 7, denominator: 7, coverage: 1 })
  })

  it('leaves out the pages that could not be measured, and says how many', () => {
    const measure = indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': value(40), 'a/1': null, 'b/accueil': null, 'b/1': null }) }), day)
    expect(measure).toMatchObject({ value: 40, n: 1, denominator: 4, coverage: 0.25 })
    expect(measure.missing.join()).toContain('3 pages')
    expect(measure.breakdowns[0]?.rows).toContainEqual(expect.objectContaining({ site: 'Site b', median: null, measured: 0, asked: 2 }))
  })

  it('is unknown, and not zero, when no page could be measured', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': null }) }), day)).toMatchObject({ value: null, state: 'not-measured', coverage: 0 })
    expect(indicator.compute(facts(), day)).toMatchObject({ value: null, state: 'not-measured', n: 0 })
  })

  it('keeps a measured zero', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': value(0) }) }), day).value).toBe(0)
  })

  it('looks at first visits only, not at what a refusal changed', () => {
    const [cold] = pagesWith(audit, { 'a/accueil': value(10) })
    const [refusal] = pagesWith(audit, { 'a/accueil': value(1) })
    expect(indicator.compute(facts({ pages: [cold!, { ...refusal!, pass: 'refusal' }] }), day)).toMatchObject({ value: 10, denominator: 1 })
  })
})
