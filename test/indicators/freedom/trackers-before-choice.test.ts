import { describe, expect, it } from 'vitest'
import type { CompactResult } from '#model/result'
import indicator from '#indicators/freedom/trackers-before-choice'
import { facts, outcome, pagesWith } from '../../facts-builders.ts'

const audit = 'freedom/trackers-before-choice'

describe('trackers before any choice', () => {
  it('count a site whose accusation stands, and leave between two bounds one that was seen a single time', () => {
    const once: CompactResult = ['to-verify', 0, null, { toVerify: 1, seenOnce: 1 }]
    const pages = pagesWith(audit, { 'a/accueil': outcome('fail'), 'a/1': once, 'b/accueil': once, 'b/1': outcome('pass'), 'c/accueil': outcome('pass') })
    const measure = indicator.compute(facts({ pages }), '2026-11-22')
    expect(measure).toMatchObject({ value: 1, low: 1, high: 2, n: 3, denominator: 3 })
    expect(measure.missing.join()).toContain('à confirmer')
  })

  it('do not count what a person has to verify', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': outcome('to-verify'), 'a/1': outcome('to-verify') }) }), '2026-11-22')).toMatchObject({ value: 0, low: null })
  })

  it('leave out a site that could not be visited: it is neither good nor bad', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': outcome('pass'), 'b/accueil': null }) }), '2026-11-22')).toMatchObject({ value: 0, n: 1, denominator: 2, coverage: 0.5 })
  })

  it('are unknown when no site could be visited', () => {
    expect(indicator.compute(facts({ pages: pagesWith(audit, { 'a/accueil': null }) }), '2026-11-22')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
