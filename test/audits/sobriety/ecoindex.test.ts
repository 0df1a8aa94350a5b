import { expect, test } from 'vitest'
import audit from '#audits/sobriety/ecoindex'
import { aContext, aDom, aRequest } from '../../builders.ts'

const requests = Array.from({ length: 78 }, (_, index) => aRequest({ transferBytes: index === 0 ? 2_420_000 - 77 * 10_000 : 10_000 }))

test('the median page of the collective is a D, its exact score is kept', () => {
  const verdict = audit.judge({ requests, dom: aDom({ ecoindexNodes: 693, allNodes: 5000 }) }, aContext())
  expect(verdict.measure?.value).toBeCloseTo(43.6823, 4)
  expect(verdict).toMatchObject({
    outcome: 'informative',
    details: { nodes: { value: 693 }, requests: { value: 78 }, transfer: { value: 2_420_000 }, indicativeGases: { value: 2.12 } },
    findings: [{ message: expect.stringMatching(/Lettre D, note 44.*collectif Green IT, CNUMR.*2,12 g/) }],
  })
})

test('a score that rounds down to 80 is a B, as on ecoindex.fr', () => {
  const light = Array.from({ length: 20 }, () => aRequest({ transferBytes: 331_000 / 20 }))
  const verdict = audit.judge({ requests: light, dom: aDom({ ecoindexNodes: 306 }) }, aContext())
  expect(verdict.measure?.value).toBeGreaterThan(80)
  expect(verdict.findings[0]?.message).toContain('Lettre B, note 80')
})

test('a phone has no EcoIndex: it is defined for a desktop window', () => {
  expect(audit.judge({ requests, dom: aDom() }, aContext({ profile: 'mobile' }))).toMatchObject({ outcome: 'not-applicable', measure: null })
})
