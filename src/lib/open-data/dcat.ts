import type { PublishedTerritory } from '#model/publication'
import type { Territory } from '#model/territory'
import { locale, t } from '#lib/words/i18n'
import type { OpenDocument } from '#lib/open-data/catalogue'
import { licence } from '#lib/open-data/data-package'
import type { OpenTable } from '#lib/open-data/table'

const authority = 'http://publications.europa.eu/resource/authority'
const formats = { csv: { format: 'CSV', media: 'text/csv' }, json: { format: 'JSON', media: 'application/json' } } as const
const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** What a file points to says its class: a portal that checks the ranges of DCAT-AP without fetching anything needs it. */
const typed = (type: string, id: string) => ({ '@id': id, '@type': type })
const inFrench = (text: string) => ({ '@language': 'fr', '@value': text })
/** The open data are in the language that stands at the root of the site. */
const said = (text: string) => ({ '@language': locale, '@value': text })
const languageCodes: Readonly<Record<string, string>> = { fr: 'FRA', en: 'ENG', de: 'DEU' }
const code = languageCodes[locale]
const language = code === undefined ? {} : { 'dct:language': typed('dct:LinguisticSystem', `${authority}/language/${code}`) }
const licensed = typed('dct:LicenseDocument', licence.path)
const themes = { ...typed('skos:ConceptScheme', `${authority}/data-theme`), 'dct:title': inFrench('Thèmes de données') }
const government = { ...typed('skos:Concept', `${authority}/data-theme/GOVE`), 'skos:prefLabel': inFrench('Gouvernement et secteur public') }

/** Where the official geography of Insee names the territory; nothing for a made-up town, whose code names nobody. */
function spatialOf({ example, organisations }: Territory) {
  const whole = organisations.find(({ parent, code }) => parent === undefined && code !== undefined)
  if (example || whole === undefined) return {}
  return { 'dct:spatial': typed('dct:Location', `http://id.insee.fr/geo/${whole.kind === 'epci' ? 'intercommunalite' : 'commune'}/${whole.code}`) }
}

/**
 * The open data as a catalogue that portals harvest: DCAT-AP 3 in JSON-LD, one dataset for each table or document, one distribution for
 * each of its files. `address` gives the public address of a page or a file of the dashboard.
 */
export function dcatCatalogue({ territory, lastAudit }: PublishedTerritory, tables: readonly OpenTable[], documents: readonly OpenDocument[], address: (path: string) => string) {
  const { contact, name } = territory
  const publisher = { ...typed('foaf:Agent', `${address('/a-propos/')}#publisher`), 'foaf:name': name }
  const shared = {
    'dct:publisher': publisher, ...language, ...spatialOf(territory),
    ...(lastAudit === null ? {} : { 'dct:modified': { '@type': 'xsd:dateTime', '@value': lastAudit } }),
  }
  const contactPoint = { '@type': 'vcard:Kind', 'vcard:fn': contact.function, ...(contact.email ? { 'vcard:hasEmail': { '@id': `mailto:${contact.email}` } } : { 'vcard:hasURL': { '@id': contact.url } }) }
  const described = Map.groupBy([...tables.map(({ path, title }) => ({ path, title, ending: 'csv' as const })), ...documents.map(({ path, title }) => ({ path, title, ending: 'json' as const }))], ({ path }) => path)
  const datasets = [...described].map(([path, files]) => {
    const title = files[0]?.title ?? path
    return {
      ...typed('dcat:Dataset', `${address('/donnees/')}#${path}`), 'dct:identifier': path, 'dct:title': said(title), 'dct:description': said(t('data.dataset.description', { title, name })),
      ...shared, 'dcat:contactPoint': contactPoint, 'dcat:keyword': said(t('data.keyword')), 'dcat:theme': [government], 'dcat:landingPage': typed('foaf:Document', address('/donnees/')),
      'dcat:distribution': files.map(({ ending }) => distribution(address(`/donnees/${path}.${ending}`), ending)),
    }
  })
  return {
    '@context': context, ...typed('dcat:Catalog', address('/donnees/catalogue.jsonld')),
    'dct:title': said(t('data.package.title', { name })), 'dct:description': said(t('data.description')),
    ...shared, 'dct:license': licensed, 'foaf:homepage': typed('foaf:Document', address('/')), 'dcat:themeTaxonomy': themes,
    'dcat:dataset': datasets,
  }
}

function distribution(url: string, ending: keyof typeof formats) {
  const { format, media } = formats[ending]
  return {
    ...typed('dcat:Distribution', url), 'dcat:accessURL': { '@id': url }, 'dcat:downloadURL': { '@id': url }, 'dct:license': licensed,
    'dct:format': typed('dct:MediaTypeOrExtent', `${authority}/file-type/${format}`), 'dcat:mediaType': typed('dct:MediaType', `https://www.iana.org/assignments/media-types/${media}`),
  }
}
