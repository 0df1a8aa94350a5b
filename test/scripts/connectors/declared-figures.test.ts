import { describe, expect, it } from 'vitest'
import connector from '#connectors/declared-figures'
import { aFactorBook, aTerritory } from '../../facts-builders.ts'

const documents = `documents:
  - { id: page, title: Page officielle, publisher: Ville, on: null, readOn: 2026-11-22, evidence: official }
  - { id: blog, title: Texte non signé, publisher: Blog, on: "2025", readOn: 2026-11-22, evidence: announced }
`
const figure = (more = '') => `figures:
  - id: abonnes
    theme: participer
    label: Abonnés
    stated: plus de 14 000
    value: 14000
    unit: count
    metric: participation.subscribers
    subject: ville
    period: null
    source: page
    statedSource: null
    quality: declared
    caveat: Un stock.
${more}`
const parse = (figures: string) => connector.parse(new TextEncoder().encode(`${documents}\n${figures}`), {}, {
  source: { id: 'documents', name: 'Documents', connector: 'declared-figures', organisation: 'ville', licence: 'Licence Ouverte 2.0', cadence: 'yearly', settings: {} },
  territory: aTerritory, at: '2026-11-22T08:00:00Z', factors: aFactorBook,
})

describe('figures declared by hand', () => {
  it('become observations that name their document and what must be known of them', () => {
    expect(parse(figure()).observations).toEqual([{
      metric: 'participation.subscribers', subject: 'ville', period: '2026-11-22', value: 14_000, unit: 'count', quality: 'declared', source: 'documents',
      at: '2026-11-22T08:00:00Z', dimensions: { document: 'page', dated: 'no' }, note: 'Un stock.',
    }])
  })

  it('say when their document bears no date, and give the share that is dated', () => {
    const { observations, report } = parse(figure(`    beside:
      - { label: "Ouverture, 2018", stated: "7", value: 7, unit: count, metric: participation.first, subject: ville, period: 2018-12, source: page }
`))
    expect(observations.map(({ period, dimensions }) => [period, dimensions.dated])).toEqual([['2026-11-22', 'no'], ['2018-12', 'yes']])
    expect(report).toMatchObject({ kept: 2, known: { period: 0.5 } })
  })

  it('are announced, never declared, when the text beside them is not signed', () => {
    const { observations } = parse(figure(`    beside:
      - { label: "Annonce", stated: "20 000", value: 20000, unit: count, metric: participation.subscribers, subject: ville, period: "2025", source: blog }
`))
    expect(observations.map(({ quality }) => quality)).toEqual(['declared', 'announced'])
  })

  it('are refused with the place of the mistake', () => {
    expect(() => parse(figure().replace('value: 14000', 'value: beaucoup'))).toThrow(/figures\.0\.value/)
  })
})
