import { expect, test } from 'vitest'
import audit from '#audits/sobriety/lighthouse-performance'
import { aContext } from '../../builders.ts'

const lighthouse = (performanceScore: number | null) => ({ performanceScore, benchmarkIndex: 1200, metrics: {}, audits: {} })

test.each([[0.9, 'bonne'], [0.89, 'moyenne'], [0.5, 'moyenne'], [0.49, 'faible']])('a score of %d is said « %s » on the scale of Lighthouse', (score, band) => {
  expect(audit.judge({ lighthouse: lighthouse(score) }, aContext())).toMatchObject({
    outcome: 'informative', measure: { value: 100 * score, unit: 'score' }, findings: [{ message: expect.stringContaining(`Rapidité ${band}`) }],
  })
})

test('a score measured on a busy machine is not published', () => {
  expect(audit.judge({ lighthouse: lighthouse(0.95) }, aContext({ contended: true }))).toMatchObject({ measure: null, findings: [{ message: expect.stringContaining('non publié') }] })
})

test('no score is not a score of zero', () => {
  expect(audit.judge({ lighthouse: lighthouse(null) }, aContext()).measure).toBeNull()
  expect(audit.judge({ lighthouse: lighthouse(0) }, aContext()).measure).toEqual({ value: 0, unit: 'score' })
})
