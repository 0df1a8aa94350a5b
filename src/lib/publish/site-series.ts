import type { PublishedIndicator } from '#model/indicator'
import type { PublishedAudit, PublishedSite } from '#model/publication'
import type { RunRecord } from '#model/result'
import { methodAt } from '#lib/publish/audit-methods'
import { type ChartPoint } from '#lib/publish/series'
import { median } from '#maths/statistics'

/** The median of a site's pages at every run, null where none was measured: one drawing among others of the same span. */
export type SiteSeries = { site: PublishedSite; points: ChartPoint[] }

/** The audit that alone makes an indicator, in the same unit: only then does the median of a site's pages mean the same thing. */
export function soleAudit({ audits, unit }: Pick<PublishedIndicator, 'audits' | 'unit'>, catalogue: readonly PublishedAudit[]): string | null {
  const [only, ...others] = audits
  return others.length === 0 ? (catalogue.find((audit) => audit.id === only && audit.unit === unit)?.id ?? null) : null
}

function pointsOf({ pages }: PublishedSite, audit: string, runs: readonly RunRecord[]): ChartPoint[] {
  const visits = pages.map(({ history }) => history[audit] ?? [])
  let last: number | undefined
  return runs.map(({ run, startedAt }) => {
    const value = median(visits.flatMap((each) => each.find((visit) => visit.run === run)?.value ?? []))
    const method = methodAt(runs, run, audit) ?? last ?? 1
    const breakBefore = value !== null && last !== undefined && last !== method
    if (value !== null) last = method
    return { period: startedAt.slice(0, 10), value, low: null, high: null, state: value === null ? 'not-measured' : 'measured', method, breakBefore }
  })
}

/** Every site that has a value, in the order given; empty when there are not two to look at side by side. */
export function siteSeries(sites: readonly PublishedSite[], audit: string, runs: readonly RunRecord[]): SiteSeries[] {
  const all = sites.map((site) => ({ site, points: pointsOf(site, audit, runs) })).filter(({ points }) => points.some(({ value }) => value !== null))
  return all.length < 2 ? [] : all
}

/** The common scale of several series: from zero to the greatest value. */
export const sharedScale = (series: readonly { points: readonly ChartPoint[] }[]): [number, number] =>
  [0, Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))]
