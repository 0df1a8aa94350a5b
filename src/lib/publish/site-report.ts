import type { SiteCrops } from '#model/crop'
import type { PublishedPage, PublishedSite, PublishedSpread, PublishedVerdict, PublishedView } from '#model/publication'
import type { AuditId, PageRecord, RunRecord } from '#model/result'
import type { Site, SitePage } from '#model/site'
import type { Territory } from '#model/territory'
import { placedPages } from '#lib/accessibility/placed-findings'
import { confirmationOf, isSeenOnce } from './confirmation.ts'
import { groupDefects, isDoubtful } from './defects.ts'
import { pageChanges } from './page-changes.ts'
import { fromRecord, type FindingBook } from '../record/record.ts'

export type SiteRecord = { pages: readonly PageRecord[]; findings: FindingBook; runs: ReadonlyMap<string, RunRecord>; crops?: readonly SiteCrops['crops'][number][] }

/** How far several loads are apart; a measure that is not in the record's spread was the same at each of them. */
function spreadOf({ loads }: PageRecord, audit: AuditId, value: number | undefined): PublishedSpread | null {
  if (loads === undefined || value === undefined) return null
  const [low, median, high, count] = loads.spread[audit] ?? [value, value, value, loads.count]
  return { low, median, high, loads: count }
}

function verdictsOf(page: PageRecord, { runs, findings, pages }: SiteRecord): Record<string, PublishedVerdict> {
  const run = runs.get(page.run)
  if (run === undefined) throw new Error(`The run ${page.run} of ${page.site}/${page.page} is not in the record`)
  const again = confirmationOf(page, pages)
  return Object.fromEntries(fromRecord(page, run, findings).map(({ audit, outcome, measure, details = {}, findings: seen, failure }) => {
    const spread = spreadOf(page, audit, measure?.value)
    const confirmed = outcome === 'fail' && again?.results[audit]?.[0] === 'fail'
    return [audit, { outcome, measure, details, findings: seen, ...(failure && { failure: failure.code }), ...(spread && { spread }), ...(confirmed && { confirmed }) }]
  }))
}

function historyOf(visits: readonly PageRecord[]): PublishedPage['history'] {
  const history: PublishedPage['history'] = {}
  for (const { run, results } of visits)
    for (const [audit, [outcome, value]] of Object.entries(results)) (history[audit] ??= []).push({ run, value, outcome })
  return history
}

/** The other ways in which a page was seen, each as it was last. */
function viewsOf(visits: readonly PageRecord[], record: SiteRecord): Pick<PublishedPage, 'views'> {
  const views = (['repeat', 'mobile'] as const).flatMap((pass): PublishedView[] => {
    const last = visits.findLast((visit) => visit.pass === pass)
    return last ? [{ pass, at: last.at, status: last.status, failure: last.failure, contended: last.contended, verdicts: verdictsOf(last, record) }] : []
  })
  return views.length > 0 ? { views } : {}
}

/** The pictures that were taken on this very visit, of places where a failure is still proven: a check judged again may have changed its mind. */
function cropsOf({ page, evidence }: PageRecord, verdicts: PublishedPage['verdicts'], { crops = [] }: SiteRecord): Pick<PublishedPage, 'crops'> {
  const proven = new Set(Object.values(verdicts).flatMap(({ outcome, findings }) => (outcome === 'fail' ? findings.filter((finding) => !isDoubtful(finding)).map(({ selector }) => selector) : [])))
  const own = crops.filter((crop) => crop.page === page && crop.evidence === evidence && proven.has(crop.selector))
  return own.length > 0 ? { crops: own.map(({ selector, file, widthPx, heightPx, box }) => ({ selector, file, widthPx, heightPx, box })) } : {}
}

/** A declared page, as it was at its last first visit; never visited is a state of its own. */
function pageReport(site: Site, declared: SitePage, record: SiteRecord): PublishedPage {
  const ofPage = record.pages.filter(({ page }) => page === declared.id)
  const visits = ofPage.filter(({ pass }) => pass === 'cold')
  const last = visits.at(-1)
  const named = { id: declared.id, name: declared.name ?? declared.id, role: declared.role, url: new URL(declared.path, site.url).href }
  if (last === undefined)
    return { ...named, at: null, status: 'not-measured', failure: { code: 'not-attempted', detail: 'No run has visited this page yet.' }, contended: false, evidence: null, verdicts: {}, history: {} }
  const { at, status, failure, contended, evidence, heaviest } = last
  const verdicts = verdictsOf(last, record)
  const changes = pageChanges(visits, record.runs, record.findings)
  return { ...named, at, status, failure, contended, evidence, verdicts, ...cropsOf(last, verdicts, record), ...viewsOf(ofPage, record), history: historyOf(visits), ...(heaviest && { heaviest }), ...(changes && { changes }) }
}

/** publication/sites/<id>.json: the declared pages with their last verdicts, and the site's defects said once. */
export function siteReport(site: Site, territory: Territory, record: SiteRecord): PublishedSite {
  const pages = site.pages.map((page) => pageReport(site, page, record))
  const refusal = record.pages.findLast(({ pass }) => pass === 'refusal')
  return {
    generated: 'by trefle compute, do not edit',
    id: site.id, name: site.name, url: site.url, organisation: site.organisation,
    organisationName: territory.organisations.find(({ id }) => id === site.organisation)?.name ?? site.organisation,
    lastRun: record.pages.at(-1)?.run ?? null,
    pages,
    defects: groupDefects(placedPages(pages).flatMap(({ id, verdicts }) =>
      Object.entries(verdicts).flatMap(([audit, { outcome, findings }]) => findings.filter((finding) => outcome === 'fail' || isSeenOnce(finding)).map((finding) => ({ page: id, audit, finding }))))),
    refusal: refusal ? { at: refusal.at, verdicts: verdictsOf(refusal, record) } : null,
  }
}
