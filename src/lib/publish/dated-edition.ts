import type { ChangeCause, DatedEdition, EditionChange, EditionFigure, Erratum, PublishedEdition } from '#model/dated-edition'
import type { ArchivedPoint } from '#model/archive'
import type { FactorBook } from '#model/factor'
import type { Point, PublishedIndicator } from '#model/indicator'
import type { Observation } from '#model/observation'
import type { PublishedSite } from '#model/publication'
import type { RunRecord } from '#model/result'
import { contentId } from '../record/content-id.ts'
import { dayOf, lastDayOf } from '../time/period.ts'
import { publicSite } from './edition.ts'

/** Under this share of a value, two computations of the same figure differ by the rounding of their sums alone. */
const ROUNDING = 1e-9

const keyOf = ({ indicator, period }: Pick<EditionFigure, 'indicator' | 'period'>): string => `${indicator} ${period}`

/** What a factor, a kind of device or a table says, in one line; null for a name that is none of them. */
function factorSays({ factors, devices, tables }: FactorBook, id: string): string | null {
  const factor = factors.get(id)
  if (factor) return `${factor.value} ${factor.unit}`
  const device = devices.get(id)
  if (device) return `${device.embodiedKgCO2e} kgCO2e, ${device.useKWhPerYear ?? '?'} kWh/year, ${device.lifetimeYears} years`
  const table = tables?.get(id)
  return table ? `${table.values.join(' ')} ${table.unit}` : null
}

const figuresOf = ({ id, series, unit }: PublishedIndicator): EditionFigure[] => series.flatMap(({ period, value, low, high, state, method, basis }) =>
  value === null ? [] : [{ indicator: id, period, value, low, high, unit, state, method, ...(basis !== undefined && { basis }) }])

type Content = Pick<DatedEdition, 'figures' | 'factors' | 'promises' | 'gaps'>

/** The name of an edition that says this. What an older edition did not keep is no part of its fingerprint. */
export const editionName = (at: string, { figures, factors, promises, gaps }: Content): string => `${dayOf(at)}-${contentId('', { figures, factors, promises, gaps })}`

/** On how many pages of each site each check saw a gap, as the public edition says it; sites without any are there too, and those that were not read, as unknown. */
export const gapsOf = (sites: readonly PublishedSite[]): NonNullable<DatedEdition['gaps']> => sites.map((site) => ({
  site: site.id,
  audits: site.pages.every(({ status }) => status === 'not-measured') ? null : Object.fromEntries([...Map.groupBy(publicSite(site).defects, ({ audit }) => audit)].map(([audit, same]) => [audit, new Set(same.flatMap(({ pages }) => pages)).size])),
}))

/** Every known figure of a publication and what the factors that they rest on say, where its promises stand, and the gaps of its sites. */
export function editionOf(indicators: readonly PublishedIndicator[], book: FactorBook, at: string, beside: Pick<Content, 'promises' | 'gaps'> = {}): DatedEdition {
  const used = new Set(indicators.flatMap(({ series }) => series.flatMap(({ inputs }) => inputs.factors)))
  const factors = Object.fromEntries([...used].sort().flatMap((id) => {
    const says = factorSays(book, id)
    return says === null ? [] : [[id, says] as const]
  }))
  const content = { factors, figures: indicators.flatMap(figuresOf), ...beside }
  return { schema: 'trefle/edition@1', name: editionName(at, content), at, ...content }
}

/** Two editions that say the same, whenever they were made. */
export const saysTheSame = (one: Pick<DatedEdition, 'name'>, other: Pick<DatedEdition, 'name'>): boolean => one.name.slice(-12) === other.name.slice(-12)

/** What may have changed a figure since an edition. */
export type ChangeFacts = {
  now: DatedEdition
  indicators: readonly PublishedIndicator[]
  /** Metrics that each indicator reads, by its id. */
  metrics: ReadonlyMap<string, ReadonlySet<string>>
  observations: readonly Observation[]
  runs: readonly RunRecord[]
  errata: readonly Erratum[]
  /** Months whose detail has left the record, by indicator. */
  archived?: ReadonlyMap<string, readonly ArchivedPoint[]>
}

const within = (period: string, other: string): boolean => period.startsWith(other) || other.startsWith(period)

const tells = ({ indicator, period, also }: Erratum, figure: EditionFigure): boolean =>
  (indicator === figure.indicator && period === figure.period) || also.some((other) => other.indicator === figure.indicator && figure.period.startsWith(other.period))

/** True when the record read something about this figure after an instant: an observation, a visit of its day, or verdicts judged again. */
function readSince(figure: EditionFigure, point: Point | undefined, at: string, { metrics, observations, runs }: ChangeFacts): boolean {
  const asked = metrics.get(figure.indicator)
  const visits = new Set(point?.inputs.runs)
  return observations.some((each) => each.at > at && asked?.has(each.metric) && within(each.period, figure.period))
    || runs.some(({ run, finishedAt, replayed }) => visits.has(run) && (finishedAt > at || (replayed?.at ?? '') > at))
}

function causeOf(figure: EditionFigure, current: EditionFigure | undefined, frozen: DatedEdition, facts: ChangeFacts): { cause: ChangeCause; names: string[] } {
  const named = facts.errata.filter((erratum) => tells(erratum, figure) && erratum.on >= dayOf(frozen.at)).map(({ id }) => id)
  if (named.length > 0) return { cause: 'erratum', names: named }
  if (current && current.method !== figure.method) return { cause: 'method', names: [] }
  if (current && current.basis !== figure.basis) return { cause: 'perimeter', names: [] }
  const point = facts.indicators.find(({ id }) => id === figure.indicator)?.series.find(({ period }) => period === figure.period)
  const factors = (point?.inputs.factors ?? []).filter((id) => frozen.factors[id] !== facts.now.factors[id])
  if (factors.length > 0) return { cause: 'factor', names: factors }
  if (!current && facts.archived?.get(figure.indicator)?.some(({ on }) => on.slice(0, 7) === figure.period.slice(0, 7))) return { cause: 'archived', names: [] }
  if (lastDayOf(figure.period) >= dayOf(frozen.at)) return { cause: 'unfinished', names: [] }
  return { cause: readSince(figure, point, frozen.at, facts) ? 'data' : 'unexplained', names: [] }
}

/** Every figure of a frozen edition, and what changed of it since. */
export function figuresSince({ figures, changes }: Pick<PublishedEdition, 'figures' | 'changes'>): { figure: EditionFigure; change: EditionChange | undefined }[] {
  const changed = new Map(changes.map((change) => [keyOf(change), change]))
  return figures.map((figure) => ({ figure, change: changed.get(keyOf(figure)) }))
}

const isSame = (was: number, is: number): boolean => Math.abs(was - is) <= ROUNDING * Math.max(Math.abs(was), Math.abs(is))

/** The figures of a frozen edition that read otherwise now, each with its cause; in the order of the edition. Pure. */
export function editionChanges(frozen: DatedEdition, facts: ChangeFacts): EditionChange[] {
  const current = new Map(facts.now.figures.map((figure) => [keyOf(figure), figure]))
  return frozen.figures.flatMap((figure): EditionChange[] => {
    const now = current.get(keyOf(figure))
    if (now && now.unit === figure.unit && isSame(figure.value, now.value)) return []
    const { indicator, period, unit, value } = figure
    return [{ indicator, period, unit, was: value, is: now?.unit === unit ? now.value : null, ...causeOf(figure, now, frozen, facts) }]
  })
}
