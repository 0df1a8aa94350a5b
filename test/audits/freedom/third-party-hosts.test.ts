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

test('a domain that the organisation declares as its own is not a third party, a look-alike is', () => {
  const site = aSite({ sameOrganisation: ['inconnu.example'] })
  expect(audit.judge({ requests }, aContext({ site })).measure?.value).toBe(1)
  expect(audit.judge({ requests: [aRequest({ url: 'https://faux-inconnu.example/' })] }, aContext({ site })).measure?.value).toBe(1)
})

test('a page that calls nobody passes', () => {
  expect(audit.judge({ requests: [aRequest()] }, aContext())).toMatchObject({ outcome: 'pass', measure: { value: 0 }, findings: [] })
})
