import type { Finding } from '#model/outcome'
import type { AuditResult, PageRecord, RunRecord } from '#model/result'
import { fromRecord, toRecord, type FindingBook } from '../record/record.ts'
import { takeFigures } from '../words/figures.ts'

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

const seenOnce = (finding: Finding): Finding => ({ ...finding, message: `À vérifier, vu à un seul chargement : ${finding.message}`.slice(0, 300) })

/**
 * A verdict that accuses, once the page was loaded a second time: what both loads saw stands, what only one saw is for a human.
 * When nothing was seen twice the verdict itself is to verify. Pure.
 */
export function confirmed(first: AuditResult, second: AuditResult): AuditResult {
  if (first.outcome !== 'fail') return first
  const { accusing, others } = sortFindings(first)
  const again = new Set(sortFindings(second).accusing.map(sameFinding))
  const twice = accusing.filter((finding) => again.has(sameFinding(finding)))
  const once = accusing.filter((finding) => !twice.includes(finding))
  const { toVerify, ...details } = first.details ?? {}
  return {
    ...first,
    outcome: twice.length > 0 ? 'fail' : 'to-verify',
    measure: first.measure && { ...first.measure, value: twice.length },
    ...(first.details && { details: { ...details, ...(toVerify && { toVerify: { ...toVerify, value: toVerify.value + once.length } }) } }),
    findings: [...twice, ...once.map(seenOnce), ...others],
  }
}

export type Settled = { pages: PageRecord[]; findings: ReadonlyMap<string, FindingBook> }

/** The record as it may be published: every accusation that a second load looked at, as both loads saw it. Throws when a run is missing. */
export function settleAccusations(pages: readonly PageRecord[], runs: readonly RunRecord[], findings: ReadonlyMap<string, FindingBook>): Settled {
  const books = new Map([...findings].map(([site, book]) => [site, new Map(book)]))
  const byId = new Map(runs.map((run) => [run.run, run]))
  const confirming = pages.filter(({ confirms }) => confirms !== undefined)
  const settled = pages.map((page) => {
    const again = confirmationOf(page, confirming)
    const [run, book] = [byId.get(page.run), books.get(page.site) ?? new Map()]
    if (again === undefined) return page
    if (run === undefined) throw new Error(`The run ${page.run} of ${page.site}/${page.page} is not in the record`)
    const seconds = new Map(fromRecord(again, run, book).map((result) => [result.audit, result]))
    const results = fromRecord(page, run, book).map((first) => {
      const second = seconds.get(first.audit)
      return second ? confirmed(first, second) : first
    })
    const { results: _raw, ...visit } = page
    const kept = toRecord(visit, results)
    for (const line of kept.findings) book.set(line.id, line)
    books.set(page.site, book)
    return kept.page
  })
  return { pages: settled, findings: books }
}
