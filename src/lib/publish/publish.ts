import type { Commitment, PublishedCommitment } from '#model/commitment'
import type { SiteCrops } from '#model/crop'
import { PublishedExplanation } from '#model/explanation'
import type { FactorBook } from '#model/factor'
import { PublishedIndicator } from '#model/indicator'
import type { Observation } from '#model/observation'
import { PublishedAudits, PublishedCommitments, PublishedDefects, PublishedDocuments, PublishedSite, PublishedTerritory, type PublishedAudit } from '#model/publication'
import { PublishedAccessibility } from '#model/published-accessibility'
import { PublishedPlaces, type PlacesFile } from '#model/place'
import { PublishedFleet } from '#model/published-fleet'
import { Pillar } from '#model/quantity'
import type { PageRecord, RunRecord } from '#model/result'
import type { RgaaGrid } from '#model/rgaa'
import type { DeclaredCriterion } from '#model/rgesn'
import { DatedEdition, PublishedEdition, PublishedErrata, type Erratum } from '#model/dated-edition'
import type { Site } from '#model/site'
import { ImportReport, type Source } from '#model/source'
import type { Territory } from '#model/territory'
import { commitmentStatus, publishedCommitment } from './commitment-status.ts'
import type { IndicatorDefinition, KnownIndicator, KnownPromise } from '../define.ts'
import { editionChanges, editionOf, gapsOf } from './dated-edition.ts'
import { publishedExplanation } from '../explain/explanation.ts'
import { peopleFigures } from '../accessibility/people-figures.ts'
import { siteAccessibility, type People } from '../accessibility/site-accessibility.ts'
import { settleAccusations } from './confirmation.ts'
import { withArchived, type ArchivedFigure } from './archived-series.ts'
import { latestOf, seriesOf, type DatedPoint, type Known, type SeriesFacts } from './indicator-series.ts'
import { publishedPlaces } from '../places/published-places.ts'
import { dayOf, daysBetween } from '../time/period.ts'
import type { FindingBook } from '../record/record.ts'
import { sharedDefects } from './shared-defects.ts'
import { siteReport } from './site-report.ts'
import { wholeRuns } from '../record/whole-runs.ts'
import { fleetInput } from '../scenarios/fleet-input.ts'

const generated = 'by trefle compute, do not edit'

/** Everything that is published comes from here: facts, definitions, and the instant of the computation. */
export type PublicationInput = {
  territory: Territory
  sites: readonly Site[]
  sources?: readonly Source[]
  commitments: readonly Commitment[]
  /** What the territory quotes: documents, the figures that they state, the lines that they date. */
  quoted?: Pick<PublishedDocuments, 'documents' | 'figures' | 'milestones'>
  /** By "<pillar>/<id>". */
  indicators: ReadonlyMap<string, IndicatorDefinition>
  audits: readonly PublishedAudit[]
  /** Months of each indicator whose detail has left the record. */
  archived?: ReadonlyMap<string, readonly ArchivedFigure[]>
  /** Oldest first, and only of finished runs. */
  runs: readonly RunRecord[]
  pages: readonly PageRecord[]
  findings: ReadonlyMap<string, FindingBook>
  /** Pictures of proven failures, by site, and their bytes by name. */
  crops?: ReadonlyMap<string, { crops: SiteCrops['crops']; bytes: ReadonlyMap<string, Uint8Array> }>
  observations: readonly Observation[]
  imports: readonly ImportReport[]
  factors: FactorBook
  /** The version of the RGAA in force. */
  rgaa: RgaaGrid
  /** Audits and reviews made by people. */
  people: People
  /** The last reading of each source of help places. */
  places?: readonly PlacesFile[]
  /** Editions that were frozen, newest first, and what was wrong in one. */
  editions?: readonly DatedEdition[]
  errata?: readonly Erratum[]
  /** What the town says of the eco-design of its dashboard. */
  ecodesign?: readonly DeclaredCriterion[]
  /** Instant; decides only what is old, late, or not due yet. */
  now: string
}

export type Drawn = { id: string; pillar: Pillar; definition: IndicatorDefinition; points: DatedPoint[] }

/** What is known of the other indicators on a day. */
function knownOn(day: string, drawn: readonly Drawn[]): KnownIndicator[] {
  return drawn.map(({ id, pillar, definition, points }) => {
    const last = latestOf(points.filter(({ on }) => on <= day))
    return { id, pillar, title: definition.text.title, freshDays: definition.freshDays, ageDays: last === null || last.point.undated ? null : daysBetween(last.on, day) }
  })
}

/** How the promises stand on a day, by the figures that were known then. One that is followed by what counts promises has none. */
function promisesOn(day: string, commitments: readonly Commitment[], drawn: readonly Drawn[]): KnownPromise[] {
  return commitments.map((commitment) => {
    const { text, target, doneOn } = commitment
    const followed = drawn.find(({ id }) => id === commitment.indicator)
    const known = followed && publishedIndicator({ ...followed, points: followed.points.filter(({ on }) => on <= day) }, [], day)
    return { text, due: target?.due ?? null, dated: target !== null || (doneOn !== null && doneOn <= day), ...commitmentStatus(commitment, known ?? null, day) }
  })
}

/** All series, oldest point first, with the steps of each; those that read promises or other indicators come after these. */
function drawAll({ indicators, archived, commitments }: Pick<PublicationInput, 'indicators' | 'archived' | 'commitments'>, facts: SeriesFacts): Drawn[] {
  const named = [...indicators].map(([key, definition]) => {
    const [pillar, id = ''] = key.split('/')
    return { id, pillar: Pillar.parse(pillar), definition }
  })
  const drawn = (is: (reads: IndicatorDefinition['reads']) => unknown, knownAt?: (day: string) => Known) =>
    named.filter(({ definition: { reads } }) => is(reads)).map((each): Drawn => ({ ...each, points: seriesOf(each.definition, facts, knownAt) }))
  const first = drawn(({ indicators: others, promises }) => !others && !promises)
  const ofPromises = drawn(({ promises }) => promises, (day) => ({ promises: promisesOn(day, commitments, first) }))
  const ofOthers = drawn(({ indicators: others }) => others, (day) => ({ indicators: knownOn(day, [...first, ...ofPromises]) }))
  return [...first, ...ofPromises, ...ofOthers].map((each) => ({ ...each, points: withArchived(each.points, archived?.get(each.id) ?? [], each.definition.unit) })).sort((a, b) => a.id < b.id ? -1 : 1)
}

function publishedIndicator({ id, pillar, definition, points }: Drawn, commitments: readonly Commitment[], today: string): PublishedIndicator {
  const { method, unit, direction, cadence, references, text, reads, freshDays, catalogue, theme, targetStyle, formula, smallest } = definition
  const latest = latestOf(points)
  const old = latest !== null && daysBetween(latest.on, today) > freshDays
  return {
    generated, id, pillar, method: latest?.point.method ?? method, unit, direction, cadence, references: [...references], text,
    audits: [...(reads.audits ?? [])], metrics: [...(reads.metrics ?? [])],
    series: points.map(({ point }) => point),
    latest: latest === null ? null : { ...latest.point, state: old && latest.point.value !== null ? 'stale' : latest.point.state },
    breakdowns: latest?.breakdowns ?? [],
    freshDays, latestOn: latest?.on ?? null,
    commitments: commitments.filter(({ indicator, alsoFollowedBy }) => indicator === id || alsoFollowedBy.includes(id)).map((commitment) => commitment.id),
    ...(catalogue && { catalogue }), ...(theme && { theme }), ...(targetStyle && { targetStyle }), ...(formula && { formula }), ...(smallest && { smallest }),
  }
}

function publishedTerritory({ territory, runs, imports, sites, sources, ecodesign = [] }: PublicationInput, reports: readonly PublishedSite[]): PublishedTerritory {
  const pages = reports.flatMap((report) => report.pages)
  return {
    generated, territory,
    ...(sources && { sourceNames: Object.fromEntries(sources.map(({ id, name }) => [id, name])) }),
    runs: [...runs],
    lastAudit: runs.at(-1)?.finishedAt ?? null,
    lastPull: imports.map(({ at }) => at).sort().at(-1) ?? null,
    counts: { sites: sites.length, pages: pages.length, measuredPages: pages.filter(({ status }) => status !== 'not-measured').length },
    ...(ecodesign.length > 0 && { ecodesign: [...ecodesign] }),
  }
}

type Settled = ReturnType<typeof settleAccusations>

const settledOf = ({ pages, runs, findings, audits }: PublicationInput): Settled =>
  settleAccusations(pages, runs, findings, new Set(audits.filter(({ accuses }) => accuses).map(({ id }) => id)))

function factsOf({ territory, sites, runs, observations, people, rgaa, factors, now }: PublicationInput, { pages }: Settled): SeriesFacts {
  return { territory, sites, runs, pages, observations: [...observations, ...peopleFigures(people, rgaa, territory)], factors, whole: wholeRuns(runs, pages, sites), today: dayOf(now) }
}

/** Every series of the publication, with the steps of each point: what `trefle explain` reads. */
export function drawnSeries(input: PublicationInput): Drawn[] {
  return drawAll(input, factsOf(input, settledOf(input)))
}

/** The pictures that a published page shows, by their path. */
function picturesOf(reports: readonly PublishedSite[], taken: PublicationInput['crops']): [string, Uint8Array][] {
  return reports.flatMap(({ id, pages }) => pages.flatMap(({ crops = [] }) => crops.flatMap(({ file }): [string, Uint8Array][] => {
    const bytes = taken?.get(id)?.bytes.get(file)
    return bytes ? [[`crops/${file}.jpg`, bytes]] : []
  })))
}

/** The edition of the day, those that were frozen with what reads otherwise since, and the errata. */
function datedFiles({ editions = [], errata = [], archived, factors, observations, runs, now }: PublicationInput, drawn: readonly Drawn[], indicators: readonly PublishedIndicator[], promises: readonly PublishedCommitment[], reports: readonly PublishedSite[]): [string, unknown][] {
  // A figure about others, or about promises, is that of the day alone.
  const aboutOthers = new Set(drawn.flatMap(({ id, definition: { reads } }) => (reads.indicators || reads.promises ? [id] : [])))
  const current = editionOf(indicators.filter(({ id }) => !aboutOthers.has(id)), factors, now, { promises: promises.map(({ commitment, status }) => ({ id: commitment.id, status })), gaps: gapsOf(reports) })
  const metrics = new Map(drawn.map(({ id, definition: { reads } }) => [id, new Set([...(reads.metrics ?? []), ...(reads.beside ?? [])])]))
  const units = new Map(indicators.map(({ id, unit }) => [id, unit]))
  return [
    ['edition.json', DatedEdition.parse(current)],
    ...editions.map((edition): [string, unknown] => [`editions/${edition.name}.json`, PublishedEdition.parse({ ...edition, changes: editionChanges(edition, { now: current, indicators, metrics, observations, runs, errata, ...(archived && { archived }) }) })]),
    ['errata.json', PublishedErrata.parse({ generated, errata: errata.map((erratum) => ({ ...erratum, unit: units.get(erratum.indicator) })) })],
  ]
}

/**
 * Facts to files: the path of every file under publication/, and its value, valid by its schema, or the bytes of a picture.
 * Pure: the same input gives the same value, in the same order.
 */
export function publish(input: PublicationInput): ReadonlyMap<string, unknown> {
  const { territory, sites, runs, observations, factors, commitments, audits, imports, now } = input
  const settled = settledOf(input)
  const { pages, findings } = settled
  const today = dayOf(now)
  const drawn = drawAll(input, factsOf(input, settled))
  const indicators = drawn.map((each) => publishedIndicator(each, commitments, today))
  const known = { factors, imports, people: input.people, sources: input.sources ?? [], observations }
  const explanations = drawn.flatMap((each) => publishedExplanation(each, known) ?? [])
  const runsById = new Map(runs.map((run) => [run.run, run]))
  const pagesOf = Map.groupBy(pages, ({ site }) => site)
  const reports = sites.map((site) => siteReport(site, territory, { pages: pagesOf.get(site.id) ?? [], findings: findings.get(site.id) ?? new Map(), runs: runsById, crops: input.crops?.get(site.id)?.crops ?? [] }))
  const promises = commitments.map((each) => publishedCommitment(each, indicators.find(({ id }) => id === each.indicator) ?? null, today))
  return new Map<string, unknown>([
    ['territory.json', PublishedTerritory.parse(publishedTerritory(input, reports))],
    ['audits.json', PublishedAudits.parse({ generated, audits })],
    ['documents.json', PublishedDocuments.parse({ generated, documents: [], figures: [], milestones: [], ...input.quoted })],
    ['places.json', PublishedPlaces.parse(publishedPlaces(input.places ?? [], today))],
    ['fleet.json', PublishedFleet.parse({ generated, fleet: fleetInput(observations, factors) })],
    ['defects.json', PublishedDefects.parse({ generated, defects: sharedDefects(reports) })],
    ['commitments.json', PublishedCommitments.parse({ generated, commitments: promises })],
    ...indicators.map((indicator) => [`indicators/${indicator.id}.json`, PublishedIndicator.parse(indicator)] as const),
    ...explanations.map((explanation) => [`explanations/${explanation.id}.json`, PublishedExplanation.parse(explanation)] as const),
    ...reports.map((report) => [`sites/${report.id}.json`, PublishedSite.parse(report)] as const),
    ...reports.map((report) => [`accessibility/${report.id}.json`, PublishedAccessibility.parse(siteAccessibility(report, input.people, input.rgaa))] as const),
    ...datedFiles(input, drawn, indicators, promises, reports),
    ...picturesOf(reports, input.crops),
    ...imports.map((report) => [`imports/${report.source}.json`, ImportReport.parse(report)] as const),
  ])
}
