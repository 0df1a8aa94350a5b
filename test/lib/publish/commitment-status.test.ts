import { describe, expect, it } from 'vitest'
import { Commitment } from '#model/commitment'
import type { Point, PublishedIndicator } from '#model/indicator'
import { commitmentRules, commitmentStatus, expectedOn, publishedCommitment } from '#lib/publish/commitment-status'
import { measureOf } from '#lib/publish/measure'

const today = '2026-11-22'
const promise = (part: object = {}): Commitment => Commitment.parse({
  id: 'poids', pillar: 'sobriety', text: 'Alléger.', source: { title: 'Délibération', on: '2023-03-20', evidence: 'official' }, organisation: 'ville', function: 'Direction',
  indicator: 'poids', baseline: { value: 2000, on: '2023-01-01' }, target: { value: 1000, due: '2027-01-01', direction: 'at-most' }, ...part,
})
const point = (part: Partial<Point> = {}): Point => {
  const { breakdowns: _none, ...measure } = measureOf({ value: 1000, state: 'measured' })
  return { ...measure, period: '2026-11-20', method: 1, breakBefore: false, ...part }
}
function followed(latest: Partial<Point>, series: Point[] = []): PublishedIndicator {
  const last = point(latest)
  return {
    generated: 'by trefle compute, do not edit', id: 'poids', pillar: 'sobriety', method: 1, unit: 'count', direction: 'down', cadence: 'run', references: [],
    text: { question: 'q', title: 't', answer: 'a', says: ['s'], doesNotSay: ['d'], method: ['m'], perimeter: 'p', holder: 'h', howToSupply: 'w' },
    audits: [], metrics: [], series: [...series, last], latest: last, breakdowns: [], freshDays: 45, latestOn: last.period, commitments: [],
  }
}
const proof = [{ title: 'Procès-verbal', on: '2024-05-02' }]
const atLeast = { value: 4, due: '2027-01-01', direction: 'at-least' }

describe('the status of a promise', () => {
  it.each<[string, object, PublishedIndicator | null, number, string]>([
    ['is kept when declared done with a proof', { doneOn: '2024-05-02', proof, target: null, indicator: null }, null, 1, 'kept'],
    ['is not kept by a word without proof', { doneOn: '2024-05-02', target: null }, null, 2, 'no-measurable-target'],
    ['is not kept before the day it will be done', { doneOn: '2027-05-02', proof, target: null }, null, 2, 'no-measurable-target'],
    ['has no measurable target without a figure', { target: null }, followed({}), 2, 'no-measurable-target'],
    ['has no measurable target when no indicator follows it', { indicator: null }, null, 2, 'no-measurable-target'],
    ['has no data when the indicator has no value', {}, { ...followed({}), latest: null, latestOn: null }, 3, 'no-data'],
    ['does not take unknown for zero', {}, followed({ value: null, state: 'not-measured' }), 3, 'no-data'],
    ['does not take an announced figure for a result', {}, followed({ value: 10, state: 'announced' }), 3, 'no-data'],
    ['does not judge on an old value', {}, followed({ value: 10, state: 'stale' }), 4, 'no-data'],
    ['is kept when the target is reached, to the unit', {}, followed({ value: 1000 }), 5, 'kept'],
    ['is kept upwards too', { target: atLeast }, followed({ value: 4 }), 5, 'kept'],
    ['is kept only when the whole margin reaches the target', {}, followed({ value: 800, low: 700, high: 1000 }), 5, 'kept'],
    ['is on track while the margin still crosses the target', {}, followed({ value: 900, low: 800, high: 1001 }), 7, 'on-track'],
    ['is late once due and not reached', { target: { value: 1000, due: '2026-11-21', direction: 'at-most' } }, followed({ value: 1001 }), 6, 'late'],
    ['is not late on the due day itself', { target: { value: 1000, due: today, direction: 'at-most' } }, followed({ value: 1001 }), 9, 'on-track'],
    ['is late once due when its margin proves nothing', { target: { value: 1000, due: '2026-01-01', direction: 'at-most' } }, followed({ value: 990, low: 900, high: 1100 }), 6, 'late'],
    ['has no pace without a starting point', { baseline: null }, followed({ value: 1500 }), 8, 'no-data'],
    ['has no pace across a change of method', {}, followed({ value: 1500 }, [point({ period: '2026-01-10', value: 1700 }), point({ period: '2026-06-10', value: 1400, breakBefore: true })]), 8, 'no-data'],
    ['keeps its pace when the method changed before the starting point', {}, followed({ value: 1010 }, [point({ period: '2022-06-10', breakBefore: true })]), 9, 'on-track'],
    ['is on track at the pace of the straight line', {}, followed({ value: 1028 }), 9, 'on-track'],
    ['is on track when its margin touches the line', {}, followed({ value: 1100, low: 1020, high: 1180 }), 9, 'on-track'],
    ['is late behind the line, margin included', {}, followed({ value: 1100, low: 1050, high: 1150 }), 10, 'late'],
    ['follows the line upwards', { target: atLeast, baseline: { value: 0, on: '2023-01-01' } }, followed({ value: 3 }), 10, 'late'],
  ])('%s', (_name, part, indicator, rule, status) => {
    const verdict = commitmentStatus(promise(part), indicator, today)
    expect(verdict).toMatchObject({ rule, status })
    expect(verdict.because).toMatch(/\.$/)
  })

  it('says so when only the margin keeps a promise from being late', () => {
    expect(commitmentStatus(promise({}), followed({ value: 1100, low: 1020, high: 1180 }), today).because).toMatch(/^La marge ne permet pas de dire un retard/)
    expect(commitmentStatus(promise({}), followed({ value: 1020, low: 900, high: 1180 }), today).because).toMatch(/^La marge ne permet pas de dire un retard/)
    expect(commitmentStatus(promise({}), followed({ value: 1020, low: 1015, high: 1028 }), today).because).toMatch(/^Au rythme prévu/)
  })

  it('is always the one that its rule states', () => {
    expect(Object.keys(commitmentRules)).toHaveLength(10)
    expect(new Set(Object.values(commitmentRules).map(({ status }) => status))).toEqual(new Set(['kept', 'on-track', 'late', 'no-data', 'no-measurable-target']))
  })

  it('shows the value it rests on, and none when there is none', () => {
    expect(publishedCommitment(promise(), followed({ value: 900, low: 800, high: 1001 }), today).current).toEqual({ value: 900, low: 800, high: 1001, period: '2026-11-20', unit: 'count' })
    expect(publishedCommitment(promise(), followed({ value: null }), today).current).toBeNull()
  })
})

describe('the straight line of a promise', () => {
  it('goes from the starting point to the target', () => {
    const [baseline, target] = [{ value: 100, on: '2023-01-01' }, { value: 0, due: '2025-01-01' }]
    expect(expectedOn(baseline, target, '2024-01-01')).toBeCloseTo(50, 0)
    expect(expectedOn(baseline, target, '2022-01-01')).toBe(100)
    expect(expectedOn(baseline, target, '2030-01-01')).toBe(0)
  })
})
