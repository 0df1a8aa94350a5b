import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { carbonTxt } from '#lib/open-data/carbon-txt'
import { dcatCatalogue } from '#lib/open-data/dcat'
import { atomOf, feedsOf } from '#lib/open-data/feeds'
import { badgeSvg, cardSvg, indicatorBadge, indicatorCard, linesOf, siteBadge } from '#lib/open-data/pictures'
import { PublishedTerritory } from '#model/publication'
import { anIndicator, aPage, aPoint, aSite } from '../../published-builders.ts'

const address = (path: string) => `https://numerique.ville.example${path}`
const territory = PublishedTerritory.parse({
  generated: 'by trefle compute, do not edit', runs: [], lastAudit: '2026-11-22T08:00:00Z', lastPull: null, counts: { sites: 1, pages: 1, measuredPages: 1 },
  territory: { id: 'ville', name: 'Ville <b> & fils', contact: { email: 'num@ville.example', function: 'Direction du numérique' }, organisations: [{ id: 'ville', name: 'Ville', kind: 'commune', code: '67482' }] },
})
const hostile = anIndicator([aPoint('2026-11-22', 47_000)], { text: { ...anIndicator([]).text, question: '<script>alert(1)</script> "légères" ?\u0000', title: '<b>Poids</b> & co' } })
const known = anIndicator([aPoint('2025', 50_000), aPoint('2026-11', 47_000, { n: 27, denominator: 27 })])
const missing = anIndicator([], { id: 'water-use' })

describe('a feed', () => {
  const told = { indicators: [missing, known], sites: [aSite('portail', [aPage('accueil')], [])], territory, editions: [], errata: [] }
  const [sobriety, solidarity] = feedsOf(told)
  const atom = atomOf({ ...sobriety!, title: 'Sobriété & <neuf>' }, 'Ville', '2026-01-01T00:00:00Z', address)

  it('has an entry for each figure that is known, and none for what is missing', () => {
    expect(sobriety?.entries.map(({ page, mark, updated }) => ({ page, mark, updated }))).toEqual([{ page: '/indicateurs/page-weight/', mark: '2026-11', updated: '2026-11-22T08:00:00Z' }])
    expect(solidarity?.entries).toEqual([])
  })

  it('dates a period that is over by its last day, and one under way by the last reading: never in the future', () => {
    const updatedOf = (lastPull: string | null) => feedsOf({ ...told, territory: { ...territory, lastPull } })[0]?.entries.map(({ updated }) => updated)
    expect(updatedOf('2026-11-25T06:00:00Z')).toEqual(['2026-11-25T06:00:00Z'])
    expect(updatedOf('2026-12-02T06:00:00Z')).toEqual(['2026-11-30T00:00:00Z'])
  })

  it('is Atom that a reader can parse: identifiers and dates everywhere, hostile words as words', () => {
    expect(XMLValidator.validate(atom)).toBe(true)
    const { feed } = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(atom) as { feed: { id: string; title: string; updated: string; author: { name: string }; entry: { id: string; updated: string; title: string } } }
    expect(feed).toMatchObject({ id: address('/flux/sobriete.atom'), title: 'Sobriété & <neuf>', updated: '2026-11-22T08:00:00Z', author: { name: 'Ville' } })
    expect(feed.entry).toMatchObject({ id: address('/indicateurs/page-weight/#2026-11'), updated: '2026-11-22T08:00:00Z' })
  })

  it('tells a figure that was wrong among those of its pillar, and with the editions that were frozen', () => {
    const erratum = { id: 'poids', on: '2026-12-01', indicator: 'page-weight', period: '2026-11', said: 40_000, is: 47_000, unit: 'B' as const, why: 'Deux pages manquaient.', also: [] }
    const feeds = feedsOf({ ...told, editions: [{ name: '2026-11-22-0f3a5c7e9b1d', at: '2026-11-22T12:00:00Z' }], errata: [erratum] })
    const entriesOf = (asked: string) => feeds.find(({ path }) => path === asked)?.entries.map(({ page, mark, summary }) => [page, mark, summary])
    expect(entriesOf('sobriete')?.[0]).toEqual(['/editions/', 'erratum-poids', 'Deux pages manquaient.'])
    expect(entriesOf('editions')?.map(([page]) => page)).toEqual(['/editions/', '/editions/2026-11-22-0f3a5c7e9b1d/'])
    expect(entriesOf('solidarite')).toEqual([])
  })

  it('of a site tells first what came and went since the visit before, with its very file and its page, then the certain defects', () => {
    const run = '2026-11-22T080000Z'
    const seen = (message: string, url?: string) => ({ count: 1, seen: [{ message, ...(url && { url }) }] })
    const page = { ...aPage('accueil'), name: 'Accueil', changes: { from: '2026-11-15T080000Z', to: run, audits: [
      { audit: 'sobriety/image-weight', came: seen('Image de 202 ko.', 'https://ville.example/03.jpg'), gone: { count: 0, seen: [] } },
      { audit: 'solidarity/page-language', came: { count: 0, seen: [] }, gone: seen('La langue manque.') },
    ] } }
    const defect = { audit: 'sobriety/image-weight', message: 'Image de 202 ko.', pages: ['accueil'], count: 1, example: { message: 'Image de 202 ko.', references: [] } }
    const visited = { ...territory, runs: [{ run, startedAt: '2026-11-22T08:00:00Z', finishedAt: '2026-11-22T08:10:00Z' } as (typeof territory.runs)[number]] }
    const feed = feedsOf({ ...told, territory: visited, sites: [{ ...aSite('portail', [page], [defect]), lastRun: run }] }).find(({ path }) => path === 'sites/portail')
    const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(feed?.entries.map(({ title }) => plain(title))).toEqual(['Passage du 22 novembre 2026 : 1 défaut'])
    expect(feed?.entries.flatMap(({ summary }) => plain(summary).split(' · ').slice(1))).toEqual([
      'Apparu sur « Accueil » : Image de 202 ko. https://ville.example/03.jpg', 'Disparu de « Accueil » : La langue manque.', 'Image de 202 ko.',
    ])
  })

  it('that has no entry yet is as old as the record', () => expect(atomOf(solidarity!, 'Ville', '2026-01-01T00:00:00Z', address)).toContain('<updated>2026-01-01T00:00:00Z</updated>'))
})

describe('a badge or a card', () => {
  it('says the figure with its date, or that it is not measured, never zero', () => {
    expect(indicatorBadge(known).value).toMatch(/^47.ko, nov\..2026$/)
    expect(indicatorBadge(missing).value).toBe('Pas encore mesuré')
    expect(indicatorCard(missing, 'Ville')).toMatchObject({ figure: 'Pas encore mesuré', sentence: 'Nous ne le savons pas.' })
    expect(siteBadge(aSite('portail', [{ ...aPage('accueil'), status: 'not-measured' }], [])).value).toBe('Non testé')
  })

  it('is a drawing without a script, whatever the words', () => {
    for (const svg of [badgeSvg(indicatorBadge(hostile)), cardSvg(indicatorCard(hostile, '<i>Ville</i>'))]) {
      expect(XMLValidator.validate(svg)).toBe(true)
      expect(svg).not.toMatch(/<script|<b>|<i>|\u0000|href/)
    }
  })

  it('cuts a long text in lines that fit, and says that it is cut', () => {
    const lines = linesOf('un deux trois quatre cinq six sept huit neuf dix onze douze', 13, 100, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
    expect(linesOf('court', 13, 100, 2)).toEqual(['court'])
  })
})

/** Everything that a property of a tree of JSON-LD points to, at any depth. */
function pointedTo(node: unknown, property: string): { '@type'?: string }[] {
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => [...(key === property ? [value].flat() as { '@type'?: string }[] : []), ...pointedTo(value, property)])
}

describe('the catalogue for portals', () => {
  const table = { path: 'indicateurs', title: 'Les chiffres', fields: [], rows: [] }
  const catalogue = dcatCatalogue(territory, [table], [{ path: 'indicateurs', title: 'Les chiffres', value: 1 }, { path: 'territoire', title: 'Le territoire', value: 1 }], address)

  it('has what DCAT-AP makes mandatory: title, description and publisher of the catalogue, title and description of datasets, access to files', () => {
    expect(catalogue['dct:title']['@value']).not.toBe('')
    expect(catalogue['dct:description']['@value']).not.toBe('')
    expect(catalogue['dct:publisher']['foaf:name']).toBe('Ville <b> & fils')
    for (const dataset of catalogue['dcat:dataset']) {
      expect(dataset['dct:title']['@value'] && dataset['dct:description']['@value']).toBeTruthy()
      for (const file of dataset['dcat:distribution']) expect(file['dcat:accessURL']['@id']).toMatch(/^https:\/\/numerique\.ville\.example\/donnees\/.+\.(csv|json)$/)
    }
  })

  it('says the class of all that it points to, as the ranges of DCAT-AP ask: a portal fetches none of it', () => {
    const ranges = {
      'dct:publisher': 'foaf:Agent', 'dct:license': 'dct:LicenseDocument', 'dct:language': 'dct:LinguisticSystem', 'foaf:homepage': 'foaf:Document', 'dcat:landingPage': 'foaf:Document', 'dct:spatial': 'dct:Location',
      'dcat:themeTaxonomy': 'skos:ConceptScheme', 'dcat:theme': 'skos:Concept', 'dcat:contactPoint': 'vcard:Kind', 'dcat:dataset': 'dcat:Dataset', 'dcat:distribution': 'dcat:Distribution', 'dct:format': 'dct:MediaTypeOrExtent', 'dcat:mediaType': 'dct:MediaType',
    } as const
    const found = Object.entries(ranges).map(([property, wanted]) => [property, ...new Set(pointedTo(catalogue, property).map((each) => each['@type']))])
    expect(found).toEqual(Object.entries(ranges))
  })

  it('names the place by its official code, and nothing for a made-up town', () => {
    expect(catalogue).toMatchObject({ 'dct:spatial': { '@id': 'http://id.insee.fr/geo/commune/67482' } })
    expect(dcatCatalogue({ ...territory, territory: { ...territory.territory, example: true } }, [table], [], address)).not.toHaveProperty('dct:spatial')
  })

  it('gives a table and its JSON as two files of one dataset, and each thing an identifier of its own', () => {
    expect(catalogue['dcat:dataset'].map((dataset) => dataset['dcat:distribution'].length)).toEqual([2, 1])
    const ids = catalogue['dcat:dataset'].flatMap((dataset) => [dataset['@id'], ...dataset['dcat:distribution'].map((file) => file['@id'])])
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('carbon.txt', () => {
  it('names pages, and never a host or a figure', () => {
    const text = carbonTxt('2026-11-22', address)
    expect(text).toContain('version = "0.4"\nlast_updated = "2026-11-22"')
    expect(text.match(/doc_type = "(?:sustainability-page|web-page)", url = "https:\/\/numerique\.ville\.example\/[^"]+"/g)).toHaveLength(3)
    expect(text).not.toContain('upstream')
    expect(carbonTxt(null, address)).not.toContain('last_updated')
  })
})
