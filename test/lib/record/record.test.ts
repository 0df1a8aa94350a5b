import { describe, expect, it } from 'vitest'
import type { RunRecord } from '#model/result'
import { fromRecord, toRecord } from '#lib/record/record'
import { aResult, aRun, aVisit, realisticResults } from '../../record-builders.ts'

const finding = (message: string) => ({ message, selector: '#bloc-12 > img', url: 'https://www.villeneuve.example/a.jpg', references: [{ standard: 'rgesn' as const, id: '5.2' }] })
const book = (lines: ReturnType<typeof toRecord>['findings']) => new Map(lines.map((line) => [line.id, line]))
const runOf = (results: ReturnType<typeof realisticResults>): RunRecord =>
  aRun({ audits: Object.fromEntries(results.map(({ audit, method, measure }) => [audit, { method, unit: measure?.unit ?? null, ...(audit === 'sobriety/page-carbon' ? { details: { france: 'g' as const } } : {}) }])) })

describe('the record of a visit', () => {
  it('gives back every verdict, figure and finding as it was said', () => {
    const results = realisticResults(17).toSorted((a, b) => (a.audit < b.audit ? -1 : 1))
    const { page, findings } = toRecord(aVisit(), results)
    expect(fromRecord(page, runOf(results), book(findings))).toEqual(results)
  })

  it('keeps the reason of an unknown verdict and no value', () => {
    const results = [aResult({ outcome: 'unknown', measure: null, failure: { code: 'missing-artifact', detail: 'no requests' } })]
    const { page } = toRecord(aVisit(), results)
    expect(page.results['sobriety/page-weight']).toEqual(['unknown', null, null, {}, 'missing-artifact'])
    expect(fromRecord(page, aRun(), new Map())[0]).toMatchObject({ outcome: 'unknown', measure: null, failure: { code: 'missing-artifact' } })
  })

  it('tells a measured zero from an unknown value', () => {
    const { page } = toRecord(aVisit(), [aResult({ measure: { value: 0, unit: 'B' } })])
    expect(fromRecord(page, aRun(), new Map())[0]?.measure).toEqual({ value: 0, unit: 'B' })
  })

  it('stores a finding once when only its figures change from a visit to the next', () => {
    const first = toRecord(aVisit(), [aResult({ findings: [finding('La page pèse 1 234 ko.')] })])
    const second = toRecord(aVisit(), [aResult({ findings: [finding('La page pèse 987 ko.')] })])
    const ids = (lines: typeof first.findings, letter: string) => lines.map(({ id }) => id).filter((id) => id.startsWith(letter))
    expect(ids(second.findings, 'f')).not.toEqual([])
    expect(ids(first.findings, 's')).not.toEqual(ids(second.findings, 's'))
    const again = toRecord(aVisit(), [aResult({ findings: [finding('La page pèse 12 ko.')] })])
    expect(ids(again.findings, 'f')).toEqual(ids(second.findings, 'f'))
  })

  it('refuses to answer when a finding is missing from the record', () => {
    const { page } = toRecord(aVisit(), [aResult({ findings: [finding('Un écart.')] })])
    expect(() => fromRecord(page, aRun(), new Map())).toThrow('is not in the record')
  })
})
