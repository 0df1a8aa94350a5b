import { describe, expect, test } from 'vitest'
import { threeNumbers } from '#lib/accessibility/three-numbers'
import type { Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { aPage } from '../../published-builders.ts'

const page = (id: string, outcome: Outcome, ...tests: string[]): PublishedPage => ({
  ...aPage(id), verdicts: { 'solidarity/axe-failures': { outcome, measure: null, details: {}, findings: tests.map((test) => ({ message: 'Constat.', references: [{ standard: 'rgaa' as const, id: test }] })) } },
})

describe('the three numbers of accessibility', () => {
  test('count criteria, and make the whole grid with those that are without object', () => {
    const site = [page('a', 'fail', '8.3.1', '8.3.1', '1.1.1'), page('b', 'to-verify', '3.2.1')]
    expect(threeNumbers([site], rgaaGrid)).toEqual({ failing: 2, 'to-verify': 1, absent: 0, untested: 103 })
  })

  test('over several sites, a criterion that fails on one fails, and counts once', () => {
    expect(threeNumbers([[page('a', 'fail', '1.1.1')], [page('a', 'fail', '1.1.2')], [page('a', 'to-verify', '1.1.1')]], rgaaGrid)).toMatchObject({ failing: 1, 'to-verify': 0, untested: 105 })
  })

  test('over several sites, a criterion is without object only where every site proves it, and untested on one is untested', () => {
    const none = [page('a', 'not-applicable', '2.1')]
    expect(threeNumbers([none, none], rgaaGrid).absent).toBe(1)
    expect(threeNumbers([none, [page('b', 'pass')]], rgaaGrid)).toMatchObject({ absent: 0, untested: 106 })
  })
})
