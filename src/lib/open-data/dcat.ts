import type { PublishedTerritory } from '#model/publication'
import { t } from '#lib/words/i18n'
import type { OpenDocument } from '#lib/open-data/catalogue'
import { licence } from '#lib/open-data/data-package'
import type { OpenTable } from '#lib/open-data/table'

const authority = 'http://publications.europa.eu/resource/authority'
const formats = { csv: { format: 'CSV', media: 'text/csv' }, json: { format: 'JSON', media: 'application/json' } } as const

/**
 * The open data as a catalogue that portals harvest: DCAT-AP 3 in JSON-LD, one dataset for each table or document, one distribution for
 * each of its files. `address` gives the public address of a page or a file of the dashboard.
 */
export function dcatCatalogue({ territory, lastAudit }: PublishedTerritory, tables: readonly OpenTable[], documents: readonly OpenDocument[], address: (path: string) => string) {
  const { contact, name } = territory
  const publisher = { '@id': `${address('/a-propos/')}#publisher`, '@type': 'foaf:Agent', 'foaf:name': name }
  const contactPoint = { '@type': 'vcard:Kind', 'vcard:fn': contact.function, ...(contact.email ? { 'vcard:hasEmail': { '@id': `mailto:${contact.email}` } } : { 'vcard:hasURL': { '@id': contact.url } }) }
  const described = Map.groupBy([...tables.map(({ path, title }) => ({ path, title, ending: 'csv' as const })), ...documents.map(({ path, title }) => ({ path, title, ending: 'json' as const }))], ({ path }) => path)
  const datasets = [...described].map(([path, files]) => {
    const title = files[0]?.title ?? path
    return {
      '@id': `${address('/donnees/')}#${path}`, '@type': 'dcat:Dataset', 'dct:title': inFrench(title), 'dct:description': inFrench(t('data.dataset.description', { title, name })),
      'dct:publisher': { '@id': publisher['@id'] }, 'dcat:contactPoint': contactPoint, 'dct:language': { '@id': `${authority}/language/FRA` },
      'dcat:theme': [{ '@id': `${authority}/data-theme/GOVE` }], 'dcat:landingPage': { '@id': address('/donnees/') },
      ...(lastAudit === null ? {} : { 'dct:modified': { '@type': 'xsd:dateTime', '@value': lastAudit } }),
      'dcat:distribution': files.map(({ ending }) => distribution(address(`/donnees/${path}.${ending}`), ending)),
    }
  })
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#' },
    '@id': address('/donnees/catalogue.jsonld'), '@type': 'dcat:Catalog',
    'dct:title': inFrench(t('data.package.title', { name })), 'dct:description': inFrench(t('data.description')),
    'dct:publisher': publisher, 'dct:license': { '@id': licence.path }, 'dct:language': { '@id': `${authority}/language/FRA` }, 'foaf:homepage': { '@id': address('/') },
    'dcat:dataset': datasets,
  }
}

const inFrench = (text: string) => ({ '@language': 'fr', '@value': text })

function distribution(url: string, ending: keyof typeof formats) {
  const { format, media } = formats[ending]
  return {
    '@id': url, '@type': 'dcat:Distribution', 'dcat:accessURL': { '@id': url }, 'dcat:downloadURL': { '@id': url }, 'dct:license': { '@id': licence.path },
    'dct:format': { '@id': `${authority}/file-type/${format}` }, 'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${media}` },
  }
}
