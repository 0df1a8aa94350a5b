import type { Finding } from '#model/outcome'
import type { AuditId, AuditResult, PageRecord, RunRecord } from '#model/result'
import { fromRecord, toRecord, type FindingBook } from '../record/record.ts'
import { takeFigures } from '../words/figures.ts'

/** Two visits of one page are two sightings from this far apart: sooner, one passing accident may be seen twice. */
const apartMs = 3_600_000
const onceWords = 'À vérifier, vu à un seul chargement : '

/** True for a finding that would accuse, had it been seen twice. */
export const isSeenOnce = ({ certainty }: Finding): boolean => certainty === 'seen-once'
const seenOnce = (finding: Finding): Finding => ({ ...finding, certainty: 'seen-once', message: `${onceWords}${finding.message}`.slice(0, 300) })

/** The visit that did a visit again because of what it was about to accuse; undefined when there was none. */
export function confirmationOf(visit: PageRecord, pages: readonly PageRecord[]): PageRecord | undefined {
  return pages.find(({ run, site, page, confirms, profile }) =>
    confirms === visit.pass && run === visit.run && site === visit.site && page === visit.page && profile === visit.profile)
}

const sameFinding = ({ message, selector = '', url = '' }: Finding) => [message, selector, url].map((text) => takeFigures(text).skeleton).join('\n')

/** The findings that accuse, which an audit gives first and counts in its measure; then the others. */
function sortFindings({ outcome, measure, findings }: AuditResult): { accusing: Finding[]; others: Finding[] } {
  const count = outcome === 'fail' ? measure?.value ?? findings.length : 0
  return { accusing: findings.slice(0, count), others: findings.slice(count) }
}

/** What an accusation names; a verdict whose details were not kept names itself. */
function namesIn(result: AuditResult): string[] {
  const { accusing } = sortFindings(result)
  return result.outcome === 'fail' && accusing.length === 0 ? [''] : accusing.map(sameFinding)
}

/**
 * A verdict that accuses, knowing what was seen again: that stands, the rest is for a human. When nothing was seen again the verdict
 * itself is to verify; its further value `seenOnce` counts what is left to confirm.
 */
function told(first: AuditResult, again: ReadonlySet<string>): AuditResult {
  const { accusing, others } = sortFindings(first)
  const twice = accusing.filter((finding) => again.has(sameFinding(finding)))
  const once = accusing.filter((finding) => !twice.includes(finding))
  const { toVerify, ...details } = first.details ?? {}
  const left = namesIn(first).filter((name) => !again.has(name)).length
  return {
    ...first,
    outcome: namesIn(first).length > left ? 'fail' : 'to-verify',
    measure: first.measure && { ...first.measure, value: first.measure.value - left },
    details: { ...details, ...(toVerify && { toVerify: { ...toVerify, value: toVerify.value + once.length } }), ...(left > 0 && { seenOnce: { value: left, unit: 'count' } }) },
    findings: [...twice, ...once.map(seenOnce), ...others],
  }
}

/**
 * A verdict that accuses, once the page was loaded a second time: what both loads saw stands, what only one saw is for a human.
 * When nothing was seen twice the verdict itself is to verify. Pure.
 */
export function confirmed(first: AuditResult, second: AuditResult): AuditResult {
  return first.outcome === 'fail' ? told(first, new Set(sortFindings(second).accusing.map(sameFinding))) : first
}

export type Settled = { pages: PageRecord[]; findings: ReadonlyMap<string, FindingBook> }
/** A visit, and those of its verdicts that accuse. */
type Accusation = { page: PageRecord; results: AuditResult[] }

/**
 * The record as it may be published. What a public page never says of one sighting: an accusation stands when it was seen twice, and is
 * for a human otherwise. When the page was loaded again to confirm, that load alone decides; else another page of the site in the same
 * run or before, or the same page at least an hour before. What a later run will see changes nothing of what was known then.
 * `accusing` are the audits whose failure accuses. Pure. Throws when a run is missing.
 */
export function settleAccusations(pages: readonly PageRecord[], runs: readonly RunRecord[], findings: ReadonlyMap<string, FindingBook>, accusing: ReadonlySet<AuditId>): Settled {
  const books = new Map([...findings].map(([site, book]) => [site, new Map(book)]))
  const byId = new Map(runs.map((run) => [run.run, run]))
  const resultsOf = (page: PageRecord, keep: (audit: AuditId) => boolean): AuditResult[] => {
    const run = byId.get(page.run)
    if (run === undefined) throw new Error(`The run ${page.run} of ${page.site}/${page.page} is not in the record`)
    return fromRecord({ ...page, results: Object.fromEntries(Object.entries(page.results).filter(([audit]) => keep(audit))) }, run, books.get(page.site) ?? new Map())
  }
  const confirming = pages.filter(({ confirms }) => confirms !== undefined)
  const accusations = pages.flatMap((page): Accusation[] => {
    const results = resultsOf(page, (audit) => accusing.has(audit) && page.results[audit]?.[0] === 'fail')
    return results.length > 0 ? [{ page, results }] : []
  })
  const sightings = sightingsOf(accusations)
  const settledPages = new Map(accusations.map(({ page, results }) => {
    const again = confirmationOf(page, confirming)
    const settled = results.map((result) => {
      const [second] = again === undefined ? [] : resultsOf(again, (audit) => audit === result.audit)
      return second === undefined ? told(result, new Set(namesIn(result).filter((name) => sightings(page, result.audit, name)))) : confirmed(result, second)
    })
    const { results: raw, ...visit } = page
    const kept = toRecord(visit, settled)
    const book = books.get(page.site) ?? new Map()
    for (const line of kept.findings) book.set(line.id, line)
    books.set(page.site, book)
    return [page, { ...page, results: { ...raw, ...kept.page.results } }]
  }))
  return { pages: pages.map((page) => settledPages.get(page) ?? page), findings: books }
}

/** Asks whether a visit's accusation was also seen by another one that counts. */
function sightingsOf(accusations: readonly Accusation[]): (visit: PageRecord, audit: AuditId, name: string) => boolean {
  const keyOf = ({ site }: PageRecord, audit: AuditId, name: string) => [site, audit, name].join('\n')
  const seen = Map.groupBy(
    accusations.flatMap(({ page, results }) => results.flatMap((result) => namesIn(result).map((name) => ({ page, key: keyOf(page, result.audit, name) })))),
    ({ key }) => key,
  )
  return (visit, audit, name) => (seen.get(keyOf(visit, audit, name)) ?? []).some(({ page }) => countsBeside(page, visit))
}

function countsBeside(other: PageRecord, visit: PageRecord): boolean {
  if (other === visit || other.run > visit.run) return false
  return other.page !== visit.page || other.pass !== visit.pass || Date.parse(visit.at) - Date.parse(other.at) >= apartMs
}
