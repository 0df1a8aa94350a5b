import { describe, expect, it } from 'vitest'
import { loadsOf, medianLoad } from '#lib/record/median-load'
import { aRequest, anEvidence } from '../../builders.ts'
import { aResult } from '../../record-builders.ts'

const scored = (performanceScore: number | null) => ({ performanceScore, benchmarkIndex: null, metrics: {}, audits: {} })
const load = (bytes: number, part: Parameters<typeof anEvidence>[1] = {}, performance: number | null = null) =>
  anEvidence({ requests: [aRequest({ transferBytes: bytes })], lighthouse: scored(performance) }, part)
const failed = (at: string) => anEvidence({}, { at, status: 'not-measured', failure: { code: 'timeout', detail: '' } })

describe('the load that speaks for several', () => {
  it('is the median by bytes, in whatever order they came', () => {
    const [light, middle, heavy] = [load(10), load(20), load(90)]
    for (const order of [[light, middle, heavy], [heavy, light, middle], [middle, heavy, light]]) expect(medianLoad(order)).toBe(middle)
  })

  it('is told apart by performance when the bytes are equal, then by time', () => {
    const [slow, middle, fast] = [load(10, {}, 0.5), load(10, {}, 0.7), load(10, {}, 0.9)]
    expect(medianLoad([fast, slow, middle])).toBe(middle)
    const [first, second, third] = ['01', '02', '03'].map((second) => load(10, { at: `2026-11-22T03:40:${second}Z` }))
    expect(medianLoad([third!, first!, second!])).toBe(second)
  })

  it('is one that was read whole, as soon as there is one, and the lighter of two', () => {
    const partial = load(1, { status: 'partial', failure: { code: 'timeout', detail: '' } })
    const [light, heavy] = [load(10), load(90)]
    expect(medianLoad([partial, heavy, light])).toBe(light)
    expect(medianLoad([partial, failed('2026-11-22T03:40:00Z'), failed('2026-11-22T03:41:00Z')])).toBe(partial)
  })

  it('says why when none could be read', () => {
    expect(medianLoad([failed('2026-11-22T03:42:00Z'), failed('2026-11-22T03:40:00Z'), failed('2026-11-22T03:41:00Z')]).at).toBe('2026-11-22T03:41:00Z')
  })
})

describe('the spread of several loads', () => {
  const weights = (...values: (number | null)[]) => values.map((value) => [aResult({ measure: value === null ? null : { value, unit: 'B' } })])

  it('is the lowest, the median and the highest of what they measured', () => {
    expect(loadsOf(weights(30, 10, 20))).toEqual({ count: 3, spread: { 'sobriety/page-weight': [10, 20, 30, 3] } })
  })

  it('leaves out a measure that was the same each time', () => {
    expect(loadsOf(weights(10, 10, 10))).toEqual({ count: 3, spread: {} })
  })

  it('never counts a load that could not say, not even as zero', () => {
    expect(loadsOf(weights(30, null, 10))).toEqual({ count: 3, spread: { 'sobriety/page-weight': [10, 10, 30, 2] } })
    expect(loadsOf(weights(null, null, null))).toEqual({ count: 3, spread: {} })
  })

  it('is nothing for one load', () => {
    expect(loadsOf(weights(10))).toBeNull()
  })
})
