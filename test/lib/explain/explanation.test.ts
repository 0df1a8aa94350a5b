import { describe, expect, it } from 'vitest'
import pageWeight from '#indicators/sobriety/page-weight'
import type { Derivation } from '#model/derivation'
import type { Measure } from '#model/indicator'
import { derive, given } from '#lib/explain/derivation'
import { explanationOf, publishedExplanation } from '#lib/explain/explanation'
import { spokenExplanation } from '#lib/explain/words'
import type { DatedPoint } from '#lib/publish/indicator-series'
import { measureOf, seenOf } from '#lib/publish/measure'

const known = { factors: { factors: new Map(), devices: new Map() }, imports: [], sources: [], observations: [] }
const pages = (label: string, count: number): Derivation => given(label, count, 'pages', { kind: 'visits', run: '2026-11-01', visits: 12 })
const dated = (period: string, { breakdowns, derivation, bounds, counts, rows = [], ...measure }: Measure): DatedPoint =>
  ({ on: period, point: { ...measure, period, method: 1, breakBefore: false }, breakdowns, derivation: derivation ?? null, ...(bounds && { bounds }), ...(counts && { counts }), rows })
const unread = (period: string) => dated(period, measureOf({ value: null, state: 'not-measured', ...seenOf(pages('Pages mesurées', 0), pages('Pages demandées', 12)), missing: ['12 pages n’ont pas pu être mesurées.'] }))
const weighed = (period: string, grams: number) => {
  const steps = derive('median', 'Médiane des sites', 'B', [grams, grams + 2].map((each) => given('Page', each, 'B', { kind: 'visit', run: period, site: 'portail', page: 'accueil', audit: 'sobriety/page-weight', evidence: null })))
  return dated(period, measureOf({ value: steps.value, derivation: steps, state: 'measured', ...seenOf(pages('Pages mesurées', 2), pages('Pages demandées', 12)) }))
}
const drawn = (...points: DatedPoint[]) => ({ id: 'page-weight', definition: pageWeight, points })

describe('the explanation of a figure', () => {
  it('says what was counted, and what is missing, when nothing gave a value', () => {
    const explanation = explanationOf(drawn(unread('2026-11-01')), known)
    expect(explanation).toMatchObject({ value: null, derivation: { value: null, from: [{ kind: 'record', words: '12 pages n’ont pas pu être mesurées.' }] }, counts: { n: { value: 0 }, denominator: { value: 12 }, coverage: { value: 0 } } })
    expect(spokenExplanation(explanation!, 'text')).toMatch(/ : inconnu \[12 pages n’ont pas pu être mesurées\.\]\nPart de ce qui devait être vu : 0 \(division\)/)
  })

  it('is that of the last value, and the other points have theirs beside it, newest first', () => {
    const explanation = publishedExplanation(drawn(weighed('2026-09-01', 10), weighed('2026-10-01', 20), unread('2026-11-01')), known)
    expect(explanation).toMatchObject({ period: '2026-10-01', value: 21 })
    expect(explanation?.points?.map(({ row, column, derivation }) => [row, column, derivation.value])).toEqual([
      ['2026-11-01', 'n', 0], ['2026-11-01', 'denominator', 12], ['2026-11-01', 'coverage', 0],
      ['2026-09-01', 'value', 11], ['2026-09-01', 'n', 2], ['2026-09-01', 'denominator', 12], ['2026-09-01', 'coverage', 2 / 12],
    ])
  })

  it('holds no cell of a table that is not published: a figure without a value shows none', () => {
    const row = { breakdown: 'by-site', row: 'Portail', column: 'measured', derivation: pages('Pages mesurées', 0) }
    expect(publishedExplanation(drawn({ ...unread('2026-11-01'), rows: [row] }), known)?.rows).toBeUndefined()
    expect(publishedExplanation(drawn({ ...weighed('2026-11-01', 10), rows: [row] }), known)?.rows).toEqual([row])
  })

  it('is none when nothing was known nor counted', () => {
    expect(explanationOf(drawn(dated('2026-11-01', measureOf({ value: null, state: 'not-measured' }))), known)).toBeNull()
  })
})
