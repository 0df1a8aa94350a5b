import { expect, test } from 'vitest'
import audit from '#audits/sobriety/page-requests'
import { aContext, aRequest } from '../../builders.ts'

const judge = (count: number) => audit.judge({ requests: Array.from({ length: count }, () => aRequest()) }, aContext())

test('forty requests meet the EcoIndex target, forty-one do not', () => {
  expect(judge(40)).toMatchObject({ outcome: 'pass', measure: { value: 40, unit: 'count' } })
  expect(judge(41)).toMatchObject({ outcome: 'fail', findings: [{ message: 'La page fait 41 requêtes ; la cible publiée par EcoIndex est de 40.' }] })
})

test('a request without answer counts, and is told apart', () => {
  const requests = [aRequest(), aRequest({ status: null, failed: 'net::ERR_CONNECTION_REFUSED' }), aRequest({ url: 'data:text/css' })]
  expect(audit.judge({ requests }, aContext())).toMatchObject({ measure: { value: 2 }, details: { unanswered: { value: 1, unit: 'count' } } })
})
