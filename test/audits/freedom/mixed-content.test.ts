import { expect, test } from 'vitest'
import audit from '#audits/freedom/mixed-content'
import { aContext, aRequest } from '../../builders.ts'

const page = aContext({ finalUrl: 'https://www.ville.example/' })

test('what a protected page asks in clear fails, each address once, and says what browsers block', () => {
  const script = aRequest({ url: 'http://outils.example/a.js', kind: 'script' })
  const verdict = audit.judge({ requests: [aRequest(), script, script, aRequest({ url: 'http://www.ville.example/b.jpg' })] }, page)
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 2 } })
  expect(verdict.findings.map(({ url, message }) => [url, message.includes('bloque')])).toEqual([['http://outils.example/a.js', true], ['http://www.ville.example/b.jpg', false]])
})

test('a page that asks everything in https passes', () => expect(audit.judge({ requests: [aRequest()] }, page)).toMatchObject({ outcome: 'pass', measure: { value: 0 } }))

test('a page in http has nothing to mix', () => {
  expect(audit.judge({ requests: [aRequest({ url: 'http://outils.example/a.js' })] }, aContext({ finalUrl: 'http://www.ville.example/' }))).toMatchObject({ outcome: 'not-applicable', measure: null })
})
