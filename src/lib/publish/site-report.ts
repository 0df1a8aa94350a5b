import type { PublishedPage, PublishedSite, PublishedVerdict } from '#model/publication'
import type { PageRecord, RunRecord } from '#model/result'
import type { Site, SitePage } from '#model/site'
import type { Territory } from '#model/territory'
import { groupDefects } from './defects.ts'
import { fromRecord, type FindingBook } from '../record/record.ts'

export type SiteRecord = { pages: readonly PageRecord[]; findings: FindingBook; runs: ReadonlyMap<string, RunRecord> }

function verdictsOf(page: PageRecord, { runs, findings }: SiteRecord): Record<string, PublishedVerdict> {
  const run = runs.get(page.run)
  if (run === undefined) throw new Error(`The run ${page.run} of ${page.site}/${page.page} is not in the record`)
  return Object.fromEntries(fromRecord(page, run, findings).map(({ audit, outcome, measure, details = {}, findings: seen, failure }) =>
    [audit, { outcome, measure, details, findings: seen, ...(failure ? { failure: failure.code } : {}) }]))
}

function historyOf(visits: readonly PageRecord[]): PublishedPage['history'] {
  const history: PublishedPage['history'] = {}
  for (const { run, results } of visits)
    for (const [audit, [outcome, value]] of Object.entries(results)) (history[audit] ??= []).push({ run, value, outcome })
  return history
}

/** A declared page, as it was at its last first visit; never visited is a state of its own. */
function pageReport(site: Site, declared: SitePage, record: SiteRecord): PublishedPage {
  const visits = record.pages.filter(({ page, pass }) => page === declared.id && pass === 'cold')
  const last = visits.at(-1)
  const named = { id: declared.id, name: declared.name ?? declared.id, role: declared.role, url: new URL(declared.path, site.url).href }
  if (last === undefined)
    return { ...named, at: null, status: 'not-measured', failure: { code: 'not-attempted', detail: 'No run has visited this page yet.' }, contended: false, evidence: null, verdicts: {}, history: {} }
  const { at, status, failure, contended, evidence } = last
  return { ...named, at, status, failure, contended, evidence, verdicts: verdictsOf(last, record), history: historyOf(visits) }
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
    defects: groupDefects(pages.flatMap(({ id, verdicts }) =>
      Object.entries(verdicts).filter(([, { outcome }]) => outcome === 'fail').flatMap(([audit, { findings }]) => findings.map((finding) => ({ page: id, audit, finding }))))),
    refusal: refusal ? { at: refusal.at, verdicts: verdictsOf(refusal, record) } : null,
  }
}
