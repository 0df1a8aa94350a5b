import { z } from 'zod'
import type { PublishedCommitment } from '#model/commitment'
import { PublishedExplanation } from '#model/explanation'
import { PublishedIndicator } from '#model/indicator'
import { PublishedAudits, PublishedCommitments, PublishedDefects, PublishedDocuments, PublishedSite, PublishedTerritory, type PublishedAudit, type SharedDefect } from '#model/publication'
import { PublishedPlaces } from '#model/place'
import { PublishedFleet } from '#model/published-fleet'
import { DatedEdition, PublishedEdition, PublishedErrata, type PublishedErratum } from '#model/dated-edition'
import { PublishedAccessibility } from '#model/published-accessibility'
import { ImportReport } from '#model/source'
import { t } from '#lib/words/i18n'
import { accessibilityTables } from '#lib/open-data/accessibility-tables'
import { auditTable } from '#lib/open-data/audit-table'
import { editionTable, erratumTable } from '#lib/open-data/edition-tables'
import { commitmentTable } from '#lib/open-data/commitment-table'
import { importTables } from '#lib/open-data/import-tables'
import { breakdownTables, seriesTable } from '#lib/open-data/indicator-tables'
import { sharedDefectTable } from '#lib/open-data/shared-defect-table'
import { placeTable } from '#lib/open-data/place-table'
import { defectTable, findingTable, historyTable, measureTable, pageTable } from '#lib/open-data/site-tables'
import { statedTable } from '#lib/open-data/stated-table'
import type { OpenTable } from '#lib/open-data/table'
import { thirdPartyTable } from '#lib/open-data/third-party-table'

/** The whole publication: what the dashboard shows, and what its open data repeats. */
export type Publication = {
  territory: PublishedTerritory
  indicators: readonly PublishedIndicator[]
  explanations: readonly PublishedExplanation[]
  sites: readonly PublishedSite[]
  commitments: readonly PublishedCommitment[]
  audits: readonly PublishedAudit[]
  imports: readonly ImportReport[]
  defects: readonly SharedDefect[]
  quoted: PublishedDocuments
  accessibility: readonly PublishedAccessibility[]
  places: PublishedPlaces
  fleet: PublishedFleet
  edition: DatedEdition
  editions: readonly PublishedEdition[]
  errata: readonly PublishedErratum[]
}

/** The tables that hold the whole territory, each once. */
export function wholeTables({ indicators, sites, commitments, audits, imports, defects, accessibility, quoted, places, errata }: Publication): OpenTable[] {
  return [
    seriesTable('indicateurs', t('data.file.indicators'), indicators),
    commitmentTable(commitments),
    statedTable(quoted),
    placeTable(places),
    erratumTable(errata),
    pageTable(sites),
    measureTable('mesures', t('data.file.measures'), sites),
    defectTable('defauts', t('data.file.defects'), sites),
    sharedDefectTable(defects),
    findingTable('constats', t('data.file.findings'), sites),
    thirdPartyTable(sites),
    auditTable(audits),
    ...accessibilityTables(accessibility),
    ...importTables(imports),
  ]
}

export const seriesOf = (indicator: PublishedIndicator): OpenTable => seriesTable(`indicateurs/${indicator.id}`, indicator.text.title, [indicator])

/** The tables of one site, its past runs included. */
export function tablesOfSite(site: PublishedSite, runs: PublishedTerritory['runs']): OpenTable[] {
  const { id, name } = site
  return [
    measureTable(`sites/${id}`, t('data.file.site.measures', { site: name }), [site]),
    defectTable(`defauts/${id}`, t('data.file.site.defects', { site: name }), [site]),
    findingTable(`constats/${id}`, t('data.file.site.findings', { site: name }), [site]),
    historyTable(`historique/${id}`, t('data.file.site.history', { site: name }), [site], runs),
  ]
}

/** The tables that a dictionary explains: one of each kind. */
export const describedTables = (publication: Publication): OpenTable[] =>
  [...wholeTables(publication), historyTable('historique', t('data.site.history'), publication.sites, publication.territory.runs), ...publication.editions.slice(0, 1).map(editionTable)]

/** Every CSV file. */
export const openTables = (publication: Publication): OpenTable[] => [
  ...wholeTables(publication),
  ...publication.indicators.flatMap((indicator) => [seriesOf(indicator), ...breakdownTables(indicator)]),
  ...publication.editions.map(editionTable),
  ...publication.sites.flatMap((site) => tablesOfSite(site, publication.territory.runs)),
]

/** One JSON file of the publication, as it was computed. `path` is its address under /donnees/, without the ending. */
export type OpenDocument = { path: string; title: string; value: unknown }

const { value: generated } = PublishedCommitments.shape.generated

export function openDocuments({ territory, indicators, explanations, sites, commitments, audits, imports, defects, accessibility, quoted, places, fleet, edition, editions, errata }: Publication): OpenDocument[] {
  return [
    { path: 'territoire', title: t('data.file.territory'), value: territory },
    { path: 'promesses', title: t('data.file.promises'), value: { generated, commitments } },
    { path: 'controles', title: t('data.file.audits'), value: { generated, audits } },
    { path: 'documents', title: t('data.file.documents'), value: quoted },
    { path: 'lieux', title: t('data.file.places'), value: places },
    { path: 'parc', title: t('data.file.fleet'), value: fleet },
    { path: 'defauts-communs', title: t('data.file.shared-defects'), value: { generated, defects } },
    { path: 'edition', title: t('data.file.edition', { name: edition.name }), value: edition },
    { path: 'errata', title: t('data.file.errata'), value: { generated, errata } },
    ...editions.map((frozen) => ({ path: `editions/${frozen.name}`, title: t('data.file.edition', { name: frozen.name }), value: frozen })),
    ...indicators.map((indicator) => ({ path: `indicateurs/${indicator.id}`, title: indicator.text.title, value: indicator })),
    ...explanations.map((explanation) => ({ path: `explications/${explanation.id}`, title: explanation.title, value: explanation })),
    ...sites.map((site) => ({ path: `sites/${site.id}`, title: site.name, value: site })),
    ...accessibility.map((each) => ({ path: `accessibilite/${each.site}`, title: t('data.file.site.accessibility', { site: sites.find(({ id }) => id === each.site)?.name ?? each.site }), value: each })),
    ...imports.map((report) => ({ path: `lectures/${report.source}`, title: report.source, value: report })),
  ]
}

/** The shape of each kind of document, as JSON Schema (draft 2020-12), from the schemas that check the publication itself. */
export function openSchemas(): OpenDocument[] {
  const schemas = [
    ['territoire', PublishedTerritory], ['promesses', PublishedCommitments], ['controles', PublishedAudits], ['defauts-communs', PublishedDefects], ['documents', PublishedDocuments], ['lieux', PublishedPlaces], ['parc', PublishedFleet],
    ['indicateur', PublishedIndicator], ['site', PublishedSite], ['lecture', ImportReport], ['accessibilite', PublishedAccessibility], ['explication', PublishedExplanation], ['edition', PublishedEdition], ['errata', PublishedErrata],
  ] as const
  return schemas.map(([name, schema]) => ({ path: `schemas/${name}`, title: t(`schema.${name}`), value: z.toJSONSchema(schema) }))
}
