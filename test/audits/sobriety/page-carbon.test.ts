import { expect, test } from 'vitest'
import audit from '#audits/sobriety/page-carbon'
import { aContext, aRequest } from '../../builders.ts'

const verdict = audit.judge({ requests: [aRequest({ transferBytes: 600_000 }), aRequest({ transferBytes: 400_000 })] }, aContext())

test('a megabyte is 0.1482 g with the grid of the world, and less with the French one', () => {
  expect(verdict.measure?.value).toBeCloseTo(0.1482, 10)
  expect(verdict.details?.france?.value).toBeCloseTo(0.194e-3 * 44.18 + 0.052364, 10)
  expect(verdict.measure?.unit).toBe('g')
})

test('the estimate names its model, its library and both grids, and accuses nobody', () => {
  expect(verdict.outcome).toBe('informative')
  expect(verdict.findings[0]?.message).toMatch(/Sustainable Web Design Model v4, @tgwf\/co2 0\.19\.0.*494 g\/kWh.*44,18 g\/kWh/)
})

test('a page that transferred nothing emits nothing', () => {
  expect(audit.judge({ requests: [] }, aContext()).measure).toEqual({ value: 0, unit: 'g' })
})
