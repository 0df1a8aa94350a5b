import type { Point, PublishedIndicator } from '#model/indicator'
import type { PresentedReport, ReenFigure, SharedEstate } from '#model/reen-report'

/** An indicator as a report of one year and one organisation may tell it. */
export type ReportedIndicator = { indicator: PublishedIndicator; share: number | null }

/** What was known at the end of the year: no point of a later year. */
function upTo(indicator: PublishedIndicator, year: string): PublishedIndicator {
  const series = indicator.series.filter(({ period }) => period.slice(0, 4) <= year)
  const last = series.at(-1) ?? null
  return { ...indicator, series, latest: last !== null && last.period === indicator.latest?.period ? indicator.latest : last }
}

const times = (value: number | null, share: number) => (value === null ? null : value * share)
const part = (point: Point, share: number): Point => ({ ...point, value: times(point.value, share), low: times(point.low, share), high: times(point.high, share), n: null, denominator: null })

/** The part of an organisation, over the whole series, so that its years stay comparable. The rule of the year is that of all its years. */
function partOf(indicator: PublishedIndicator, share: number): PublishedIndicator {
  return { ...indicator, series: indicator.series.map((point) => part(point, share)), latest: indicator.latest && part(indicator.latest, share), breakdowns: [] }
}

/** The indicators as known at the end of a year, those of the shared estate by the part of the organisation. */
export function reportedIndicators(indicators: readonly PublishedIndicator[], year: string, organisation: string, split: SharedEstate | null): ReportedIndicator[] {
  const share = split?.shares.find((each) => each.organisation === organisation)?.share ?? null
  return indicators.map((each) => {
    const indicator = upTo(each, year)
    return share !== null && split?.indicators.includes(each.id) ? { indicator: partOf(indicator, share), share } : { indicator, share: null }
  })
}

/** True when the latest value is about the year. */
export const isOfYear = ({ latest }: PublishedIndicator, year: string): boolean => latest?.value != null && latest.undated !== true && latest.period.startsWith(year)

export function figureOf({ indicator: { id, text, unit, latest }, share }: ReportedIndicator): ReenFigure {
  return {
    indicator: id, title: text.title, unit, value: latest?.value ?? null, low: latest?.low ?? null, high: latest?.high ?? null,
    period: latest === null || latest.undated ? null : latest.period, method: latest?.method ?? null, state: latest?.state ?? 'not-measured', share,
  }
}

export type Recalculated = { now: ReenFigure; presented: ReenFigure }

/** Figures that no longer are what was presented: recalculated, come later, or gone. Order of the archive. */
export function recalculated(presented: PresentedReport | null, figures: readonly ReenFigure[]): Recalculated[] {
  const known = new Map(figures.map((figure) => [figure.indicator, figure]))
  return (presented?.figures ?? []).flatMap((before) => {
    const now = known.get(before.indicator) ?? { ...before, value: null, low: null, high: null, period: null, method: null, state: 'not-measured' as const }
    const same = (['value', 'low', 'high', 'period', 'method', 'share', 'unit'] as const).every((key) => now[key] === before[key])
    return same ? [] : [{ now, presented: before }]
  })
}
