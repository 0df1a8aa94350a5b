import { describe, expect, it } from 'vitest'
import { judgeCheck } from '#lib/gate/judge-check'
import type { GateAsked } from '#lib/gate/judge-check'
import type { CheckedPage } from '#lib/gate/check-report'
import { aPage, asked, reference } from '../../gate-builders.ts'

const weight = (rule: unknown) => ({ audits: { 'sobriety/page-weight': rule } })
const judge = (page: CheckedPage, rule: unknown, part: Partial<GateAsked> = {}) => judgeCheck([page], asked(weight(rule), part))
const outcome = (...args: Parameters<typeof judge>) => judge(...args).budgets.map((budget) => budget.outcome)

describe('a limit', () => {
  it('is held or exceeded when every load says so', () => {
    expect(outcome(aPage([900, 950, 990]), { max: 1000 })).toEqual(['pass'])
    expect(outcome(aPage([1001, 1002, 1003]), { max: 1000 })).toEqual(['fail'])
    expect(outcome(aPage([1001]), { level: 'warn', max: 1000 })).toEqual(['warn'])
    expect(outcome(aPage([90]), { min: 100 })).toEqual(['fail'])
  })

  it('is not judged when loads do not agree, which is neither green nor red', () => {
    const { budgets, gate } = judge(aPage([900, 1001, 1003]), { max: 1000 })
    expect(budgets[0]).toMatchObject({ outcome: 'unstable', measured: 1001, spread: [900, 1003], limit: 1000 })
    expect(gate).toMatchObject({ outcome: 'undecided', exitCode: 3 })
    expect(judge(aPage([900, 1001, 1003]), { max: 1000 }, { onUnmeasured: 'warn' }).gate).toMatchObject({ outcome: 'warn', exitCode: 0 })
  })

  it('is unmeasured, and never held, where the figure is unknown', () => {
    expect(outcome(aPage([]), { max: 1000 })).toEqual(['unmeasured'])
    expect(judge(aPage([]), { max: 1000 }).gate.exitCode).toBe(3)
  })
})

describe('a rise from the reference', () => {
  const before = (...values: number[]) => ({ reference: reference(aPage(values)) })

  it('counts when no load stands among those of the reference and the test agrees', () => {
    const { budgets } = judge(aPage([700, 705, 710]), { increase: '10%' }, before(500, 505, 510))
    expect(budgets[0]).toMatchObject({ outcome: 'fail', reference: 505, test: { name: 'welch', candidateLoads: 3, referenceLoads: 3 } })
    expect(budgets[0]?.limit).toBeCloseTo(555.5)
    expect(budgets[0]?.test.pValue).toBeLessThan(0.001)
  })

  it('is permitted up to the tolerance that was written', () => {
    expect(outcome(aPage([540, 545, 550]), { increase: '10%' }, before(500, 505, 510))).toEqual(['pass'])
    expect(outcome(aPage([540, 545, 550]), { increase: 20 }, before(500, 505, 510))).toEqual(['fail'])
    expect(outcome(aPage([540, 545, 550]), { drift: true }, before(500, 505, 510))).toEqual(['fail'])
  })

  it('is unstable, not judged, within the spread of the page', () => {
    expect(outcome(aPage([400, 620, 640]), { increase: '10%' }, before(300, 505, 600))).toEqual(['unstable'])
  })

  it('is certain when the loads of each side are alike to the unit', () => {
    expect(judge(aPage([700, 700, 700]), { increase: '10%' }, before(500, 500, 500)).budgets[0]).toMatchObject({ outcome: 'fail', test: { name: 'all-loads-alike' } })
  })

  it('is learnt first: without a reference, or with one load of it, only the limits are judged', () => {
    expect(outcome(aPage([700, 700, 700]), { increase: '10%', max: 800 })).toEqual(['learning', 'pass'])
    expect(outcome(aPage([700, 700, 700]), { increase: '10%' }, before(500))).toEqual(['learning'])
    expect(judge(aPage([700, 700, 700]), { increase: '10%' }).gate).toMatchObject({ outcome: 'learning', exitCode: 0 })
  })

  it('is not told across a change of method', () => {
    const before = aPage([500, 505, 510])
    before.results[0]!.method = 2
    expect(outcome(aPage([700, 705, 710]), { drift: true }, { reference: reference(before) })).toEqual(['learning'])
  })

  it('of a score is a fall', () => {
    const score = (...values: number[]) => aPage([1], { figures: { 'sobriety/page-weight': { value: values[1] ?? 0, unit: 'score' } }, samples: { 'sobriety/page-weight': values } })
    expect(outcome(score(60, 61, 62), { increase: 5 }, { reference: reference(score(80, 81, 82)) })).toEqual(['fail'])
    expect(outcome(score(95, 96, 97), { increase: 5 }, { reference: reference(score(80, 81, 82)) })).toEqual(['pass'])
  })
})

/** A small generator, so that the noise of this test is the same every day. */
function noise(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296 + 1e-12
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

describe('two hundred checks of twenty noisy pages that did not change', () => {
  it.each([3, 5])('raise fewer false alarms than one check in twenty, with %d loads', (runs) => {
    const next = noise(7)
    const loads = () => Array.from({ length: runs }, () => 3000 + 400 * next())
    const page = (index: number): CheckedPage => aPage(loads(), { url: `https://www.ville.example/${index}` })
    const indexes = Array.from({ length: 20 }, (_, index) => index)
    const red = Array.from({ length: 200 }, () => judgeCheck(indexes.map(page), asked(weight({ drift: true }), { reference: reference(...indexes.map(page)) })).gate.exitCode).filter((code) => code === 1)
    expect(red.length).toBeLessThanOrEqual(10)
  })
})
