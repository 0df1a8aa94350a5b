import { expect, test } from 'vitest'
import audit from '#audits/freedom/third-party-hosts'
import { aContext, aRequest, aSite } from '../../builders.ts'

const requests = [
  aRequest(), aRequest({ url: 'https://static.ville.example/a.css' }),
  aRequest({ url: 'https://fonts.gstatic.com/s/a.woff2', transferBytes: 100 }), aRequest({ url: 'https://fonts.gstatic.com/s/b.woff2', transferBytes: 50 }),
  aRequest({ url: 'https://meteo.inconnu.example/w.js', entity: 'Météo Inconnue' }),
]

test('third parties are counted by host, the site and its sub-domains are not', () => {
  expect(audit.judge({ requests }, aContext())).toMatchObject({
    outcome: 'informative', measure: { value: 2, unit: 'count' }, details: { requests: { value: 3 }, transfer: { value: 10_150 } },
  })
})

test('each is told with its purpose and the country of its parent, an unknown one with what is known', () => {
  const [fonts, weather] = audit.judge({ requests }, aContext()).findings
  expect(fonts?.message).toBe('fonts.gstatic.com : Google Fonts, police de caractères, maison mère : États-Unis. Autre voie : Police du système, ou fichier de police servi par le site.')
  expect(weather?.message).toBe('meteo.inconnu.example (Météo Inconnue) : usage à décrire dans le registre.')
})

test('a row of the registry is told with its source and its day, a guess with the list it comes from', () => {
  const [fonts, weather] = audit.judge({ requests }, aContext()).findings
  expect(fonts?.contacted).toMatchObject({ host: 'fonts.gstatic.com', ring: 'third-party', purpose: 'font', country: 'US', source: expect.stringContaining('Google'), on: expect.any(String) })
  expect(weather?.contacted).toMatchObject({ name: 'Météo Inconnue', purpose: 'unknown', country: null, source: 'third-party-web', on: null })
})

test('a country that no source establishes is not guessed', () => {
  const [finding] = audit.judge({ requests: [aRequest({ url: 'https://unpkg.com/x.js' })] }, aContext()).findings
  expect(finding).toMatchObject({ message: expect.stringContaining('pays de la maison mère non établi'), contacted: { country: null } })
})

test('R26: a name of the site that is the alias of a known third party is that third party', () => {
  const cloaked = aRequest({ url: 'https://stats.ville.example/p.gif', alias: 'ville.hotjar.com' })
  const verdict = audit.judge({ requests: [cloaked] }, aContext())
  expect(verdict).toMatchObject({ outcome: 'informative', measure: { value: 1 }, findings: [{ contacted: { host: 'stats.ville.example', alias: 'ville.hotjar.com', ring: 'third-party', purpose: 'session-recording' } }] })
  expect(verdict.findings[0]?.message).toMatch(/^stats\.ville\.example, alias de ville\.hotjar\.com : Hotjar/)
})

test('an alias of a name that nobody has described may be plain hosting: it accuses nobody', () => {
  expect(audit.judge({ requests: [aRequest({ url: 'https://static.ville.example/a.css', alias: 'ville.hebergeur.example' })] }, aContext())).toMatchObject({ outcome: 'pass', findings: [] })
})

test('a domain that the organisation declares as its own is not a third party, a look-alike is', () => {
  const site = aSite({ sameOrganisation: ['inconnu.example'] })
  const verdict = audit.judge({ requests }, aContext({ site }))
  expect(verdict).toMatchObject({ measure: { value: 1 }, details: { organisation: { value: 1 } } })
  expect(verdict.findings.at(-1)).toMatchObject({ message: expect.stringContaining('déclare comme sien'), contacted: { ring: 'organisation' } })
  expect(audit.judge({ requests: [aRequest({ url: 'https://faux-inconnu.example/' })] }, aContext({ site })).measure?.value).toBe(1)
})

test('a page that calls nobody passes', () => {
  expect(audit.judge({ requests: [aRequest()] }, aContext())).toMatchObject({ outcome: 'pass', measure: { value: 0 }, findings: [] })
})
