import { expect, test } from 'vitest'
import audit from '#audits/sobriety/page-weight'
import { aContext, aRequest } from '../../builders.ts'

const judge = (...bytes: number[]) => audit.judge({ requests: bytes.map((transferBytes) => aRequest({ transferBytes })) }, aContext())

test('a page weighs what all its requests transferred, before and after the scroll', () => {
  const requests = [aRequest({ transferBytes: 1500 }), aRequest({ transferBytes: 500, phase: 'scroll' }), aRequest({ transferBytes: 7, failed: 'net::ERR_ABORTED' })]
  expect(audit.judge({ requests }, aContext())).toMatchObject({ outcome: 'pass', measure: { value: 2007, unit: 'B' }, details: { initial: { value: 1507, unit: 'B' } }, findings: [] })
})

test('the EcoIndex target is reached at 1 024 kB and passed one byte later', () => {
  expect(judge(1_000_000, 24_000).outcome).toBe('pass')
  expect(judge(1_000_000, 24_001)).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('1024 ko') }] })
})

test('what a page holds in itself is not counted as transferred', () => {
  const requests = [aRequest({ url: 'data:image/png', transferBytes: 9999 }), aRequest({ url: 'blob:', transferBytes: 9999 }), aRequest({ transferBytes: 10 })]
  expect(audit.judge({ requests }, aContext()).measure?.value).toBe(10)
})
