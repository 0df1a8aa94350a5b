import { expect, test } from 'vitest'
import audit from '#audits/freedom/trackers-before-choice'
import { aContext, aRequest } from '../../builders.ts'

const judge = (...urls: string[]) => audit.judge({ requests: urls.map((url) => aRequest({ url })) }, aContext())

test('a purpose that needs a choice fails, whatever the number of calls', () => {
  const verdict = judge('https://www.google-analytics.com/g/collect', 'https://www.google-analytics.com/analytics.js', 'https://www.ville.example/')
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 1, unit: 'count' } })
  expect(verdict.findings[0]?.message).toMatch(/^Appel à Google Analytics \(www\.google-analytics\.com, mesure d’audience\) sans rien cliquer : cet usage peut nécessiter un consentement\./)
})

test.each([
  'https://www.youtube-nocookie.com/embed/x', 'https://fonts.googleapis.com/css', 'https://a.tile.openstreetmap.org/1/1/1.png',
  'https://cdn.jsdelivr.net/npm/x', 'https://www.google.com/maps/embed', 'https://inconnu.example/x.js',
])('%s is to be verified by a human, never a failure', (url) => {
  expect(judge(url)).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, details: { toVerify: { value: 1 } } })
})

test('one host may serve several purposes: the path decides', () => {
  expect(judge('https://www.google.com/recaptcha/api.js').outcome).toBe('fail')
  expect(judge('https://www.facebook.com/tr/', 'https://www.facebook.com/plugins/page.php')).toMatchObject({ outcome: 'fail', measure: { value: 1 } })
})

test('a public service and a consent tool need no choice', () => {
  expect(judge('https://api-adresse.data.gouv.fr/search', 'https://static.axept.io/sdk.js')).toMatchObject({ outcome: 'pass', findings: [] })
})

test('a look-alike of a public service is unknown', () => expect(judge('https://tracker-gouv.fr.example.com/').outcome).toBe('to-verify'))

test('Matomo on the own domain is not a third party', () => expect(judge('https://www.ville.example/matomo/matomo.js').outcome).toBe('pass'))
