import { describe, expect, it } from 'vitest'
import indicator from '#indicators/freedom/site-security'
import { facts, pagesWith, value } from '../../facts-builders.ts'

const audit = 'freedom/security-headers'

describe('the security score', () => {
  it('is the median of the home pages; other pages have no voice', () => {
    const pages = pagesWith(audit, { 'a/accueil': value(20), 'a/1': value(100), 'b/accueil': value(60), 'c/accueil': value(90) })
    expect(indicator.compute(facts({ pages }), '2026-11-22')).toMatchObject({ value: 60, n: 3, denominator: 3 })
  })

  it('leaves out a home page that could not be opened', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': value(20), 'b/accueil': null }) }), '2026-11-22')).toMatchObject({ value: 20, n: 1, denominator: 2, coverage: 0.5 })
  })
})
