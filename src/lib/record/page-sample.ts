import type { Derivation, Origin } from '#model/derivation'
import type { Measure } from '#model/indicator'
import type { Unit } from '#model/quantity'
import type { AuditId, CompactResult, PageRecord } from '#model/result'
import type { Facts } from '#lib/define'
import { derive, given } from '../explain/derivation.ts'
import { explainedTable, tablesOf } from '../explain/explained-table.ts'
import { measureOf, missingLine, seenOf } from '../publish/measure.ts'

/** Pages as a visitor finds them: first visit, nothing clicked. */
export function firstVisits(facts: Facts): PageRecord[] {
  return facts.pages.filter(({ pass }) => pass === 'cold')
}

/** What an audit said of a page, when it could say something. */
export function verdictOf(page: PageRecord, audit: AuditId): CompactResult | null {
  const result = page.results[audit]
  return result === undefined || result[0] === 'unknown' ? null : result
}

export function valueOf(page: PageRecord, audit: AuditId): number | null {
  return verdictOf(page, audit)?.[1] ?? null
}

/** A number that one visit of a page gave, with the evidence that was judged. */
export function visitStep(page: PageRecord, audit: AuditId, value: number, unit: string): Derivation {
  return given(`Page « ${page.page} »`, value, unit, { kind: 'visit', run: page.run, site: page.site, page: page.page, audit, evidence: page.evidence })
}

/** How many of these visits are of a kind. */
export function visitCount(label: string, count: number, pages: readonly PageRecord[]): Derivation {
  const runs = [...Map.groupBy(pages, ({ run }) => run)].map(([run, { length }]): Origin => ({ kind: 'visits', run, visits: length }))
  return given(label, count, 'pages', runs.length === 0 ? { kind: 'record', words: 'aucune visite' } : runs)
}

export const siteCount = (label: string, count: number, pages: readonly PageRecord[]): Derivation => ({ ...visitCount(label, count, pages), unit: 'sites' })

type Sampled = { name: string; pages: readonly PageRecord[]; measured: number }

/** The pages that gave something, out of those that were asked, site by site. */
export function seenPages(sites: readonly Sampled[]) {
  const counted = (label: string, of: (site: Sampled) => number) => derive('sum', label, 'pages', sites.length === 0 ? [visitCount(label, 0, [])] : sites.map((site) => visitCount(site.name, of(site), site.pages)))
  return seenOf(counted('Pages mesurées', ({ measured }) => measured), counted('Pages demandées', ({ pages }) => pages.length))
}

export function siteName(facts: Facts, id: string): string {
  return facts.sites.find((site) => site.id === id)?.name ?? id
}

/** The pages of a run, site by site, by name of site. */
export function bySite(facts: Facts, pages: readonly PageRecord[]): { id: string; name: string; pages: PageRecord[] }[] {
  return [...Map.groupBy(pages, ({ site }) => site)]
    .map(([id, ofSite]) => ({ id, name: siteName(facts, id), pages: ofSite }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

export function runsOf(pages: readonly PageRecord[]): string[] {
  return [...new Set(pages.map(({ run }) => run))].sort()
}

/** The line that says how many pages are left out of a figure. */
export function unmeasuredPages(count: number): string[] {
  return missingLine(count, '1 page n’a pas pu être mesurée : elle ne compte pas dans le résultat.', (n) => `${n} pages n’ont pas pu être mesurées : elles ne comptent pas dans le résultat.`)
}

export type SampleOptions = {
  audit: AuditId
  unit: Unit
  state: Measure['state']
  /** Which pages are asked; every page of the first visit by default. */
  keep?: (page: PageRecord) => boolean
  /** Which value of a page; the audit's measure by default. */
  value?: (page: PageRecord) => number | null
}

/**
 * Median of the sites' medians. A first median over the pages of a site keeps one heavy page from speaking for the site;
 * a second over the sites gives each site one voice, so that the figure does not move when a site adds pages to its sample.
 * `n` and `denominator` count pages: measured, and asked. What could not be measured is in neither median.
 */
export function medianOfSites(facts: Facts, { audit, unit, state, keep = () => true, value = (page) => valueOf(page, audit) }: SampleOptions): Measure {
  const asked = firstVisits(facts).filter(keep)
  const sites = bySite(facts, asked).map((site) => {
    const steps = site.pages.flatMap((page) => {
      const each = value(page)
      return each === null ? [] : [visitStep(page, audit, each, unit)]
    })
    const ascending = steps.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
    return { ...site, steps, lowest: ascending[0] ?? null, highest: ascending.at(-1) ?? null, median: derive('median', site.name, unit, steps) }
  })
  const measured = sites.reduce((sum, site) => sum + site.steps.length, 0)
  const steps = derive('median', 'Médiane des sites', unit, sites.map((site) => site.median).filter((each) => each.value !== null))
  return measureOf({
    value: steps.value, ...(steps.value === null ? {} : { derivation: steps }),
    state,
    ...seenPages(sites.map(({ name, pages, steps: { length } }) => ({ name, pages, measured: length }))),
    missing: unmeasuredPages(asked.length - measured),
    ...tablesOf(asked.length === 0 ? [] : [explainedTable('by-site', 'Par site',
      [['site', 'Site'], ['median', 'Médiane', unit], ['lowest', 'Plus basse', unit], ['highest', 'Plus haute', unit], ['measured', 'Pages mesurées'], ['asked', 'Pages demandées']],
      sites.map(({ name, pages, median, lowest, highest, steps: own }) => ({
        site: name, median, lowest, highest, measured: visitCount('Pages mesurées', own.length, pages), asked: visitCount('Pages demandées', pages.length, pages),
      })))]),
    inputs: { runs: runsOf(asked), sources: [], factors: [] },
  })
}
